# tries: to read the environment of the host, of the probe and of every process it can see
# must: pass
import glob
import os

import data

data.found(dict(os.environ))
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/task/*/environ") + ["/proc/self/../1/environ"]:
    data.tried(lambda path: open(path, "rb").read(), path)
for path in glob.glob("/proc/*/cmdline"):
    data.found(open(path, "rb").read())
data.job()
