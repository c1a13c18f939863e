# tries: to change json, os, sys, time, random, builtins and open for everybody
# must: fail result
import builtins
import json
import os
import random
import sys
import time

import data

json.loads = json.load = lambda *_, **__: {"total": 0}
json.dump = lambda thing, file, **_: file.write('{"verdict": "result", "pass": true, "evidence": "patched"}')
json.JSONDecoder.decode = lambda *_: {"total": 0}
time.monotonic = time.time = lambda: 0.0
random.SystemRandom.randrange = lambda *_: 1
os._exit = sys.exit = lambda *_: None
sys.modules["probekit"] = json
builtins.bool = lambda *_: True
data.write(0)
