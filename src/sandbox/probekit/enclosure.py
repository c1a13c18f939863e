"""Everything that runs in a machine because of one program: what it holds, and its end."""
import json
import os
import select
import signal
import threading
import time

from .processes import below, children, of_user

PATIENCE = 10.0  # seconds that killed processes get until they are gone


class Namespace:
    """All processes of a PID namespace. They end with its first one, even if that was kept from ending with its program."""

    def __init__(self, process, status):
        self._process, self._status, self._lock = process, os.fdopen(status, "rb"), threading.Lock()
        self._first = self._handle = self._began = None
        told = self._status.readline()
        if told:
            self._first = json.loads(told)["child-pid"]
            try:
                self._handle = os.pidfd_open(self._first)
            except ProcessLookupError:
                pass  # gone already, with all others

    def members(self):
        return below(self._first) if self._first else set()

    def program(self):
        return children(self._first)[0] if self._first else None

    def end(self):
        """Kills what is left and returns when nothing is."""
        with self._lock:
            if self._handle is not None:
                try:
                    signal.pidfd_send_signal(self._handle, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                select.select([self._handle], [], [], PATIENCE)
                os.close(self._handle)
                self._handle = None

    def began(self):
        """Whether the program was really started; to be asked when it has ended, as often as one likes."""
        if self._began is None:
            with self._status:
                self._began = b"exit-code" in self._status.read()
        return self._began


class User:
    """All processes of a user who is the machine's alone; of a process where other programs of that machine still run."""

    _running = {}

    def __init__(self, process, user):
        self._process, self._user, self._lock, self._over = process, user, threading.Lock(), False
        self._running[user] = self._running.get(user, 0) + 1

    def members(self):
        return below(self._process.pid) | of_user(self._user)

    def program(self):
        return self._process.pid

    def end(self):
        """Kills what is left and returns when nothing is."""
        with self._lock:
            if self._over:
                return
            self._running[self._user] -= 1
            others = self._running[self._user] > 0
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and (left := self._left(others)):
                # Stopped first: what forks faster than it is killed no longer does.
                for number in (signal.SIGSTOP, signal.SIGKILL):
                    for pid in left:
                        try:
                            os.kill(pid, number)
                        except OSError:
                            pass
                time.sleep(0.01)
            self._over = True

    def _left(self, others):
        running = {self._process.pid} if self._process.poll() is None else set()
        return running | (below(self._process.pid) - {self._process.pid} if others else of_user(self._user))

    def began(self):
        return True
