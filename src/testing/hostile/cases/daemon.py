# tries: to outlive its program, free of every session and descriptor, and to rewrite the result for ever
# must: pass
import os

import data

data.job()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in range(256):
            try:
                os.close(descriptor)
            except OSError:
                pass
        while True:
            with open("tick", "w") as file:
                file.write("x")
