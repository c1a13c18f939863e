"""Processes as the probe sees them in /proc."""
import os

MOST_DESCRIPTORS = 4096  # of one process


def table():
    """{pid: parent} of every process that is no zombie."""
    return {pid: int(fields[1]) for pid, fields in _all() if fields[0] != "Z"}


def below(root):
    """A process and all its descendants. A machine's first process adopts its orphans, so daemons are among them."""
    parents, found, grown = table(), {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found & (parents.keys() | {root})


def children(parent):
    """Processes right below another, the oldest first."""
    found = [(int(fields[19]), pid) for pid, fields in _all() if fields[1] == str(parent)]
    return [pid for _, pid in sorted(found)] or [None]


def of_user(user):
    """Every process of a user that is no zombie."""
    return {pid for pid, fields in _all() if fields[0] != "Z" and _owner(pid) == user}


def memory(pids):
    """Bytes that are these processes' own: pages of files that they map aren't counted, those shared by fork are twice."""
    total = 0
    for pid in pids:
        for line in _read(f"/proc/{pid}/status").splitlines():
            if line.startswith(("RssAnon:", "RssShmem:")):
                total += int(line.split()[1]) * 1024
    return total


def descriptors(pids):
    """How many files, pipes and sockets these processes hold. Who doesn't let himself be looked at counts as holding all he may."""
    total = 0
    for pid in pids:
        try:
            total += len(os.listdir(f"/proc/{pid}/fd"))
        except PermissionError:
            total += MOST_DESCRIPTORS
        except OSError:
            pass  # gone meanwhile
    return total


def _all():
    """(pid, the fields of its stat from the state on) of every process."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = _read(f"/proc/{name}/stat").rpartition(")")[2].split()
            if len(fields) > 19:
                yield int(name), fields


def _owner(pid):
    # Not the owner of the files in /proc: a process that makes itself unreadable hands those to root.
    for line in _read(f"/proc/{pid}/status").splitlines():
        if line.startswith("Uid:"):
            return int(line.split()[1])
    return None


def _read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
