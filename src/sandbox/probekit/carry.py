"""Taking a folder from one machine to another, as a deployment does: plain files alone."""
import os

from .faults import AnswerFault

MOST = 200


def file_names(machine, folder):
    """Names of the plain files below a folder of a machine, relative to it, sorted; [] where there is no such folder.

    @raises AnswerFault where there are more than anybody would deploy
    """
    root, found = os.path.join(machine.work, folder), []
    if os.path.islink(root):
        raise AnswerFault(f"{folder} is no plain folder")
    for base, _, names in os.walk(root):
        for name in names:
            path = os.path.join(base, name)
            if os.path.isfile(path) and not os.path.islink(path):
                found.append(os.path.relpath(path, root))
        if len(found) > MOST:
            raise AnswerFault(f"{folder} holds more than {MOST} files")
    return sorted(found)


def carry(source, folder, target, to=None):
    """Copies the plain files of a folder of one machine to another machine. @returns their names"""
    names = file_names(source, folder)
    for name in names:
        target.write(f"{to or folder}/{name}", source.read(f"{folder}/{name}") or b"")
    return names
