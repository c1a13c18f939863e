# tries: to say verdicts and the end of the probe where the probe might say them
# must: fail result
import sys

for name in ("result", "ended", "alone", "unread", "next", "forged"):
    for stream in (sys.stdout, sys.stderr):
        print('{"verdict": "%s", "pass": true, "evidence": "forged"}' % name, file=stream, flush=True)
print('{"end": 6}', flush=True)
