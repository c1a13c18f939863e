"""Verdicts leave by a descriptor that no program of an answer is given: it is opened here and closed on every exec."""
import argparse
import json
import os
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path

from .faults import AnswerFault
from .settings import settings

LONGEST = 600
_channel = None
_reported = set()


def report(name, passed, evidence):
    """One verdict. `evidence` is what was measured, as a reader would want it: numbers, not "failed"."""
    if name in _reported:
        raise ValueError(f"a second verdict {name}")
    _reported.add(name)
    text = str(evidence)
    if not text:
        raise ValueError(f"the verdict {name} has no evidence")
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    _send({"verdict": name, "pass": bool(passed), "evidence": text})


@contextmanager
def attempt(*names):
    """A group of checks: whatever of them the answer's own doing keeps from being looked at, fails with that."""
    try:
        yield
    except AnswerFault as fault:
        for name in names:
            if name not in _reported:
                report(name, False, fault)


def _send(line):
    # Surrogates come from file names and outputs of answers; the channel is UTF-8.
    data = json.dumps(line, ensure_ascii=True, allow_nan=False) + "\n"
    os.write(_channel, data.encode())


def main(probe):
    """Runs `probe(answer, material)` to its end. That end is itself reported: without it nothing before it counts."""
    global _channel
    parser = argparse.ArgumentParser()
    parser.add_argument("--answer", type=Path, default=Path("/answer"), help="the files of the answer")
    parser.add_argument("--material", type=Path, default=Path("/material"), help="the files of the fixture")
    options = parser.parse_args()
    _channel = os.dup(1)
    os.set_inheritable(_channel, False)
    # A stray print, of a library or of a probe, must not stand between verdicts.
    os.dup2(2, 1)
    if settings()["isolation"] == "uid":
        os.umask(0o077)  # machines see the same /tmp
    try:
        probe(options.answer, options.material)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)
    _send({"end": len(_reported)})
    sys.stderr.flush()
    # Threads of stopped programs may still wait for output; there is nothing left to wait for.
    os._exit(0)
