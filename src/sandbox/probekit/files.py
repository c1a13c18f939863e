"""Files of a machine, which the answer's code may have made into anything: a link out, a pipe, a disk full of zeros."""
import errno
import os
import stat
import subprocess
from contextlib import contextmanager

from .faults import AnswerFault

LARGEST = 64 * 2**20


def read_bytes(root, name, most=LARGEST):
    """The bytes of a regular file, by a path without any link in it; None where there is none.

    @raises AnswerFault for what stands there in place of a file
    """
    try:
        with _folder(root, name) as (folder, last):
            handle = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AnswerFault(f"{name} is no plain file: {errno.errorcode.get(error.errno, error)}") from error
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise AnswerFault(f"{name} is no plain file")
        if about.st_size > most:
            raise AnswerFault(f"{name} has {about.st_size} bytes")
        with open(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)


def write_bytes(root, name, data):
    """Puts a file in place in one step, whatever stood there. @raises AnswerFault when the disk is full"""
    with attributed(name), _folder(root, name, make=True) as (folder, last):
        fresh = f".{os.urandom(6).hex()}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644, dir_fd=folder)
        with open(handle, "wb") as file:
            file.write(data)
            _give(handle, root, 0o644)
        os.rename(fresh, last, src_dir_fd=folder, dst_dir_fd=folder)


def copy_folder(source, root):
    for base, _, names in os.walk(source):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                write_bytes(root, os.path.relpath(path, source), file.read())


@contextmanager
def _folder(root, name, make=False):
    """The descriptor of the folder that holds `name`, walked to without following a link."""
    # Names may come from what an answer wrote.
    *folders, last = os.path.normpath(name).split("/")
    if os.path.isabs(name) or ".." in folders or last in ("..", ".") or not _speakable(name):
        raise AnswerFault(f"{name!r} leads out of the machine")
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in folders:
            made = make and _make(step, handle)
            inner = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=handle)
            if made:
                _give(inner, root, 0o755)
            os.close(handle)
            handle = inner
        yield handle, last
    finally:
        os.close(handle)


def remove(folder):
    """Removes a folder of a machine, however deep it is and whatever in it was closed."""
    for command in (["rm", "-rf"], ["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
        if os.path.lexists(folder):
            subprocess.run([*command, "--", folder], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def remove_of_user(user):
    """Removes what a user left in folders that all users share."""
    subprocess.run(["find", "/tmp", "/dev/shm", "-xdev", "-user", str(user), "-delete"], check=False, stderr=subprocess.DEVNULL)


def _speakable(name):
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeError:
        return False


def _make(name, folder):
    try:
        os.mkdir(name, 0o755, dir_fd=folder)
    except FileExistsError:
        return False
    return True


def _give(handle, root, mode):
    """What a probe puts into a machine is the machine's, as if it had been there before."""
    about = os.stat(root)
    os.fchown(handle, about.st_uid, about.st_gid)
    os.fchmod(handle, mode)


@contextmanager
def attributed(name):
    """Troubles of the disk are the answer's: nobody else fills it or puts folders in the way."""
    try:
        yield
    except OSError as error:
        raise AnswerFault(f"{name} can’t be written: {errno.errorcode.get(error.errno, error)}") from error
