"""Folders of a machine: where its programs see them, and what they hold."""
import os

from .faults import AnswerFault
from .settings import settings

MOST = 2_000  # files of a folder; more than that is a flood


def inside(machine, name="."):
    """The absolute path by which the machine's own programs know a file of /work."""
    root = "/work" if settings()["isolation"] == "bwrap" else str(machine.work)
    return os.path.normpath(os.path.join(root, name))


def files_below(machine, folder):
    """The names, from /work on, of everything in a folder that is neither folder nor link; [] where there is none.

    What they hold is read by `machine.read`. @raises AnswerFault for too many
    """
    found = []
    for base, folders, names in os.walk(machine.work / folder):
        for name in names:
            path = os.path.join(base, name)
            if not os.path.islink(path):
                found.append(os.path.relpath(path, machine.work))
        if len(found) + len(folders) > MOST:
            raise AnswerFault(f"{folder} holds more than {MOST} files")
    return sorted(found)
