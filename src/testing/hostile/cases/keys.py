# tries: to use the kernel's keys: those of the session that started it, and new ones that would outlive it
# must: pass
import ctypes

import data

libc = ctypes.CDLL(None, use_errno=True)
ADD, REQUEST, CONTROL = 248, 249, 250
SESSION, USER = -3, -4


def call(*arguments):
    result = libc.syscall(*arguments)
    return result if result != -1 else OSError(ctypes.get_errno(), "keys")


outcomes = [call(ADD, b"user", b"planted", b"x", 1, ring) for ring in (SESSION, USER)]
outcomes.append(call(REQUEST, b"user", b"planted", None, USER))
buffer = ctypes.create_string_buffer(4096)
outcomes += [call(CONTROL, 11, ring, buffer, 4096) for ring in (SESSION, USER)]
data.found(outcomes, buffer.raw)
assert all(isinstance(outcome, OSError) for outcome in outcomes), outcomes
data.job()
