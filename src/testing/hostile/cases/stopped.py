# tries: to stop itself rather than to end
# must: fail result ended
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
