# tries: to have the next program load its library and its start-up file by variables
# must: pass
import os
import subprocess
import sys

import data

outcome = data.tried(lambda: open("/etc/ld.so.preload", "w").write("/work/evil.so"))
assert isinstance(outcome, OSError)
for name in (".profile", ".bashrc", ".pam_environment", ".python-environment"):
    with open(name, "w") as file:
        file.write("export LD_PRELOAD=/work/evil.so PYTHONSTARTUP=/work/evil.py PYTHONINSPECT=1\n")
for name, value in {"LD_PRELOAD": "/work/evil.so", "LD_LIBRARY_PATH": "/work", "PYTHONSTARTUP": "/work/evil.py", "PYTHONPATH": "/work"}.items():
    os.environ[name] = value
subprocess.run([sys.executable, "-c", "pass"], check=True)
data.job()
