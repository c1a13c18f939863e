# tries: to let one rank sleep for ever
# must (ranks): fail result ended
import os
import time

import data

if os.environ["RANK"] == "1":
    time.sleep(3600)
data.write(data.right(data.read()), f"result-{os.environ['RANK']}.json")
