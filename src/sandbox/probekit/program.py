"""One program that runs in a machine."""
import json
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

from .isolation import isolated
from .output import Output
from .processes import below, memory
from .settings import limit

WATCH = 0.1  # seconds between two looks at a machine's memory


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
        self.trouble = ""
        self._began = time.monotonic()
        pipes = {} if channel is None else {"pass_fds": (channel,)}
        self._process = subprocess.Popen(
            [*isolated(home, folder, environment), *argv], stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={"PATH": "/usr/bin:/bin"}, **pipes)
        self._output = Output(self._process.stdout, limit("output"))
        if stdin:
            threading.Thread(target=self._feed, args=(stdin,), daemon=True).start()
        self._watch = threading.Thread(target=self._watch_memory, daemon=True)
        self._watch.start()

    def _feed(self, data):
        try:
            with self._process.stdin as stream:
                stream.write(data)
        except OSError:
            pass  # the program ended before it had read everything

    def _watch_memory(self):
        while self._process.poll() is None:
            used = memory(below(self._process.pid))
            if used > limit("memory"):
                self.stop(f"took {used / 2**30:.1f} GiB of memory and was stopped")
            time.sleep(WATCH)

    @property
    def running(self):
        return self._process.poll() is None

    @property
    def output(self):
        return self._output.text()

    def signal(self, number):
        """Sends a signal to the program itself: the process below the machine's first one."""
        children = sorted(below(self._process.pid))
        if len(children) > 2:
            os.kill(children[2], number)

    def stop(self, why=""):
        """Ends the program with everything that it started: its first process takes daemons with it too."""
        if not self.running:
            return
        self.trouble = self.trouble or why
        for pid in sorted(below(self._process.pid), reverse=True):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self._process.wait()

    def ended(self, timeout):
        """Waits; what runs past `timeout` seconds is stopped."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.stop(f"was still running after {timeout:g} s and was stopped")
        return Ended(self._process.returncode, self._output.text(wait=5), time.monotonic() - self._began, self.trouble)


def run_ranks(home, argv, ranks, port, timeout, *, environment, folder):
    """A job of several ranks; `Ended.ranks` holds their exit codes, None where they weren't told."""
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    words = ["python3", "/launch.py", str(writer), str(ranks), str(port), "--", *argv]
    program = Program(home, words, environment=environment, folder=folder, channel=writer)
    os.close(writer)
    ended = program.ended(timeout)
    with open(reader, "rb") as told:
        ended.ranks = _codes(told.read(4096), ranks)
    return ended


def _codes(told, ranks):
    try:
        codes = json.loads(told)
    except ValueError:
        codes = None
    right = isinstance(codes, list) and len(codes) == ranks and all(isinstance(code, int) for code in codes)
    return codes if right else [None] * ranks
