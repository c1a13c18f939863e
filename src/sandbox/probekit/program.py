"""One program that runs in a machine."""
import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass

from .enclosure import Namespace, User
from .faults import AnswerFault
from .isolation import bwrap, launcher, uid, uids, user_of, visible
from .output import Output
from .seccomp import filter_file
from .settings import limit
from .watch import EVERY, excess, exhausted, time_left


@dataclass
class Ended:
    """How a program ended. `trouble` is empty, or what it did that had to be stopped."""

    code: int | None
    output: str
    seconds: float
    trouble: str = ""
    ranks: list | None = None

    def __str__(self):
        """For evidence: how it ended and the last thing that it said."""
        lines = [line for line in self.output.strip().splitlines() if line.strip()]
        how = self.trouble or (f"exit code {self.code}" if self.ranks is None else f"exit codes {self.ranks}")
        return f"{how} after {self.seconds:.1f} s" + (f": {lines[-1].strip()[:200]}" if lines else "")


class Program:
    def __init__(self, home, argv, *, environment, folder, stdin=None, channel=None):
        if time_left() <= 0:
            raise AnswerFault(f"the {limit('wall')} s of all checks together are over")
        self.trouble = ""
        self._lost = ""
        self._began = time.monotonic()
        start = _as_user if uids() else _in_namespace
        self._process, self._enclosure = start(home, argv, folder, visible(environment), dict(
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": "/usr/bin:/bin"}), [] if channel is None else [channel])
        self._output = Output(self._process.stdout, limit("output"))
        if stdin:
            threading.Thread(target=self._feed, args=(stdin,), daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _feed(self, data):
        try:
            with self._process.stdin as stream:
                stream.write(data)
        except OSError:
            pass  # the program ended before it had read everything

    def _watch(self):
        while self._process.poll() is None:
            if exhausted():
                self._lost = "this host has no memory left"
                self.stop(self._lost)
            why = excess(self._enclosure.members())
            if why:
                self.stop(why)
            time.sleep(EVERY)
        self._enclosure.end()

    @property
    def running(self):
        return self._process.poll() is None

    @property
    def output(self):
        return self._output.text()

    def signal(self, number):
        """Sends a signal to the program itself: the process below the machine's first one."""
        program = self._enclosure.program()
        if program is not None and self.running:
            os.kill(program, number)

    def stop(self, why=""):
        """Ends the program with everything that it started, daemons too."""
        if not self.running:
            return
        self.trouble = self.trouble or why
        self._enclosure.end()
        self._process.wait()

    def ended(self, timeout):
        """Waits; what runs past `timeout` seconds is stopped."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.stop(f"was still running after {timeout:g} s and was stopped")
        self._enclosure.end()
        output = self._output.text(wait=5)
        if self._lost:
            raise RuntimeError(self._lost)
        if not self.trouble and not self._enclosure.began() and "Can't chdir to" not in output:
            # A machine of which the answer closed the folder is the answer's; any other that doesn't start is ours.
            raise RuntimeError(f"the machine did not start: {output.strip()[-300:]}")
        return Ended(self._process.returncode, output, time.monotonic() - self._began, self.trouble)


def _in_namespace(home, argv, folder, environment, options, pipes):
    reader, writer = os.pipe()
    calls = filter_file()
    handle = None if calls is None else os.open(calls, os.O_RDONLY | os.O_CLOEXEC)
    command = [*bwrap(home, folder, environment, writer, handle), *argv]
    try:
        process = subprocess.Popen(command, pass_fds=[writer, *([] if handle is None else [handle]), *pipes], **options)
    finally:
        os.close(writer)
        if handle is not None:
            os.close(handle)
    return process, Namespace(process, reader)


def _as_user(home, argv, folder, environment, options, pipes):
    process = subprocess.Popen([*uid(home, folder, environment), *argv], pass_fds=pipes, **options)
    return process, User(process, user_of(home))


def run_ranks(home, argv, ranks, port, timeout, *, environment, folder):
    """A job of several ranks; `Ended.ranks` holds their exit codes, None where they weren't told."""
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    # Isolated: nothing that the answer left in its folders is loaded by what starts it.
    words = ["python3", "-I", "-B", launcher(home), str(writer), str(ranks), str(port), "--", *argv]
    try:
        program = Program(home, words, environment=environment, folder=folder, channel=writer)
    finally:
        os.close(writer)
    with open(reader, "rb") as told:
        ended = program.ended(timeout)
        os.set_blocking(reader, False)
        ended.ranks = _codes(told.read(4096) or b"", ranks)
    return ended


def _codes(told, ranks):
    try:
        codes = json.loads(told)
    except ValueError:
        codes = None
    right = isinstance(codes, list) and len(codes) == ranks and all(isinstance(code, int) for code in codes)
    return codes if right else [None] * ranks
