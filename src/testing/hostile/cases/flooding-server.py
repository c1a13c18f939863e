# tries: to answer with headers without end
# must (server): fail result ended
import socket
import sys

port = int(sys.argv[sys.argv.index("--port") + 1])
listener = socket.create_server(("127.0.0.1", port), backlog=64)
while True:
    client, _ = listener.accept()
    try:
        client.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.send(b"X-Header: " + b"x" * 60_000 + b"\r\n")
    except OSError:
        client.close()
