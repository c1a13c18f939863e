# tries: to lift its own limits
# must: pass
import resource

import data

for name in ("AS", "CORE", "CPU", "DATA", "FSIZE", "NOFILE", "NPROC", "MEMLOCK"):
    which = getattr(resource, f"RLIMIT_{name}")
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        outcome = data.tried(resource.prlimit, 0, which, (hard + 1, hard + 1))
        assert isinstance(outcome, (OSError, ValueError)), name
data.job()
