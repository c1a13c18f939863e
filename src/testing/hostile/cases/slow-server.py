# tries: to answer a byte at a time for ever, so that no single wait is ever too long
# must (server): fail result ended
import os
import socket
import sys
import time

port = int(sys.argv[sys.argv.index("--port") + 1])
listener = socket.create_server(("127.0.0.1", port), backlog=64)
while True:
    client, _ = listener.accept()
    if os.fork() == 0:
        client.send(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            client.send(b"x")
            time.sleep(0.1)
    client.close()
