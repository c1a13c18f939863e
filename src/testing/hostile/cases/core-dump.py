# tries: to leave a core of its memory
# must: fail ended
import os
import resource
import signal

import data

data.job()
data.tried(resource.setrlimit, resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
ballast = bytes(2**24)
os.kill(os.getpid(), signal.SIGSEGV)
