# tries: to kill every process that it can name: all, its parent, its group, the first one and a range of numbers
# must: pass
import os
import signal

import data

data.job()
signal.signal(signal.SIGTERM, signal.SIG_IGN)
data.tried(os.kill, 1, signal.SIGKILL)
data.tried(os.kill, os.getppid(), signal.SIGKILL)
for pid in [int("@parent@"), *range(3, 3000)]:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
data.tried(os.kill, -1, signal.SIGKILL)
