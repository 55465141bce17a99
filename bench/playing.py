"""What a choice in a game costs its player, beside an answer in a lesson of the same server."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from app.content import questions
from app.content.model import Choice, Course
from app.web.sessions import form_token
from bench.answers import lesson_questions
from bench.browsing import get, hidden, post, seconds
from bench.people import add_guest
from bench.servers import Server, real_server

_RUNS: Final = 25
_OFFER: Final = b'name="choice" value="'


@dataclass(frozen=True, slots=True)
class Playing:
    """Seconds of each request: a choice and the scene it leads to, an answer and the lesson it leads to."""

    choices: list[float] = field(default_factory=list)
    scenes: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    lessons: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """What a choice takes, to what an answer does."""
        return median(self.choices) / median(self.answers)


def measure_playing(folder: Path, course: Course, chance: random.Random) -> Playing:
    """Whole stories of new players by chance, and after each choice an answer, one request after another."""
    folder.mkdir()
    found = Playing()
    with real_server(folder) as server:
        for number in range(1, _RUNS + 1):
            session = add_guest(folder / "atsiv.sqlite3", number, chance)
            _play(server, course, session, chance, found)
    return found


def _play(server: Server, course: Course, session: str, chance: random.Random, found: Playing) -> None:
    game = course.games[0]
    start = f"/{course.language}/{course.id}/play/{game.id}"
    opening = chance.choice(game.openings).id
    here = post(server, start, session, {"token": form_token(session), "opening": opening})
    page, asked = get(server, here, session), _single_choices(course)
    while _OFFER in page:
        offers = [part.split(b'"')[0].decode() for part in page.split(_OFFER)[1:]]
        chosen = {"step": hidden(page, "step"), "choice": chance.choice(offers)}
        found.choices.append(_sending(server, session, here, chosen))
        found.scenes.append(_getting(server, session, here))
        address, lesson, answer = next(asked)
        found.answers.append(_sending(server, session, address, answer))
        found.lessons.append(_getting(server, session, lesson))
        page = get(server, here, session)


def _sending(server: Server, session: str, address: str, fields: Mapping[str, str]) -> float:
    form = {"token": form_token(session), **fields}
    return seconds(lambda: post(server, address, session, form))


def _getting(server: Server, session: str, page: str) -> float:
    return seconds(lambda: get(server, page, session))


def _single_choices(course: Course) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Where to send an answer, the lesson's page, and the form, of one question after another."""
    for module, question in lesson_questions(course):
        if question.kind == "single" and isinstance(question.body, Choice):
            lesson = f"/{course.language}/{course.id}/{module}/{question.lesson}"
            fields = {"steps": "0", "hints": "0", "do": "check", questions.FIELD: question.body.options[0].key}
            yield f"{lesson}/{question.id}", lesson, fields
