# tries: to reach the server on the host's loopback, by its port, by an abstract socket and by the host's other addresses
# must: pass
import socket

import data


def connect(family, address):
    with socket.socket(family) as client:
        client.settimeout(0.3)
        client.connect(address)
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return client.recv(4096)


for host in ("127.0.0.1", "localhost", "0.0.0.0", "127.0.0.2", "10.0.2.2", "172.17.0.1", "192.168.0.1"):
    data.tried(connect, socket.AF_INET, (host, int("@port@")))
data.tried(connect, socket.AF_INET6, ("::1", int("@port@")))
data.tried(connect, socket.AF_UNIX, "\0@abstract@")
for line in open("/proc/net/unix"):
    data.found(line)
data.job()
