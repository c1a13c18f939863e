# tries: to print a gigabyte and then do its job
# must: pass
import os

import data

block = bytes(2**20)
for _ in range(1024):
    os.write(1, block)
data.job()
