"""Disks that can be filled while the server runs, and emptied again."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """What the server's folder lies on."""

    def __init__(self, folder: Path) -> None: ...

    def fill(self, pid: int) -> None:
        """Leave no room for the process."""

    def make_room(self, pid: int) -> None:
        """Give back what was taken."""


class SmallFileSystem:
    """A file system of two megabytes that is really full. Only who may mount can have it."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self, pid: int) -> None:  # noqa: ARG002 - for every process
        with suppress(OSError), self._ballast.open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))
        assert not shutil.disk_usage(self._ballast.parent).free

    def make_room(self, pid: int) -> None:  # noqa: ARG002 - for every process
        self._ballast.unlink()


class NoLongerFiles:
    """The system lets none of the process's files become longer than the log of SQLite is now. Anybody can have it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, pid: int) -> None:
        most = max(path.stat().st_size for path in self._folder.glob("*-wal"))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, self._before[1]))

    def make_room(self, pid: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, self._before)


@contextmanager
def disk_at(folder: Path, kind: type[Disk]) -> Iterator[Disk]:
    """Such a disk, with this new and empty folder on it."""
    folder.mkdir()
    if kind is NoLongerFiles:
        yield NoLongerFiles(folder)
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    try:
        yield SmallFileSystem(folder)
    finally:
        subprocess.run(["umount", folder], check=True)


def kinds() -> list[type[Disk]]:
    """The kinds that can be had here. A trial mount is seen by nobody else and gone with the process that made it."""
    trial = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    may_mount = os.geteuid() == 0 and subprocess.run(trial, check=False, capture_output=True).returncode == 0
    return [NoLongerFiles, SmallFileSystem] if may_mount else [NoLongerFiles]
