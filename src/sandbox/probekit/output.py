"""A program's output, read to its end and kept in part: its beginning and its end are what a reader needs."""
import threading


class Output:
    def __init__(self, stream, most):
        self._half = most // 2
        self._head, self._tail, self.size = b"", b"", 0
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream):
        with stream:
            while chunk := stream.read1(65536):
                self.size += len(chunk)
                room = self._half - len(self._head)
                self._head += chunk[: max(room, 0)]
                self._tail += chunk[max(room, 0):]
                if len(self._tail) > 4 * self._half:  # not at every chunk: a writer of single bytes must not keep us busy
                    self._tail = self._tail[-self._half:]

    def text(self, wait=None):
        """What was printed so far, or, after waiting that many seconds for its end, all of it."""
        if wait is not None:
            self._thread.join(wait)
        head, tail = self._head, self._tail[-self._half:]
        left_out = self.size - len(head) - len(tail)
        middle = f"\n… {left_out} bytes left out …\n".encode() if left_out > 0 else b""
        return (head + middle + tail).decode(errors="replace")
