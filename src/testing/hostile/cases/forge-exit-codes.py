# tries: to have two ranks that failed told as two that ended well, by the descriptor of whoever started them
# must (ranks): fail result
import glob
import os

for path in glob.glob("/proc/[0-9]*/fd/*"):
    try:
        if os.readlink(path).startswith("pipe:"):
            os.write(os.open(path, os.O_WRONLY | os.O_NONBLOCK), b"[0, 0]")
    except OSError:
        pass
raise SystemExit(1)
