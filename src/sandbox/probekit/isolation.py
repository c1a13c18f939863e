"""How a machine is kept apart from the probe that starts it: a command that its program is put behind.

`bwrap`: its own users, processes, mounts and IPC inside the sandbox, and no way to make more of them. The network is the
sandbox's: loopback, on which nothing but machines listen. `uid`: another user, for engines that allow no namespaces
inside theirs; its processes can see the probe's in /proc, but neither signal, trace nor read them.
"""
import functools
import os
import tempfile
from pathlib import Path

from .settings import limit, settings

PACKAGES = Path("/usr/lib/python3/dist-packages")
KIT = Path(__file__).resolve().parent
VISIBLE = {"PATH": "/usr/bin:/bin", "HOME": "/work", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "USE_LIBUV": "0",
           "GLOO_SOCKET_IFNAME": "lo", **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}}


@functools.cache
def packages():
    """The installed packages without those that the task doesn't list: links to all others."""
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


def bwrap(home, folder, environment):
    mounts = ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--ro-bind", str(packages()), str(PACKAGES),
              "--ro-bind", str(PACKAGES), "/usr/lib/python3/installed", "--ro-bind", str(KIT / "launch.py"), "/launch.py"]
    links = [word for name in ("bin", "sbin", "lib", "lib64") for word in ("--symlink", f"usr/{name}", f"/{name}")]
    writable = [word for name, at in (("work", "/work"), ("tmp", "/tmp"), ("shm", "/dev/shm"))
                for word in ("--bind", str(home / name), at)]
    return [
        "bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--disable-userns",
        "--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        *mounts, *links, "--proc", "/proc", "--dev", "/dev", *writable, "--remount-ro", "/dev", "--remount-ro", "/",
        "--chdir", os.path.join("/work", folder), "--clearenv", *(word for pair in environment.items() for word in ("--setenv", *pair)),
        *limits(),
    ]


def uid(home, folder, environment):
    # One user per machine, so that the count of processes is the machine's and all of them can be told.
    user = str(20_000 + os.stat(home).st_ino % 20_000)
    for name in ("work", "tmp", "shm"):
        for path in (home / name, *(home / name).rglob("*")):
            os.chown(path, int(user), int(user), follow_symlinks=False)
    return [
        "env", "-i", "-C", str(home / "work" / folder), *(f"{name}={value}" for name, value in environment.items()),
        f"TMPDIR={home / 'tmp'}", *limits(),
        "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
    ]


METHODS = {"bwrap": bwrap, "uid": uid}


def isolated(home, folder, environment):
    return METHODS[settings()["isolation"]](home, folder, {**VISIBLE, **environment})
