# tries: to make devices and to open those that there may be
# must: pass
import os
import stat

import data

for number, device in enumerate(((1, 1), (1, 3), (8, 0), (254, 0), (5, 1), (10, 200))):
    for kind in (stat.S_IFCHR, stat.S_IFBLK):
        outcome = data.tried(os.mknod, f"device-{number}", kind | 0o666, os.makedev(*device))
        assert isinstance(outcome, OSError), device
for name in ("mem", "kmem", "port", "sda", "vda", "nvme0n1", "loop0", "kvm", "fuse", "net/tun", "console", "tty", "tty0", "kmsg", "ptmx"):
    data.tried(lambda path: os.read(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY), 64), f"/dev/{name}")
data.found(sorted(os.listdir("/dev")))
data.job()
