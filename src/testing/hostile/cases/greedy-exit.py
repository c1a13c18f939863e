# tries: to end its program well while a child keeps printing
# must: pass
import os

import data

data.job()
if os.fork() == 0:
    while True:
        os.write(1, b"y" * 65536)
