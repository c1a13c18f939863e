# tries: to use up every descriptor, in many processes
# must: fail result ended
import os
import time

for _ in range(5):
    os.fork()
while True:
    try:
        os.pipe()
    except OSError:
        time.sleep(0.01)
