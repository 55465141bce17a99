"""What readers notice while fifty people sign in at once, and what it takes of memory."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.load import Request, load, write_requests
from bench.servers import real_server

_AT_ONCE: Final = 50
# As many as read while others arrive; more would measure how much one process can read.
_READERS: Final = 4
_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class SigningIn:
    """The slowest of a hundred pages that were read meanwhile (ms), the greatest memory (MB), and sign-ins a second."""

    p99: float
    memory: float
    rate: float


def measure_signing_in(folder: Path, lessons: Sequence[str]) -> SigningIn:
    """Passwords of addresses that have no account, which takes as long and can be tried without waiting."""
    reading, signing_in = folder / "reading", folder / "signing-in"
    write_requests(reading, [Request(path) for path in lessons])
    write_requests(signing_in, [_sign_in(number) for number in range(20_000)])
    with real_server(folder) as server, ThreadPoolExecutor() as threads:
        others = threads.submit(load, server.origin, signing_in, seconds=_SECONDS, connections=_AT_ONCE)
        readers = load(server.origin, reading, seconds=_SECONDS, connections=_READERS)
        return SigningIn(readers.p99, server.most_memory(), others.result().rate)


def _sign_in(number: int) -> Request:
    email, password = f"somebody.{number}@example.org", "correct horse battery"
    return Request("/en/sign-in", form=(("token", "A" * 22), ("email", email), ("password", password), ("next", "")))
