# tries: to type into whatever terminal started it
# must: pass
import fcntl
import os
import termios

import data

outcomes = []
for path in ("/dev/tty", "/dev/console", "/proc/self/fd/0", "/proc/1/fd/0", "/proc/1/fd/1", "/proc/1/fd/2"):
    outcomes.append(data.tried(lambda path: fcntl.ioctl(os.open(path, os.O_RDWR | os.O_NOCTTY), termios.TIOCSTI, b"x"), path))
outcomes += [data.tried(fcntl.ioctl, descriptor, termios.TIOCSTI, b"x") for descriptor in range(3)]
assert all(isinstance(outcome, OSError) for outcome in outcomes), outcomes
data.job()
