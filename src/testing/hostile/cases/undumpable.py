# tries: to make its processes unreadable, so that nobody can count what they hold
# must: fail result ended
import ctypes
import os
import time

ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
for _ in range(30):
    if os.fork() == 0:
        taken = bytearray(os.urandom(4096) * (2**26 // 4096))
        time.sleep(60)
time.sleep(60)
