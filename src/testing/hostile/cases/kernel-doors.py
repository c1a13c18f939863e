# tries: calls that reach deep into the kernel: bpf, perf, userfaultfd, io_uring, kexec, modules, the clock
# must: pass
import ctypes

import data

libc = ctypes.CDLL(None, use_errno=True)
CALLS = {"bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "kexec_load": 246, "init_module": 175,
         "finit_module": 313, "settimeofday": 164, "reboot": 169, "swapon": 167, "syslog": 103, "open_by_handle_at": 304,
         "fanotify_init": 300, "acct": 163, "iopl": 172, "memfd_create": 319, "memfd_secret": 447, "ptrace": 101}
for name, number in CALLS.items():
    attribute = ctypes.create_string_buffer(256)
    result = libc.syscall(number, 1 if name == "io_uring_setup" else 0, attribute, 0 if name != "iopl" else 3, 0, 0)
    data.found(name, result, ctypes.get_errno())
    assert result == -1, name
data.job()
