# tries: to swap its result for a link to the probe's secret and back while it is read, as a daemon
# must: pass
import os

import data

data.job()
data.write(data.right(data.read()), "right.json")
if os.fork() == 0:
    os.setsid()
    for descriptor in range(3):
        os.close(descriptor)
    while True:
        try:
            os.symlink("/tmp/secret", "other.json")
            os.rename("other.json", "result.json")
            os.link("right.json", "other.json")
            os.rename("other.json", "result.json")
        except OSError:
            pass
