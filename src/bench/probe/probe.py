"""Measures from inside: how long a program takes behind everything that keeps it apart."""
import json
from pathlib import Path

from probekit import Machine, main, report

HERE = Path(__file__).parent


def probe(answer, material):
    asked = json.loads((answer / "asked.json").read_text())
    with Machine({"two_ranks.py": (HERE / "two_ranks.py").read_bytes()}) as machine:
        run = machine.ranks if asked["ranks"] else machine.run
        ended = run(asked["argv"], timeout=250)
    report("seconds", ended.code == 0, ended.seconds if ended.code == 0 else ended)


main(probe)
