# tries: to link files of the system and of the probe into its folder
# must: pass
import os

import data

for number, target in enumerate(("/etc/passwd", "/launch.py", "/usr/bin/python3.13", "/proc/self/environ", "/tmp/secret", "@marker@")):
    outcome = data.tried(os.link, target, f"link-{number}")
    assert isinstance(outcome, OSError), target
data.write(data.right(data.read()), "right.json")
os.link("right.json", "result.json")
