# tries: to have the next program load its library and its start-up file by variables
# must: pass
import os
import subprocess
import sys

import data

# Its own folder has another name where machines are only users.
here = os.getcwd()
outcome = data.tried(lambda: open("/etc/ld.so.preload", "w").write(f"{here}/evil.so"))
assert isinstance(outcome, OSError)
for name in (".profile", ".bashrc", ".pam_environment", ".python-environment"):
    with open(name, "w") as file:
        file.write(f"export LD_PRELOAD={here}/evil.so PYTHONSTARTUP={here}/evil.py PYTHONINSPECT=1\n")
for name, value in {"LD_PRELOAD": f"{here}/evil.so", "LD_LIBRARY_PATH": here, "PYTHONSTARTUP": f"{here}/evil.py", "PYTHONPATH": here}.items():
    os.environ[name] = value
subprocess.run([sys.executable, "-c", "pass"], check=True)
data.job()
