"""A machine for the answer's code: its own files, processes, users and memory, and no view of the probe."""
import json
import os
import socket
import tempfile
from pathlib import Path

from .faults import AnswerFault
from .files import LARGEST, attributed, copy_folder, read_bytes, remove, remove_of_user, write_bytes
from .isolation import starting_files, uids, user_of
from .program import Program, run_ranks

SCRATCH = Path("/scratch")
# What text that is no JSON, too deep or too large makes of a parser.
UNREADABLE = (ValueError, RecursionError, MemoryError)


class Machine:
    """`Machine(answer, neighbours, {"data.py": text})`: folders and files put into /work, later ones over earlier ones.

    Programs start in /work. Each call starts afresh in the same files, as after a reboot.
    """

    def __init__(self, *sources):
        # An earlier machine may have filled the disk that all of them share.
        with attributed("a new machine"):
            self.home = Path(tempfile.mkdtemp(prefix="machine-", dir=SCRATCH))
            self.home.chmod(0o755)
            for name in ("work", "tmp", "shm"):
                (self.home / name).mkdir(mode=0o777)
                if uids():
                    os.chown(self.home / name, user_of(self.home), user_of(self.home))
            for name, data in starting_files().items():
                write_bytes(self.home, os.path.join("start", name), data)
        for source in sources:
            self.add(source)

    @property
    def work(self):
        """Where /work lies. Read from it by `read`: what the answer's code left there can be anything."""
        return self.home / "work"

    def add(self, source):
        if isinstance(source, dict):
            for name, data in source.items():
                self.write(name, data)
        else:
            copy_folder(source, self.work)

    def write(self, name, data):
        write_bytes(self.work, name, data.encode() if isinstance(data, str) else data)

    def read(self, name, most=LARGEST):
        """Bytes of a plain file in /work; None where there is none. @raises AnswerFault for anything else"""
        return read_bytes(self.work, name, most)

    def text(self, name):
        data = self.read(name)
        return None if data is None else data.decode(errors="replace")

    def json(self, name):
        """@raises AnswerFault when it is missing or no JSON"""
        text = self.text(name)
        if text is None:
            raise AnswerFault(f"there is no {name}")
        try:
            return json.loads(text)
        except UNREADABLE as error:
            raise AnswerFault(f"{name} is no JSON: {str(error) or type(error).__name__}") from error

    def json_lines(self, name):
        """The lines that are JSON, and what is wrong with the first that isn't ("" where all are)."""
        lines = []
        for number, text in enumerate((self.text(name) or "").splitlines(), 1):
            if text.strip():
                try:
                    lines.append(json.loads(text))
                except UNREADABLE as error:
                    return lines, f"{name}:{number}: {str(error) or type(error).__name__}"
        return lines, "" if self.read(name) is not None else f"there is no {name}"

    def start(self, argv, *, env=None, folder=".", stdin=None):
        """Starts a program and returns at once; it has to be stopped (`Program.stop`, `Program.ended`)."""
        return Program(self.home, argv, environment=env or {}, folder=folder, stdin=stdin)

    def run(self, argv, *, timeout, env=None, folder=".", stdin=None):
        """Runs a program to its end, at most `timeout` seconds. @returns Ended"""
        return self.start(argv, env=env, folder=folder, stdin=stdin).ended(timeout)

    def ranks(self, argv, *, ranks=2, timeout, env=None, folder="."):
        """Runs `argv` once per rank with torchrun's variables. @returns Ended, with `ranks` holding the exit codes"""
        return run_ranks(self.home, argv, ranks, free_port(), timeout, environment=env or {}, folder=folder)

    def close(self):
        """Gives its disk back: all machines of a probe share one."""
        remove(self.home)
        if uids():
            remove_of_user(user_of(self.home))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
