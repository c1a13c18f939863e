"""A server that the answer's code is, started and waited for."""
import http.client
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
        while self.program.running and time.monotonic() < end:
            if status(self.port, path) is not None:
                return
            time.sleep(0.03)
        ended = self.program.ended(0.0)
        raise AnswerFault(f"the service does not serve {path}: {ended}")

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
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
