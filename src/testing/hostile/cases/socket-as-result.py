# tries: to put a socket in place of its result
# must: fail result
import socket

socket.socket(socket.AF_UNIX).bind("result.json")
