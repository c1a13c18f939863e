# tries: to take memory as bytes that wait in sockets, in many processes
# must: fail result ended
import os
import socket

for _ in range(5):
    os.fork()
pairs = []
while True:
    try:
        pairs.append(socket.socketpair())
    except OSError:
        continue
    pairs[-1][0].setblocking(False)
    try:
        while True:
            pairs[-1][0].send(bytes(65536))
    except BlockingIOError:
        pass
