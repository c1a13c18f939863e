# tries: to close its machine's root, so that nothing in it can be read
# must: fail result
import os

import data

data.job()
os.chmod(os.getcwd(), 0)
