# tries: nothing; an ordinary answer, so that a suite that fails everything is noticed
# must: pass
import data

data.job()
