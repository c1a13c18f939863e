# tries: to fill the disk with names alone, in threads, until it is stopped
# must: fail result ended
import os

for _ in range(2):
    os.fork()
number = 0
while True:
    number += 1
    os.mkdir(f"/tmp/{os.getpid()}-{number}")
