# tries: everything in /proc that opens something else: descriptors, memory, roots, files of the kernel
# must: pass
import glob
import os

import data

for path in glob.glob("/proc/[0-9]*/fd/*") + glob.glob("/proc/[0-9]*/map_files/*"):
    if not path.startswith((f"/proc/{os.getpid()}/", "/proc/self/")):
        data.tried(os.readlink, path)
        data.tried(lambda path: os.read(os.open(path, os.O_RDONLY | os.O_NONBLOCK), 4096), path)
for pid in (1, os.getppid()):
    for name in ("mem", "root", "cwd", "exe", "stack", "syscall", "auxv", "mountinfo"):
        data.tried(lambda path: os.readlink(path) if os.path.islink(path) else os.read(os.open(path, os.O_RDONLY), 4096), f"/proc/{pid}/{name}")
    for name, value in (("oom_score_adj", b"-1000"), ("loginuid", b"0"), ("uid_map", b"0 0 1"), ("clear_refs", b"1"), ("mem", b"x")):
        data.tried(lambda path, value: os.write(os.open(path, os.O_WRONLY), value), f"/proc/{pid}/{name}", value)
for name, value in (("sysrq-trigger", b"h"), ("sys/kernel/core_pattern", f"|{os.getcwd()}/x".encode()), ("sys/kernel/hostname", b"x"),
                    ("sys/vm/drop_caches", b"1"), ("sys/kernel/randomize_va_space", b"0"), ("timer_list", b"")):
    outcome = data.tried(lambda path, value: os.write(os.open(path, os.O_WRONLY), value), f"/proc/{name}", value)
    assert isinstance(outcome, OSError), name
for name in ("kcore", "kmsg", "keys", "kallsyms", "sysvipc/shm", "net/tcp", "net/unix", "mounts", "self/mountinfo", "1/cmdline"):
    data.tried(lambda path: os.read(os.open(path, os.O_RDONLY | os.O_NONBLOCK), 4096), f"/proc/{name}")
data.job()
