"""What the sandbox tells a probe about itself, in one variable."""
import functools
import json
import os


@functools.cache
def settings():
    """{"isolation": "bwrap" | "uid", "limits": {memory, processes, fileSize, cpu, output}, "hidden": [module, …]}"""
    return json.loads(os.environ["SANDBOX"])


def limit(name):
    return settings()["limits"][name]
