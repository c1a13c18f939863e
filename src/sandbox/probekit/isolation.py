"""How a machine is kept apart from the probe that starts it: a command that its program is put behind.

`bwrap`: its own users, processes, mounts and IPC inside the sandbox, and no way to make more of them. The network is the
sandbox's: loopback, on which nothing but machines listen. `uid`: another user, for engines that allow no namespaces
inside theirs; its processes can see the probe's in /proc, but neither signal, trace nor read them.
"""
import functools
import itertools
import os
import tempfile
from pathlib import Path

from .seccomp import filter_file
from .settings import limit, settings

PACKAGES = Path("/usr/lib/python3/dist-packages")
KIT = Path(__file__).resolve().parent
VISIBLE = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "USE_LIBUV": "0", "GLOO_SOCKET_IFNAME": "lo",
           **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}}
# Users of machines, in containers; each machine is another one. Containers share a kernel that counts the processes of a user
# across all of them, so each probe begins elsewhere; 65,536 are all that there are in some.
USERS = 10_000 + int.from_bytes(os.urandom(4)) % 50_000


def uids():
    return settings()["isolation"] == "uid"


@functools.cache
def packages():
    """A folder of the installed packages without those that the task doesn't list: links to all others."""
    folder = Path(tempfile.mkdtemp(prefix="packages-"))
    hidden = set(settings()["hidden"])
    for entry in PACKAGES.iterdir():
        if entry.name not in hidden and entry.stem not in hidden:
            (folder / entry.name).symlink_to(f"/usr/lib/python3/installed/{entry.name}")
    folder.chmod(0o755)
    return folder


def limits():
    """Set after the machine's user namespace is made: the count of processes is then that of this machine alone."""
    return ["prlimit", f"--nproc={limit('processes')}", f"--data={limit('memory')}", f"--fsize={limit('fileSize')}",
            f"--cpu={limit('cpu')}", "--core=0", "--nofile=4096"]


def bwrap(home, folder, environment, status, calls):
    mounts = ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--ro-bind", str(packages()), str(PACKAGES),
              "--ro-bind", str(PACKAGES), "/usr/lib/python3/installed", "--ro-bind", str(KIT / "launch.py"), "/launch.py"]
    links = [word for name in ("bin", "sbin", "lib", "lib64") for word in ("--symlink", f"usr/{name}", f"/{name}")]
    writable = [word for name, at in (("work", "/work"), ("tmp", "/tmp"), ("shm", "/dev/shm"))
                for word in ("--bind", str(home / name), at)]
    return [
        "bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--disable-userns",
        "--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--json-status-fd", str(status), *(["--seccomp", str(calls)] if calls is not None else []),
        *mounts, *links, "--proc", "/proc", "--dev", "/dev", *writable, "--remount-ro", "/dev", "--remount-ro", "/",
        "--chdir", os.path.join("/work", folder), "--clearenv",
        *(word for pair in {"HOME": "/work", **environment}.items() for word in ("--setenv", *pair)),
        *limits(),
    ]


def uid(home, folder, environment):
    user, calls = user_of(home), filter_file()
    own = {"HOME": str(home / "work"), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(home / "start"), **environment}
    return [
        "env", "-i", "-C", str(home / "work" / folder), *(f"{name}={value}" for name, value in own.items()), *limits(),
        "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
        *(["--seccomp-filter", calls] if calls is not None else []),
    ]


def visible(environment):
    return {**VISIBLE, **environment}


def starting_files():
    """What a machine needs beside its program where nothing can be mounted: as text by name, put into its `start`."""
    if not uids():
        return {}
    hide = (KIT / "hide.py").read_text().replace("HIDDEN = ()", f"HIDDEN = {tuple(settings()['hidden'])!r}")
    return {"sitecustomize.py": hide.encode(), "launch.py": (KIT / "launch.py").read_bytes()}


def launcher(home):
    """Where the starter of ranks lies, as the machine sees it."""
    return str(home / "start" / "launch.py") if uids() else "/launch.py"


@functools.cache
def user_of(home):
    """One user per machine, so that the count of processes is the machine's and all of them can be told."""
    return next(_users)


_users = itertools.count(USERS)
