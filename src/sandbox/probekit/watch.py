"""What a machine holds, looked at again and again while one of its programs runs."""
import os
import time

from .processes import MOST_DESCRIPTORS, descriptors, memory
from .settings import limit

EVERY = 0.1  # seconds between two looks
DESCRIPTORS = 4 * MOST_DESCRIPTORS  # of all processes together: each can hold a few hundred kilobytes of the kernel's memory
FILES = 50_000  # names on all disks; each takes about a kilobyte that the size of a disk doesn't count
RESERVE = 15.0  # seconds that a probe needs for what it does after the last program was stopped
LEAST = 0.04  # part of the host's memory that has to stay free
STARTED = time.monotonic()


def time_left():
    """Seconds until all programs of this probe are stopped: an answer that is slow everywhere fails, rather than the probe."""
    return STARTED + limit("wall") - min(RESERVE, limit("wall") / 4) - time.monotonic()


def excess(members):
    """What these processes have too much of, in the words of an evidence; "" for nothing."""
    used = memory(members)
    if used > limit("memory"):
        return f"took {used / 2**30:.1f} GiB of memory and was stopped"
    held = descriptors(members)
    if held > DESCRIPTORS:
        return f"held {held} files and sockets open and was stopped"
    made = files()
    if made > FILES:
        return f"made {made} files and was stopped"
    if time_left() <= 0:
        return f"ran when the {limit('wall')} s of all checks together were over and was stopped"
    return ""


def files():
    disks = [os.statvfs(path) for path in ("/scratch", "/tmp", "/dev/shm")]
    return sum(disk.f_files - disk.f_ffree for disk in disks)


def exhausted():
    """Whether the host itself is about to run out of memory: whose doing that is can't be told from in here."""
    with open("/proc/meminfo", encoding="ascii") as file:
        sizes = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in file)}
    return sizes["MemAvailable"] < sizes["MemTotal"] * LEAST

