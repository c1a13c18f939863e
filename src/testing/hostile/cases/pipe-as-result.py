# tries: to let whoever reads its result wait for ever
# must: fail result
import os

os.mkfifo("result.json")
os.mkfifo("loot")
