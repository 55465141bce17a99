"""What coordinators' pages cost with 100,000 learners, and what they cost those who learn meanwhile."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from app.content.model import Course
from bench.asking import lesson_paths
from bench.browsing import connected, get, post, seconds, token
from bench.load import Request, load, write_requests
from bench.measuring import Unsound
from bench.organisations import TABLES, Coordinator, Filled, fill_organisations
from bench.postgresql import postgresql_with
from bench.servers import Server, bare_server, real_server

LEARNERS: Final = 100_000
ORGANISATIONS: Final = 200
TENTH: Final = 10
"""The same with a tenth of the organisations, each of the same size."""

_ROUNDS: Final = 120
_SECONDS: Final = 5
_MODULE: Final = "partnerships"
PAGES: Final = (
    ("overview", ""),
    ("list, by name", "/people"),
    ("list, by progress", "/people?sort=-done"),
    ("list, narrowed", "/people?state=attention&language=pl&sort=last"),
    ("list, searched", "/people?q=maria"),
    ("questions of a quiz", f"/questions?module={_MODULE}"),
)


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds until a page is there, one after another, at different organisations."""

    name: str
    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class Coordinated:
    """The figures of one database. `alone` and `meanwhile` are the 99th percentiles of a lesson, in milliseconds.

    `bare` is the median of a bare server's answer, for comparison.
    """

    pages: Sequence[Timed]
    bare: float
    alone: float
    meanwhile: float


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows of a list as a file, how long it took in seconds, and by how many megabytes the server grew."""

    rows: int
    seconds: float
    growth: float


def measure_coordinating(folder: Path, course: Course, chance: random.Random) -> Iterator[tuple[str, Coordinated]]:
    """On SQLite with a tenth of all, on SQLite, and on PostgreSQL."""
    for name, share in (("a tenth", TENTH), ("all", 1)):
        data = folder / f"organisations-{share}"
        data.mkdir()
        file = data / "atsiv.sqlite3"
        filled = fill_organisations(
            file, course, organisations=ORGANISATIONS // share, learners=LEARNERS // share, chance=chance
        )
        with real_server(data) as server:
            yield f"SQLite, {name}", _measure(server, data, course, filled, chance)
        if share == 1:
            with postgresql_with(file, TABLES) as url, real_server(data, database=url) as server:
                yield "PostgreSQL, all", _measure(server, data, course, filled, chance)


def measure_export(folder: Path, course: Course, chance: random.Random, *, rows: int) -> Exported:
    """One organisation with so many learners, taken along as CSV."""
    folder.mkdir()
    filled = fill_organisations(
        folder / "atsiv.sqlite3", course, organisations=1, learners=rows, chance=chance, learning=False
    )
    with real_server(folder) as server:
        who = filled.coordinators[0]
        _fetch(server, who, "/new-group")
        before, began = server.memory(), time.perf_counter()
        lines = sum(chunk.count(b"\n") for chunk in _chunks(server, who, "/people.csv"))
        return Exported(lines - 1, time.perf_counter() - began, server.most_memory() - before)


def measure_import(folder: Path, course: Course, chance: random.Random, *, people: int) -> float:
    """Seconds until so many people of a list are invited, from the upload on."""
    folder.mkdir()
    filled = fill_organisations(folder / "atsiv.sqlite3", course, organisations=1, learners=10, chance=chance)
    text = "\r\n".join(f"Person {number} <new{number}@example.net>" for number in range(people))
    with real_server(folder) as server:
        who, group = filled.coordinators[0], "/group/1"
        began = time.perf_counter()
        given = token(_fetch(server, who, f"{group}/bring"))
        address = _post(server, who, f"{group}/bring", {"token": given, "pasted": text})
        page = _fetch(server, who, address)
        _post(server, who, address, {"token": token(page), "do": "invite", "email": "1", "name": "2"})
        while b"progress" not in (page := _fetch(server, who, address)) or b'http-equiv="refresh"' in page:
            time.sleep(0.05)
        return time.perf_counter() - began


def _measure(server: Server, folder: Path, course: Course, filled: Filled, chance: random.Random) -> Coordinated:
    lessons = folder / "lessons"
    paths = lesson_paths(course)
    write_requests(lessons, [Request(chance.choice(paths), chance.choice(filled.learners)) for _ in range(20_000)])
    pages = [_timed(server, name, below, filled.coordinators, chance) for name, below in PAGES]
    with bare_server(14_000, folder) as bare:
        floor = median(seconds(lambda: get(bare, "/", "")) for _ in range(_ROUNDS))
    # Each lesson is made ready when it is first asked for.
    load(server.origin, lessons, seconds=_SECONDS)
    alone = load(server.origin, lessons, seconds=_SECONDS)
    with _busy(server, filled.coordinators):
        meanwhile = load(server.origin, lessons, seconds=_SECONDS)
    if alone.failed or meanwhile.failed:
        raise Unsound(f"{alone.failed + meanwhile.failed} lessons failed")
    return Coordinated(pages, 1000 * floor, alone.p99, meanwhile.p99)


def _timed(server: Server, name: str, below: str, coordinators: Sequence[Coordinator], chance: random.Random) -> Timed:
    def once() -> None:
        _fetch(server, chance.choice(coordinators), below)

    once()
    taken = sorted(1000 * seconds(once) for _ in range(_ROUNDS))
    return Timed(name, median(taken), taken[int(0.99 * len(taken))])


@contextmanager
def _busy(server: Server, coordinators: Sequence[Coordinator]) -> Iterator[None]:
    """Somebody who looks at one page after another, as long as it lasts."""
    over = threading.Event()

    def look() -> None:
        place = 0
        while not over.is_set():
            _fetch(server, coordinators[place % len(coordinators)], PAGES[place % len(PAGES)][1])
            place += 1

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def _fetch(server: Server, who: Coordinator, below: str) -> bytes:
    return get(server, f"/en/coordinate/{who.organisation}{below}", who.session)


def _chunks(server: Server, who: Coordinator, below: str) -> Iterator[bytes]:
    connection = connected(server)
    path = f"/en/coordinate/{who.organisation}{below}"
    connection.request("GET", path, headers={"Cookie": f"session={who.session}"})
    response = connection.getresponse()
    while chunk := response.read(65536):
        yield chunk
    connection.close()


def _post(server: Server, who: Coordinator, below: str, fields: dict[str, str]) -> str:
    """Where the answer leads, below the organisation's address."""
    root = f"/en/coordinate/{who.organisation}"
    return post(server, f"{root}{below}", who.session, fields).removeprefix(root)
