"""Requests written down, and sent by wrk."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

CONNECTIONS: Final = 32
_SCRIPT: Final = Path(__file__).with_name("requests.lua")


@dataclass(frozen=True, slots=True)
class Request:
    """`session` is the token in the cookie, empty for a visitor; `form` what is posted."""

    path: str
    session: str = ""
    form: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """As requests.lua reads it."""
        cookie = f"session={self.session}" if self.session else ""
        return "\t".join(("POST" if self.form else "GET", self.path, cookie, urlencode(self.form)))


@dataclass(frozen=True, slots=True)
class Figures:
    """One run: requests a second, median and 99th percentile of the time to answer in milliseconds.

    `failed` counts answers that are errors, and connections that broke.
    """

    requests: int
    rate: float
    median: float
    p99: float
    failed: int


def write_requests(file: Path, requests: Iterable[Request]) -> None:
    file.write_text("".join(f"{request.line}\n" for request in requests))


def load(origin: str, requests: Path, *, seconds: int, connections: int = CONNECTIONS) -> Figures:
    """Send the requests of a file over so many connections, each as soon as the one before is answered."""
    # One thread of wrk asks far faster than one worker answers, and leaves the other core to it.
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(_SCRIPT), origin, "--", str(requests)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = next(line for line in said.splitlines() if line.startswith("figures ")).split()[1:]
    count, duration, median, p99, failed = map(float, figures)
    return Figures(int(count), count / duration, median, p99, int(failed))
