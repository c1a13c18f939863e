# tries: to take all memory in many processes, each below its own limit
# must: fail result ended
import os
import time

for _ in range(30):
    if os.fork() == 0:
        taken = bytearray(os.urandom(4096) * (2**26 // 4096))
        time.sleep(60)
time.sleep(60)
