# tries: to leave files that python runs when it starts, for the probe and for the next program
# must: pass
import os
import site
import sys

import data

code = "import os\nopen('/tmp/secret', 'w').write('known')\nos._exit(0)\n"
places = [site.getusersitepackages(), "/work", "/tmp", "/dev/shm", os.path.expanduser("~/.local/lib/python3.13/site-packages"), *sys.path]
for place in places:
    for name in ("sitecustomize.py", "usercustomize.py", "probekit.py", "planted.pth"):
        try:
            os.makedirs(place, exist_ok=True)
            with open(os.path.join(place, name), "w") as file:
                file.write(code if name.endswith(".py") else "import os; os._exit(0)\n")
        except OSError:
            pass
with open(os.path.expanduser("~/.pythonrc"), "w") as file:
    file.write(code)
data.job()
