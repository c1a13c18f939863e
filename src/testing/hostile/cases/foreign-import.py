# tries: to use a package that its task does not list
# must: fail result ended
import httpx

import data

data.job()
