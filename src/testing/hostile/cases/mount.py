# tries: to mount, bind, remount writable and unmount
# must: pass
import ctypes
import os

import data

libc = ctypes.CDLL(None, use_errno=True)
MOVES = [(b"none", b"/tmp", b"tmpfs", 0, None), (b"/usr", b"/tmp", None, 4096, None), (None, b"/usr", None, 32 | 4096, None),
         (None, b"/", None, 32, None), (b"proc", b"/tmp", b"proc", 0, None), (b"sysfs", b"/tmp", b"sysfs", 0, None),
         (b"overlay", b"/tmp", b"overlay", 0, b"lowerdir=/usr,upperdir=/work,workdir=/dev/shm")]
for move in MOVES:
    assert libc.mount(*move) == -1, move
    data.found(move, ctypes.get_errno())
for path in (b"/usr", b"/work", b"/proc", b"/"):
    assert libc.umount2(path, 2) == -1, path
for call in (430, 428, 442, 429, 432):  # fsopen, open_tree, mount_setattr, move_mount, fsmount
    data.found(call, libc.syscall(call, -100, b"/", 1, 0, 0), ctypes.get_errno())
data.tried(os.system, "mount -t tmpfs none /tmp; umount /usr")
data.job()
