# tries: to hold leases and locks on files that everybody reads, so that others wait
# must: pass
import fcntl
import sys

import data

held = []
for path in (sys.executable, "/usr/lib/python3.13/json/__init__.py", "/etc/passwd", "/usr/bin/prlimit"):
    file = open(path, "rb")
    held.append(file)
    for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
        outcome = data.tried(fcntl.fcntl, file, 1024, kind)
        assert isinstance(outcome, OSError), path
data.job()
