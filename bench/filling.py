"""A database as it is after a good while: learners who are somewhere in the course, with all they did on the way."""

import json
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app.content import questions
from app.content.model import Course, Question
from app.content.questions import Form
from app.people.tables import person, session
from app.people.tokens import token_hash
from app.progress.records import written
from app.progress.tables import attempt, completion, revision, step
from app.storage import migrate
from app.web.sessions import new_token
from bench.answers import lesson_questions, variants

STEPS_EACH: Final = 100
_LIFETIME: Final = timedelta(days=180)
_QUIZ_ATTEMPTS: Final = 2
_AT_ONCE: Final = 500

# In an order in which none refers to a later one.
TABLES: Final = (person, session, revision, attempt, step, completion)
_COLUMNS: Final = {table.name: table.columns.keys() for table in TABLES}

Row = tuple[Any, ...]
Marked = tuple[str, float | None]
"""An answer as it is kept, and its mark."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A guest. `session` is their cookie's token.

    `open` are the questions of the lessons that they haven't got right yet, by their place in the course, each with
    the number of its steps.
    """

    session: str
    open: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question's columns of a step, all but those that differ from step to step."""

    question: str
    lesson: str
    revision: str
    order: str
    right: Sequence[Marked]
    wrong: Sequence[Marked]


def fill(file: Path, course: Course, *, learners: int, chance: random.Random) -> list[Learner]:
    """Make the database `file` with so many learners, each with STEPS_EACH steps.

    Everybody has tried most of the questions, some again and again; the last try is mostly right. Two attempts at
    the quiz are a fifth of it. Nine in ten were here today already, so that their next answer needn't put off the day
    on which a guest is deleted.
    """
    migrate(f"sqlite:///{file}")
    made = []
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        writing = _Writing(connection, course, chance)
        for number in range(1, learners + 1):
            made.append(writing.learner(number))
            if number % _AT_ONCE == 0:
                writing.flush()
        writing.flush()
    connection.close()
    return made


class _Writing:
    def __init__(self, connection: sqlite3.Connection, course: Course, chance: random.Random) -> None:
        self._connection, self._course, self._chance = connection, course, chance
        self._now = datetime.now(UTC)
        self._practice = [(module, _answered(question, chance)) for module, question in lesson_questions(course)]
        # Everybody has tried the quiz of the first.
        self._module = next(module for module in course.modules if module.quiz)
        self._quiz = [_answered(one, chance) for one in self._module.quiz.questions] if self._module.quiz else []
        self._rows: dict[str, list[Row]] = {}
        self._attempts = 0
        self._keep_sources()

    def learner(self, number: int) -> Learner:
        here = self._now - timedelta(days=self._chance.randrange(2, 60) if self._chance.random() < 0.1 else 0)
        session = new_token(self._chance.randbytes)
        came, until = _moment(here - timedelta(days=30)), _moment(here + _LIFETIME)
        self._add("person", (number, "guest", self._course.language, came, until, self._chance.randbytes(32)))
        self._add("session", (None, number, token_hash(session), came, until, ""))
        attempts = [self._quiz_attempt(number, one, _moment(here)) for one in range(1, _QUIZ_ATTEMPTS + 1)]
        return Learner(session, self._practise(number, STEPS_EACH - sum(attempts), _moment(here)))

    def flush(self) -> None:
        for table, rows in self._rows.items():
            columns = _COLUMNS[table]
            into, places = f"{table} ({', '.join(columns)})", ", ".join("?" * len(columns))
            self._connection.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608 - no text of others
        self._connection.commit()
        self._rows.clear()

    def _practise(self, person: int, total: int, at: int) -> tuple[tuple[int, int], ...]:
        """Spread `total` steps over the questions up to where this learner is; those that stay open (see Learner)."""
        reached = self._chance.randint(len(self._practice) // 2, min(len(self._practice), total))
        modules = dict.fromkeys(module for module, _ in self._practice[:reached])
        begun = ("[]", at, None, None, None, None)
        attempts = {module: self._attempt(person, module, "practice", 1, begun) for module in modules}
        still_open = dict.fromkeys(range(len(self._practice)), 0)
        for place, (module, question) in enumerate(self._practice[:reached]):
            count = total // reached + (place < total % reached)
            right = self._chance.random() < 0.9
            for n in range(1, count + 1):
                moment = at - (total - n) * 60_000_000
                self._step(attempts[module], question, n, right=right and n == count, at=moment)
            still_open[place] = count
            if right:
                del still_open[place]
        done = {
            (module, question.question)
            for place, (module, question) in enumerate(self._practice)
            if place not in still_open
        }
        self._complete(person, done, at)
        return tuple(still_open.items())

    def _complete(self, person: int, done: set[tuple[str, str]], at: int) -> None:
        for module in self._course.modules:
            for lesson in module.lessons:
                if all((module.id, one.id) in done for one in lesson.questions if one.graded):
                    self._add("completion", (person, "lesson", self._course.id, module.id, lesson.id, at))

    def _quiz_attempt(self, person: int, number: int, at: int) -> int:
        """One attempt, finished and failed; how many steps it has."""
        drawn = self._chance.sample(self._quiz, self._module.quiz.draw if self._module.quiz else 0)
        laid = [{"question": one.question, "revision": one.revision, "order": json.loads(one.order)} for one in drawn]
        result = (written(laid), at, at, 50.0, 70, False)
        attempt = self._attempt(person, self._module.id, "quiz", number, result)
        for place, question in enumerate(drawn):
            self._step(attempt, question, 1, right=place % 2 == 0, at=at)
        return len(drawn)

    def _attempt(self, person: int, module: str, kind: str, number: int, rest: Row) -> int:
        """`rest` are the columns from the layout on."""
        self._attempts += 1
        self._add("attempt", (self._attempts, person, kind, self._course.id, module, number, *rest))
        return self._attempts

    def _step(self, attempt: int, question: _Answered, n: int, *, right: bool, at: int) -> None:
        answer, mark = self._chance.choice(question.right if right else question.wrong)
        key = (attempt, question.question, n, question.lesson, "answer")
        self._add("step", (*key, answer, mark, question.revision, question.order, self._course.language, 0, at))

    def _keep_sources(self) -> None:
        for module in self._course.modules:
            for one in module.questions:
                self._add("revision", (one.revision, self._course.id, module.id, one.id, one.source))

    def _add(self, table: str, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)


def _answered(question: Question, chance: random.Random) -> _Answered:
    order = written(questions.default_order(question))
    right, wrong = (
        [_marked(question, form) for form in variants(question, right=it, chance=chance)] for it in (True, False)
    )
    return _Answered(question.id, question.lesson, question.revision, order, right, wrong)


def _marked(question: Question, form: Form) -> Marked:
    answer = questions.read(question, form)
    if isinstance(answer, questions.Incomplete):
        raise TypeError(f"{question.id} can't be answered by the benchmark: {answer.reason}")
    fraction = questions.mark(question, answer).fraction
    return written(answer), None if fraction is None else float(fraction)


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)
