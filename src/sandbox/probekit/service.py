"""A server that the answer's code is, started and waited for."""
import http.client
import socket
import threading
import time

from .faults import AnswerFault
from .machine import free_port


class Service:
    """`with Service(machine, "service:app") as service:` serves by uvicorn on `service.url` until the block ends.

    @raises AnswerFault when nothing answers on `path` within `patience` seconds
    """

    def __init__(self, machine, app, *, env=None, path="/health", patience=30.0):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        argv = ["python3", "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(self.port)]
        self.program = machine.start(argv, env={"PYTHONUNBUFFERED": "1", **(env or {})})
        self._wait(path, patience)

    def _wait(self, path, patience):
        end = time.monotonic() + patience
        while self.program.running and (left := end - time.monotonic()) > 0:
            if status(self.port, path, min(left, 5.0)) is not None:
                return
            time.sleep(0.03)
        self.program.stop(f"served nothing in {patience:g} s and was stopped")
        raise AnswerFault(f"the service does not serve {path}: {self.program.ended(0.0)}")

    @property
    def output(self):
        return self.program.output

    def stop(self):
        return self.program.stop()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def status(port, path, timeout=5.0):
    """The status of a GET; None where nobody answers."""
    try:
        return request(port, "GET", path, timeout=timeout)[0]
    except AnswerFault:
        return None


def request(port, method, path, *, body=None, headers=None, timeout=5.0, most=2**20):
    """(status, body) of one request that takes at most `timeout` seconds in all, however slowly bytes come.

    @raises AnswerFault where there is no answer, none in that time, or one of more than `most` bytes
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    late = threading.Event()
    timer = None
    try:
        connection.connect()
        # A timeout of a socket is one of a single wait; the connection forgets its socket once the answer begins.
        timer = threading.Timer(timeout, _cut, (connection.sock, late))
        timer.daemon = True
        timer.start()
        connection.request(method, path, body, {"Connection": "close", **(headers or {})})
        answer = connection.getresponse()
        data = answer.read(most + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise AnswerFault(f"{method} {path}: {'no answer in time' if late.is_set() else repr(error)}") from error
    finally:
        if timer is not None:
            timer.cancel()
        connection.close()
    if late.is_set() or len(data) > most:
        raise AnswerFault(f"{method} {path}: {'too long' if len(data) > most else 'no end in time'}")
    return answer.status, data


def _cut(connected, late):
    late.set()
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
