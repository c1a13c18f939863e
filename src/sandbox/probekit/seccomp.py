"""Calls that no answer needs and that would reach past its machine: a filter that answers them as a kernel without them does.

Memory that no limit here counts (nameless files, System V), the keys of the session that started all this, other
processes' memory (the machine's first process dies with its program unless somebody rewrites it), leases on files that
everybody reads, typing into terminals, and doors into the kernel that bugs were found behind.
"""
import functools
import os
import platform
import struct
import tempfile

# {call: (number on x86_64, number on aarch64)}; None where that architecture hasn't got it.
CALLS = {
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "quotactl": (179, 60), "acct": (163, 89), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "syslog": (103, 116), "vhangup": (153, 58), "iopl": (172, None), "ioperm": (173, None),
}
# {call: (its numbers, which argument, the values of it that are refused)}
ARGUMENTS = {
    "ioctl": ((16, 29), 1, (0x5412, 0x541C)),  # TIOCSTI and TIOCLINUX
    "fcntl": ((72, 25), 1, (1024,)),  # F_SETLEASE
}
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
OTHER_NUMBERS = 0x40000000  # x32's copies of all calls begin here
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOWED, REFUSED = 0x7FFF0000, 0x00050000 | 38  # ENOSYS: programs that can do without do without


@functools.cache
def filter_file():
    """The path of the compiled filter; None on an architecture whose numbers aren't listed."""
    program = compiled(platform.machine())
    if program is None:
        return None
    handle, path = tempfile.mkstemp(prefix="calls-")
    with open(handle, "wb") as file:
        file.write(program)
    os.chmod(path, 0o444)
    return path


def compiled(machine):
    if machine not in ARCHITECTURES:
        return None
    column, architecture = ARCHITECTURES[machine]
    numbers = [numbers[column] for numbers in CALLS.values() if numbers[column] is not None]
    body = [(LOAD, 0, 0, 0), (AT_LEAST, "refuse", 0, OTHER_NUMBERS), *((EQUAL, "refuse", 0, number) for number in numbers)]
    for places, argument, values in ARGUMENTS.values():
        body += [(EQUAL, 0, len(values) + 2, places[column]), (LOAD, 0, 0, 16 + 8 * argument),
                 *((EQUAL, "refuse", 0, value) for value in values), (RETURN, 0, 0, ALLOWED)]
    lines = [(LOAD, 0, 0, 4), (EQUAL, 0, "refuse", architecture), *body, (RETURN, 0, 0, ALLOWED), (RETURN, 0, 0, REFUSED)]
    last = len(lines) - 1
    resolved = [(code, *(last - place - 1 if jump == "refuse" else jump for jump in jumps), value)
                for place, (code, *jumps, value) in enumerate(lines)]
    return b"".join(struct.pack("=HBBI", *line) for line in resolved)
