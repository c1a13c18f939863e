# tries: to change its root, and to leave it by a folder it kept open
# must: pass
import ctypes
import os

import data

os.makedirs("inner", exist_ok=True)
outside, home = os.open("/", os.O_RDONLY), os.open(".", os.O_RDONLY)
assert isinstance(data.tried(os.chroot, "inner"), OSError)
assert ctypes.CDLL(None).pivot_root(b"inner", b"inner") == -1
os.fchdir(outside)
for _ in range(64):
    os.chdir("..")
listing = os.listdir(".")
os.fchdir(home)
data.found(listing)
data.job()
