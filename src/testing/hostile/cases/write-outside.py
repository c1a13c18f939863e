# tries: to write into every folder there is, and over the planted file of the host
# must: pass
import os

import data

for root in ("", "/proc/1/root", "/proc/self/root"):
    data.tried(lambda path: open(path, "wb").write(b"taken"), root + "@marker@")
written = []
for base, folders, _ in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(base, name) not in ("/proc", "/work", "/tmp", "/dev/shm")]
    try:
        open(os.path.join(base, "planted"), "w").close()
        written.append(base)
    except OSError:
        pass
assert not written, written
data.job()
