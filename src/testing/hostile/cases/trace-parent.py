# tries: to trace its parents and to read and write their memory
# must: pass
import ctypes
import os

import data

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def read(pid, address):
    buffer = ctypes.create_string_buffer(4096)
    mine, theirs = Vector(ctypes.addressof(buffer), 4096), Vector(address, 4096)
    got = libc.process_vm_readv(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)
    return buffer.raw[:got] if got > 0 else OSError(ctypes.get_errno(), "process_vm_readv")


for pid in (1, os.getppid(), int("@parent@")):
    data.found(pid, libc.ptrace(16, pid, None, None), ctypes.get_errno())
    data.tried(read, pid, 0x400000)
    data.tried(lambda pid: open(f"/proc/{pid}/maps").read(), pid)
data.job()
