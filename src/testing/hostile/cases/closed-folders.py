# tries: to leave full folders that can't be entered, in its machine's root too
# must: pass
import os

import data

data.job()
os.makedirs("closed/inner")
with open("closed/inner/large", "wb") as file:
    file.write(bytes(2**24))
os.chmod("closed/inner", 0)
os.chmod("closed", 0)
data.tried(os.chmod, "/tmp", 0)
