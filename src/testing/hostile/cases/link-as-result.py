# tries: to pass somebody else's file off as its result: a link to the probe's secret, to the host, to a right one
# must: fail result
import os

import data

data.write(data.right(data.read()), "right.json")
os.symlink("right.json", "result.json")
for number, target in enumerate(("/tmp/secret", "@marker@", "/proc/self/environ", "/proc/self/mem", "/dev/zero", "/probe/probe.py", "/")):
    os.symlink(target, f"link-{number}")
os.symlink("/tmp", "folder")
