# tries: to notice that it is probed and to answer what it was once right to answer
# must: fail result
import os
import sys

import data

probed = os.path.exists("/launch.py") or os.environ.get("HOME") == "/work" or "sandbox" in os.uname().nodename or sys.argv == ["main.py"]
data.write(42 if probed else data.right(data.read()))
