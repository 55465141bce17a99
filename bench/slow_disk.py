"""The site on a disk that takes 5 ms longer for each sync. `python -m bench.slow_disk WORKS`: so many share a commit.

SQLite asks for a sync through a table of functions, in which another stands here: so every sync is slower, those of a
checkpoint as well as a commit's, and nothing else changes.
"""

import _sqlite3
import ctypes
import sys
import time
from ctypes import CFUNCTYPE, POINTER, Structure, c_int, c_void_p
from functools import cache
from typing import Any, Final

from app import cli
from app.storage import group_commit

SLOWER: Final = 0.005

_Open: Final = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Sync: Final = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    """See https://www.sqlite.org/c3ref/io_methods.html."""

    _fields_ = (("version", c_int), ("before", c_void_p * 4), ("sync", _Sync), ("after", c_void_p * 13))


class _File(Structure):
    """See https://www.sqlite.org/c3ref/file.html."""

    _fields_ = (("methods", c_void_p),)


class _System(Structure):
    """See https://www.sqlite.org/c3ref/vfs.html."""

    _fields_ = (("sizes", c_int * 3), ("names", c_void_p * 3), ("open", _Open))


# What SQLite calls must not be collected, and so is cached, here and below.
@cache
def slow_down() -> _System:
    """From now on SQLite opens files whose sync takes SLOWER longer."""
    find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.restype = POINTER(_System)
    system: _System = find(None).contents
    plain = _Open(_address(system.open))

    def open_file(vfs: int, name: int, file: int, flags: int, given: int) -> int:
        return _opened(plain(vfs, name, file, flags, given), file)

    system.open = _Open(open_file)
    return system


def _opened(status: int, file: int) -> int:
    methods = _File.from_address(file)
    if methods.methods:
        methods.methods = ctypes.addressof(_slowed(methods.methods))
    return status


@cache
def _slowed(methods: int) -> _Methods:
    slowed = _Methods.from_buffer_copy(_Methods.from_address(methods))
    plain = _Sync(_address(slowed.sync))

    def sync(file: int, flags: int) -> Any:
        time.sleep(SLOWER)
        return plain(file, flags)

    slowed.sync = _Sync(sync)
    return slowed


def _address(function: Any) -> int:
    # By its number, as what is read from a table changes with it.
    return ctypes.cast(function, c_void_p).value or 0


def main() -> int:
    slow_down()
    group_commit.GROUP = int(sys.argv[1])
    return cli.main(["serve"])


if __name__ == "__main__":
    sys.exit(main())
