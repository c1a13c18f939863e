# tries: to find a file of the host by its path, by every other root it can reach, and by walking everything
# must: pass
import os

import data

for root in ("", "/proc/1/root", "/proc/self/root", "/proc/self/cwd/../..", "/.."):
    data.tried(lambda path: open(path, "rb").read(), root + "@marker@")
    data.tried(os.listdir, root + "/")
for base, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(base, name) not in ("/usr/lib", "/usr/share", "/proc", "/work")]
    for name in names:
        try:
            with open(os.path.join(base, name), "rb") as file:
                if os.path.isfile(file.name):
                    data.found(file.name, file.read(4096))
        except OSError:
            pass
for secret in ("/root", "/home", "/etc/shadow", "/var", "/run", "/mnt", "/host", "/tmp/secret", "/probe/probe.py", "/kit", "/material"):
    data.tried(lambda path: os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(), secret)
data.job()
