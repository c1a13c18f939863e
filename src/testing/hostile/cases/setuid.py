# tries: to become another user, to take back capabilities, and to start programs that are set-uid
# must: pass
import ctypes
import os

import data

for call, arguments in ((os.setuid, (0,)), (os.setgid, (0,)), (os.setreuid, (0, 0)), (os.setresuid, (0, 0, 0)), (os.setgroups, ([0],)),
                        (os.setuid, (200000,)), (os.setresgid, (0, 0, 0))):
    assert isinstance(data.tried(call, *arguments), OSError), call
libc = ctypes.CDLL(None, use_errno=True)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
assert libc.capset(header, (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)) == -1
assert libc.prctl(47, 2, 0, 0, 0) == -1  # ambient capabilities
status = dict(line.split(":\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\t" in line)
assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == int(status["CapBnd"], 16) == 0, status
assert status["NoNewPrivs"] == "1"
for command in ("su -c id", "mount", "passwd -S", "newgrp"):
    data.tried(os.popen, f"{command} </dev/null 2>&1 | head -c 100")
data.job()
