# tries: to put a folder in place of its result
# must: fail result
import os

os.makedirs("result.json/result.json")
