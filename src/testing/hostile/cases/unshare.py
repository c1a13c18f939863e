# tries: to make namespaces of its own, where it would be root
# must: pass
import ctypes
import os

import data

libc = ctypes.CDLL(None, use_errno=True)
for name, flag in {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000, "uts": 0x4000000}.items():
    for flags in (flag, flag | 0x10000000):
        assert libc.unshare(flags) == -1, name
        data.found(name, ctypes.get_errno())
assert os.system("unshare --user --map-root-user true") != 0
data.job()
