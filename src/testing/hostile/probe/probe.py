"""An ordinary job for hostile answers. Its numbers are drawn in this run, so that nobody can know the result beforehand."""
import json
import os
import random
import time
from pathlib import Path

from probekit import AnswerFault, Machine, Service, attempt, main, report
from probekit.service import request

HERE = Path(__file__).parent
SECRET = os.urandom(16).hex()  # what an answer would hold if it got hold of the probe


def probe(answer, material):
    Path("/tmp/secret").write_text(SECRET)
    os.environ["PROBE_SECRET"] = SECRET
    asked = json.loads(next(material.glob("*.json")).read_text())
    patience = asked["patience"]  # seconds that one program gets
    numbers = [random.SystemRandom().randrange(10**9) for _ in range(16)]
    total = sum(place * number for place, number in enumerate(numbers, 1))
    output = ""
    with attempt("result", "ended", "alone", "unread"):
        machine = Machine(HERE / "neighbours", answer, {"input.json": json.dumps(numbers)})
        try:
            output = KINDS[asked["kind"]](machine, total, patience)
            report("alone", *alone(machine))
            report("unread", *unread(machine, output, [SECRET, *asked["markers"]]))
        finally:
            machine.close()
    with attempt("next"):
        with Machine(HERE / "neighbours", {"main.py": "import data\ndata.job()\n", "input.json": json.dumps(numbers)}) as machine:
            ended = machine.run(["python3", "main.py"], timeout=20)
            report("next", machine.json("result.json") == {"total": total}, f"an honest answer after it: {ended}")


def job(machine, total, patience):
    ended = machine.run(["python3", "main.py"], timeout=patience)
    report("ended", ended.code == 0 and not ended.trouble, ended)
    with attempt("result"):
        report("result", *right(machine.json("result.json"), total))
    return ended.output


def ranks(machine, total, patience):
    ended = machine.ranks(["python3", "main.py"], timeout=patience)
    report("ended", ended.ranks == [0, 0] and not ended.trouble, ended)
    with attempt("result"):
        report("result", *right([machine.json(f"result-{rank}.json") for rank in range(2)], total, 2))
    return ended.output


def server(machine, total, patience):
    with attempt("result", "ended"), Service(machine, "main:app", path="/health", patience=patience) as service:
        status, body = request(service.port, "GET", "/total", timeout=patience)
        report("result", *right(parsed(body), total))
        report("ended", status == 200 and service.program.running, f"status {status}, running: {service.program.running}")
        # Read while it is being changed: whatever comes of it is looked through like all other output.
        return service.output + b"".join(glance(machine, "result.json") for _ in range(500)).decode(errors="replace")
    return ""


KINDS = {"job": job, "ranks": ranks, "server": server}


def right(found, total, ranks=0):
    expected = [{"total": total}] * ranks if ranks else {"total": total}
    return found == expected, f"{str(found)[:200]}, and {total} is right"


def parsed(body):
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerFault(f"no JSON: {str(error)[:200]}") from error


def alone(machine):
    """Whether nothing runs but this probe, and nothing in the machine's files moves any more."""
    running = [name for name in os.listdir("/proc") if name.isdigit() and name != str(os.getpid()) and mine(name)]
    before = seen(machine)
    time.sleep(0.1)
    moved = seen(machine) ^ before
    return not running and not moved, f"{len(running)} processes left, {len(moved)} files moved"


def mine(pid):
    """Processes that aren't the sandbox's own first one, and no zombie."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return False
    return pid != "1" and state != "Z"


def seen(machine):
    found = set()
    for base, name in some(machine.home):
        try:
            about = os.lstat(os.path.join(base, name))
        except OSError:
            continue
        found.add((base, name, about.st_size, about.st_mtime_ns))
    return found


def some(folder):
    """Files below a folder, as many of them as tell whether anything is amiss."""
    for folders, (base, _, names) in enumerate(os.walk(folder)):
        if folders > 1000:
            return
        yield from ((base, name) for name in names[:100])


def glance(machine, name):
    try:
        return machine.read(name) or b""
    except AnswerFault:
        return b""


def unread(machine, output, markers):
    """Whether none of these words stands in anything that the answer wrote or printed."""
    texts = [output.encode(errors="replace")]
    for base, name in some(machine.work):
        texts.append(glance(machine, os.path.relpath(os.path.join(base, name), machine.work)))
    hits = [index for index, marker in enumerate(markers) if any(marker.encode() in text for text in texts)]
    return not hits, f"{len(hits)} of {len(markers)} planted words found in {sum(map(len, texts))} bytes"


if __name__ == "__main__":
    main(probe)
