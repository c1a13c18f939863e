# tries: to end well where it should serve
# must (server): fail result ended
import os

os._exit(0)
