# tries: to let one rank kill itself while the other one waits for it
# must (ranks): fail result ended
import os
import signal
import time

if os.environ["RANK"] == "1":
    os.kill(os.getpid(), signal.SIGKILL)
time.sleep(3600)
