# tries: to lift its own limits, and those of the first process
# must: pass
import resource

import data

for name in ("AS", "CORE", "CPU", "DATA", "FSIZE", "NOFILE", "NPROC", "MEMLOCK"):
    which = getattr(resource, f"RLIMIT_{name}")
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        for pid in (0, 1):
            outcome = data.tried(resource.prlimit, pid, which, (hard + 1, hard + 1))
            assert isinstance(outcome, (OSError, ValueError)), name
data.job()
