# tries: to have two ranks that failed told as two that ended well, by the descriptor of whoever started them
# must (ranks): fail result
import os
import signal
import time
from pathlib import Path

# It may choose its exit code, so nothing is won by this: codes are evidence of a failure, never of a success.
if os.environ["RANK"] == "1":
    Path("both").touch()
else:
    while not Path("both").exists():
        time.sleep(0.01)
    time.sleep(0.2)  # whoever starts a process holds a pipe of its own meanwhile, and that one tells nothing
    for name in os.listdir(f"/proc/{os.getppid()}/fd"):
        path = f"/proc/{os.getppid()}/fd/{name}"
        if int(name) > 2 and os.readlink(path).startswith("pipe:"):
            os.write(os.open(path, os.O_WRONLY | os.O_NONBLOCK), b"[0, 0]")
            os._exit(os.kill(os.getppid(), signal.SIGKILL) or 0)
signal.pause()
