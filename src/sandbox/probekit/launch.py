"""Starts the ranks of one job as torchrun does, from inside the machine: one PID namespace, one file system.

    launch.py FD RANKS PORT -- program…

torchrun itself does not start on Debian's torch (it was built without libuv, and the rendezvous of torchrun ignores
USE_LIBUV). What it does for a script is this: its variables per rank; when one rank fails, the others are stopped.
Each rank's exit code goes to descriptor FD, in order. That is inside the answer's reach: it is told, not trusted.
"""
import json
import os
import signal
import subprocess
import sys
import time

GRACE = 3.0  # seconds that the others get once one has failed; a collective would wait for its peer for half an hour


def main():
    channel, ranks, port = (int(word) for word in sys.argv[1:4])
    os.set_inheritable(channel, False)
    processes = [subprocess.Popen(sys.argv[5:], env={**os.environ, **variables(rank, ranks, port)}, stdin=subprocess.DEVNULL)
                 for rank in range(ranks)]
    deadline = None
    while any(process.poll() is None for process in processes):
        if deadline is None and any(process.poll() not in (None, 0, -signal.SIGABRT) for process in processes):
            deadline = time.monotonic() + GRACE
        if deadline is not None and time.monotonic() > deadline:
            for process in processes:
                process.kill()
        time.sleep(0.02)
    os.write(channel, json.dumps([process.returncode for process in processes]).encode())


def variables(rank, ranks, port):
    same = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "WORLD_SIZE": ranks, "LOCAL_WORLD_SIZE": ranks, "ROLE_WORLD_SIZE": ranks,
            "GROUP_WORLD_SIZE": 1, "GROUP_RANK": 0, "ROLE_NAME": "default", "TORCHELASTIC_RESTART_COUNT": 0,
            "TORCHELASTIC_MAX_RESTARTS": 0, "TORCHELASTIC_RUN_ID": "none"}
    own = {"RANK": rank, "LOCAL_RANK": rank, "ROLE_RANK": rank}
    return {name: str(value) for name, value in {**same, **own}.items()}


if __name__ == "__main__":
    main()
