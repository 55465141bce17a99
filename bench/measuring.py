"""What is measured: each kind of request against a bare server that answers as many bytes."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Final
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

from bench.asking import Asking
from bench.load import CONNECTIONS, Figures, Request, load, write_requests
from bench.servers import Server, bare_server

ROUNDS: Final = 5
SECONDS: Final = 2
_SAMPLE: Final = 200
# More than are sent in one run, so that nothing is asked for in the same order twice; and of answers, so that no run
# comes to its end: each can be saved only once.
MOST: Final = 20_000


@dataclass(slots=True)
class Kind:
    """One kind of request; `make` writes so many down anew for each run. `saves` says that each adds a step."""

    name: str
    target: float
    make: Callable[[int], Sequence[Request]]
    saves: bool = False
    runs: list[tuple[Figures, Figures]] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return median(own.rate / bare.rate for own, bare in self.runs)


class Unsound(Exception):
    """The figures don't mean what they should; the text says why."""


VISIT, VISIT_IN_GREEK = "a lesson, for a visitor", "the same in Greek"


def kinds(asking: Asking, in_greek: Asking) -> list[Kind]:
    """Those that matter, each with the least share of the bare server's requests per second."""
    return [
        Kind(VISIT, 0.25, asking.visits),
        Kind(VISIT_IN_GREEK, 0.25, in_greek.visits),
        Kind("a lesson with one's own progress", 0.14, asking.returns),
        Kind("an answer, saved durably", 0.06, asking.answers, saves=True),
    ]


def kinds_on_postgresql(asking: Asking) -> list[Kind]:
    """Those to which it matters where progress is kept."""
    return [
        Kind("one's own progress, PostgreSQL", 0.05, asking.returns),
        Kind("an answer, PostgreSQL", 0.04, asking.answers, saves=True),
    ]


def of_english(kinds: Sequence[Kind]) -> float:
    """What a visitor's lesson in Greek reaches of one in English, in requests per second."""
    rates = {kind.name: [own.rate for own, _ in kind.runs] for kind in kinds}
    return median(greek / english for greek, english in zip(rates[VISIT_IN_GREEK], rates[VISIT], strict=True))


def measure(kinds: Sequence[Kind], server: Server, folder: Path, steps: Callable[[], int]) -> None:
    """Load the real and a bare server in turn, ROUNDS times, and keep the figures of each run.

    `steps` counts those in the server's database.
    """
    with ExitStack() as stack:
        bare = [stack.enter_context(bare_server(_size(kind, server), folder)) for kind in kinds]
        for _ in range(ROUNDS):
            for kind, other in zip(kinds, bare, strict=True):
                kind.runs.append(_pair(kind, server, other, folder / "requests", steps))


def _pair(
    kind: Kind, server: Server, bare: Server, requests: Path, steps: Callable[[], int]
) -> tuple[Figures, Figures]:
    write_requests(requests, kind.make(MOST))
    limit = load(bare.origin, requests, seconds=SECONDS)
    return loaded(server, requests, steps, saves=kind.saves, name=kind.name), limit


def loaded(
    server: Server,
    requests: Path,
    steps: Callable[[], int],
    *,
    saves: bool,
    name: str,
    connections: int = CONNECTIONS,
) -> Figures:
    """The figures of one run. Raises Unsound if a request failed, or an answer was not saved."""
    before = steps()
    own = load(server.origin, requests, seconds=SECONDS, connections=connections)
    added = steps() - before
    if own.failed:
        raise Unsound(f"{name}: {own.failed} of {own.requests} requests failed")
    # Those that were under way when the load ended were saved, and are not counted by wrk.
    if saves and not own.requests <= added <= own.requests + connections:
        raise Unsound(f"{name}: {own.requests} requests added {added} steps")
    return own


def _size(kind: Kind, server: Server) -> int:
    """Bytes of an answer's body as it is sent; of pages that differ, the mean. An answer to a form has none."""
    return 0 if kind.saves else round(mean(_fetched(server, request) for request in kind.make(_SAMPLE)))


def _fetched(server: Server, request: Request) -> int:
    headers = {"Accept-Encoding": "gzip", "Cookie": f"session={request.session}"}
    with urlopen(HttpRequest(server.origin + request.path, headers=headers)) as answer:  # noqa: S310 - our own
        return len(answer.read())
