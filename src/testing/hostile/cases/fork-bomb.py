# tries: to fork for ever
# must: fail result ended
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
