"""Keeps packages that a task doesn't list from being found, where they can't be left out of the file system."""
import sys
from importlib.machinery import PathFinder

HIDDEN = ()
INSTALLED = "/usr/lib/python3/dist-packages"


class Finder(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and fullname in HIDDEN:
            path = [place for place in sys.path if place != INSTALLED]
        return super().find_spec(fullname, path, target)


sys.meta_path[:] = [Finder if finder is PathFinder else finder for finder in sys.meta_path]
