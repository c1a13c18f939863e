# tries: to take memory as files that have no name, which no size of a file system bounds and no process maps
# must: fail result ended
import os

kept = []
block = b"x" * 2**20
while True:
    kept.append(os.memfd_create("kept"))
    for _ in range(16):
        os.write(kept[-1], block)
