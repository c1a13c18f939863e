# tries: to take memory as shared segments of System V, attached, filled and detached again
# must: fail result ended
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
libc.shmdt.argtypes = [ctypes.c_void_p]
while True:
    segment = libc.shmget(0, 2**24, 0o1600)
    if segment == -1:
        raise OSError(ctypes.get_errno(), "shmget")
    at = libc.shmat(segment, None, 0)
    ctypes.memset(at, 1, 2**24)
    libc.shmdt(at)
