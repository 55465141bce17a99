"""What is measured: each kind of request against a bare server that answers as many bytes."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import mean, median
from typing import Final
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

from app.content.model import Course
from app.content.questions import Form
from app.web.sessions import form_token
from bench.answers import lesson_questions, variants
from bench.filling import Learner
from bench.load import CONNECTIONS, Figures, Request, load, write_requests
from bench.servers import Server, bare_server

ROUNDS: Final = 5
SECONDS: Final = 2
_SAMPLE: Final = 200
# More than are sent in one run, so that nothing is asked for in the same order twice; and of answers, so that no run
# comes to its end: each can be saved only once.
_MOST: Final = 20_000


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


def kinds(course: Course, greek: Course, learners: Sequence[Learner], chance: random.Random) -> list[Kind]:
    """Those that matter, each with the least share of the bare server's requests per second."""
    lessons, in_greek = _lesson_paths(course), _lesson_paths(greek)
    answers = _answers(course, learners, chance)

    def visits(count: int) -> list[Request]:
        return [Request(chance.choice(lessons)) for _ in range(count)]

    def visits_in_greek(count: int) -> list[Request]:
        return [Request(chance.choice(in_greek)) for _ in range(count)]

    def returns(count: int) -> list[Request]:
        return [Request(chance.choice(lessons), chance.choice(learners).session) for _ in range(count)]

    def saved(count: int) -> list[Request]:
        return [*islice(answers, count)]

    return [
        Kind(VISIT, 0.25, visits),
        Kind(VISIT_IN_GREEK, 0.25, visits_in_greek),
        Kind("a lesson with one's own progress", 0.14, returns),
        Kind("an answer, saved durably", 0.06, saved, saves=True),
    ]


def of_english(kinds: Sequence[Kind]) -> float:
    """What a visitor's lesson in Greek reaches of one in English, in requests per second."""
    rates = {kind.name: [own.rate for own, _ in kind.runs] for kind in kinds}
    return median(greek / english for greek, english in zip(rates[VISIT_IN_GREEK], rates[VISIT], strict=True))


def measure(kinds: Sequence[Kind], server: Server, folder: Path, database: Path) -> None:
    """Load the real and a bare server in turn, ROUNDS times, and keep the figures of each run."""
    with ExitStack() as stack:
        bare = [stack.enter_context(bare_server(_size(kind, server), folder)) for kind in kinds]
        for _ in range(ROUNDS):
            for kind, other in zip(kinds, bare, strict=True):
                kind.runs.append(_pair(kind, server, other, folder / "requests", database))


def _pair(kind: Kind, server: Server, bare: Server, requests: Path, database: Path) -> tuple[Figures, Figures]:
    write_requests(requests, kind.make(_MOST))
    limit = load(bare.origin, requests, seconds=SECONDS)
    before = _steps(database)
    own = load(server.origin, requests, seconds=SECONDS)
    added = _steps(database) - before
    if own.failed:
        raise Unsound(f"{kind.name}: {own.failed} of {own.requests} requests failed")
    # Those that were under way when the load ended were saved, and are not counted by wrk.
    if kind.saves and not own.requests <= added <= own.requests + CONNECTIONS:
        raise Unsound(f"{kind.name}: {own.requests} requests added {added} steps")
    return own, limit


def _size(kind: Kind, server: Server) -> int:
    """Bytes of an answer's body as it is sent; of pages that differ, the mean. An answer to a form has none."""
    return 0 if kind.saves else round(mean(_fetched(server, request) for request in kind.make(_SAMPLE)))


def _fetched(server: Server, request: Request) -> int:
    headers = {"Accept-Encoding": "gzip", "Cookie": f"session={request.session}"}
    with urlopen(HttpRequest(server.origin + request.path, headers=headers)) as answer:  # noqa: S310 - our own
        return len(answer.read())


def _steps(database: Path) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM step").fetchone()
    connection.close()
    return int(count)


def _lesson_paths(course: Course) -> list[str]:
    start = f"/{course.language}/{course.id}"
    return [f"{start}/{module.id}/{lesson.id}" for module in course.modules for lesson in module.lessons]


def _answers(course: Course, learners: Sequence[Learner], chance: random.Random) -> Iterator[Request]:
    """An answer, right or wrong, of every learner to every question that is still open for them, in no order."""
    start = f"/{course.language}/{course.id}"
    asked = lesson_questions(course)
    paths = [f"{start}/{module}/{question.lesson}/{question.id}" for module, question in asked]
    either = [
        [form for right in (True, False) for form in variants(question, right=right, chance=chance)]
        for _, question in asked
    ]
    every = [(learner, place, steps) for learner in learners for place, steps in learner.open]
    chance.shuffle(every)
    for learner, place, steps in every:
        yield Request(paths[place], learner.session, _fields(learner, steps, chance.choice(either[place])))


def _fields(learner: Learner, steps: int, answer: Form) -> tuple[tuple[str, str], ...]:
    """As the page of a lesson sends them."""
    page = (("token", form_token(learner.session)), ("steps", str(steps)), ("hints", "0"), ("do", "check"))
    return (*page, *((name, value) for name, values in answer.items() for value in values))
