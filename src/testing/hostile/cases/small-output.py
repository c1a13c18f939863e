# tries: to print for ever in writes of one byte, in order to keep the reader busy
# must: fail result ended
import os

while True:
    os.write(2, b"y")
