# tries: to write over the probe, its library, its starter and what python loads for everybody
# must: pass
import site
import sys

import data

targets = ["/probe/probe.py", "/kit/probekit/__init__.py", "/kit/probekit/channel.py", "/launch.py", "/answer/main.py", "/material/job.json",
           "/scratch/x", "/usr/lib/python3.13/json/__init__.py", "/usr/lib/python3/dist-packages/planted.pth",
           "/usr/local/lib/python3.13/dist-packages/sitecustomize.py", "/etc/python3.13/sitecustomize.py", *sys.path]
for target in targets:
    outcome = data.tried(lambda path: open(path, "a").write("\nraise SystemExit(0)\n"), target)
    assert target.startswith("/work") or isinstance(outcome, OSError), target
data.found(site.getusersitepackages())
data.job()
