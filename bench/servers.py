"""The server that is measured and the bare ones beside it, each in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

PROJECT: Final = Path(__file__).parents[1]
_SERVE: Final = (str(Path(sys.executable).with_name("atsiv")), "serve")
_PATIENCE: Final = 30.0
_PAUSE: Final = 0.005


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `ready_after` is the seconds from its start to its first answer."""

    origin: str
    pid: int
    ready_after: float

    def memory(self) -> float:
        """What the process holds in memory at the moment, in megabytes (Linux only)."""
        return self._megabytes("VmRSS:")

    def most_memory(self) -> float:
        """The most that it has held since it was started."""
        return self._megabytes("VmHWM:")

    def _megabytes(self, what: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(what))
        return int(line.split()[1]) * 1024 / 1e6


@contextmanager
def real_server(
    data: Path,
    *,
    program: Sequence[str] = _SERVE,
    database: str = "",
    locales: Path = PROJECT / "locales",
    courses: Path = PROJECT / "courses",
    author: bool = False,
) -> Iterator[Server]:
    """`atsiv serve` with one worker, by default on the SQLite database in `data`; what it logs goes to `data/log`."""
    port = _free_port()
    chosen = {"HOST": "127.0.0.1", "PORT": str(port), "DATA_DIR": str(data)}
    chosen |= {"COURSES_DIR": str(courses), "LOCALES_DIR": str(locales)}
    # Nothing that the machine's own site is set to may be measured, or touched.
    chosen |= {
        "DATABASE_URL": database,
        "BASE_URL": "",
        "WORKERS": "1",
        "AUTHOR": str(author).lower(),
        "LOG_LEVEL": "warning",
    }
    with _running(program, port, "/readyz", folder=data, environment=chosen) as server:
        yield server


@contextmanager
def bare_server(size: int, folder: Path) -> Iterator[Server]:
    """An application that answers everything with `size` bytes, under the same uvicorn settings."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.bare", str(port), str(size)]
    with _running(command, port, "/", folder=folder, environment={}) as server:
        yield server


@contextmanager
def _running(
    command: Sequence[str], port: int, ready: str, *, folder: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    started = time.perf_counter()
    # They run elsewhere, and the benchmark is no part of what is installed.
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        origin = f"http://127.0.0.1:{port}"
        _wait_for(origin + ready, process, folder / "log")
        yield Server(origin, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(address):  # noqa: S310 - an http address of our own
                return
        except URLError:
            time.sleep(_PAUSE)
    raise RuntimeError(f"{address} doesn't answer:\n{log.read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
