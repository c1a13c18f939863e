# tries: to send something anywhere: names, addresses, broadcast, raw and packet sockets, netlink
# must: pass
import socket

import data


def send(family, kind, address):
    with socket.socket(family, kind) as client:
        client.settimeout(0.3)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        client.sendto(b"hello", address)
        return "sent"


data.tried(socket.getaddrinfo, "example.com", 80)
outcomes = [data.tried(send, socket.AF_INET, socket.SOCK_DGRAM, address)
            for address in (("192.0.2.1", 53), ("255.255.255.255", 9), ("224.0.0.1", 9), ("203.0.113.1", 80))]
outcomes.append(data.tried(socket.socket, socket.AF_PACKET, socket.SOCK_RAW))
outcomes.append(data.tried(socket.socket, socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))
assert all(isinstance(outcome, OSError) for outcome in outcomes), outcomes
data.found(socket.if_nameindex())
assert [name for _, name in socket.if_nameindex()] == ["lo"]
data.job()
