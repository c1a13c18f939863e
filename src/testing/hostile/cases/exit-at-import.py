# tries: to end well before anything is asked of it
# must: fail result
import os

os._exit(0)
