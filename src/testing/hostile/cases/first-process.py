# tries: to end or disable the machine's first process, so that its end tells nothing: limits, memory, signals
# must: fail result ended
import os
import resource
import time

import data

for name in ("CPU", "DATA", "NOFILE", "FSIZE", "STACK", "AS"):
    data.tried(resource.prlimit, 1, getattr(resource, f"RLIMIT_{name}"), (0, 0))
with open("/proc/1/maps") as maps:
    regions = [line.split()[:2] for line in maps]
memory = os.open("/proc/1/mem", os.O_RDWR)
for addresses, rights in regions:
    start, end = (int(word, 16) for word in addresses.split("-"))
    if "x" in rights:
        data.tried(os.pwrite, memory, b"\xcc" * (end - start), start)
os.kill(1, 17)
time.sleep(1)
