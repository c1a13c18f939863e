"""The processes of a machine, as the probe sees them in /proc: everything below the command that started it."""
import os

PAGE = os.sysconf("SC_PAGE_SIZE")


def table():
    """{pid: parent} of every process that is no zombie."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = _read(f"/proc/{name}/stat").rpartition(")")[2].split()
            if len(fields) > 1 and fields[0] != "Z":
                parents[int(name)] = int(fields[1])
    return parents


def below(root):
    """A process and all its descendants. A machine's first process adopts its orphans, so daemons are among them."""
    parents, found, grown = table(), {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found & (parents.keys() | {root})


def memory(pids):
    """Bytes that are these processes' own: pages of files that they map aren't counted, those shared by fork are twice."""
    total = 0
    for pid in pids:
        for line in _read(f"/proc/{pid}/status").splitlines():
            if line.startswith(("RssAnon:", "RssShmem:")):
                total += int(line.split()[1]) * 1024
    return total


def _read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
