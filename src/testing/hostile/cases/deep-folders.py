# tries: to leave a folder that is too deep to be walked or removed by recursion
# must: pass
import os

import data

data.job()
for _ in range(20_000):
    os.mkdir("d")
    os.chdir("d")
