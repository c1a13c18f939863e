# tries: to change its result in the last moment, by exit hooks, destructors and threads that outlive the main one
# must: fail result
import atexit
import threading
import time

import data

data.job()


class Last:
    def __del__(self, write=data.write):
        write(2)


def late():
    time.sleep(0.3)
    data.write(3)


last = Last()
atexit.register(data.write, 1)
threading.Thread(target=late).start()
