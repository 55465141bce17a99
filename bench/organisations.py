"""A database of organisations as it is after years: their groups, learners in every state, and who coordinates them."""

import json
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table

from app.content.model import Course, Module, Question
from app.people.names import name_key
from app.people.tables import account, group, membership, organisation, person, role, second_factor, session
from app.people.tokens import token_hash
from app.progress.tables import attempt, completion, revision, step
from app.storage import migrate
from app.web.sessions import new_token

# In an order in which none refers to a later one.
TABLES: Final = (
    person,
    session,
    account,
    organisation,
    role,
    second_factor,
    group,
    membership,
    revision,
    attempt,
    step,
    completion,
)
_COLUMNS: Final = {table.name: table.columns.keys() for table in TABLES}
_GROUPS: Final = 4
_AT_ONCE: Final = 2_000
_LANGUAGES: Final = ("el", "bg", "pl", "ro", "en")
_NAMES: Final = ("Μαρία", "Ιωάννης", "Стоян", "Милена", "Łucja", "Zbigniew", "Ștefan", "Ioana", "Anne", "Tom")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Who coordinates an organisation: its id, and their cookie's token."""

    organisation: int
    session: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a database holds. `rows` counts those that tell what learners did."""

    coordinators: Sequence[Coordinator]
    learners: Sequence[str]
    rows: int


def fill_organisations(
    file: Path,
    course: Course,
    *,
    organisations: int,
    learners: int,
    chance: random.Random,
    learning: bool = True,
) -> Filled:
    """Make the database `file` with so many organisations, which have so many learners together.

    Each has some 60 rows that tell what they did or, unless they are `learning`, none.
    """
    migrate(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        writing = _Writing(connection, course, chance, learning=learning)
        for number in range(1, organisations + 1):
            writing.organisation(number, learners // organisations)
        writing.flush()
    connection.close()
    return Filled(writing.coordinators, writing.sessions, writing.rows)


class _Writing:
    def __init__(
        self, connection: sqlite3.Connection, course: Course, chance: random.Random, *, learning: bool
    ) -> None:
        self._connection, self._course, self._chance = connection, course, chance
        self._learning = learning
        self._now = datetime.now(UTC)
        self._rows: dict[str, list[Row]] = {}
        self._people = self._attempts = self._groups = 0
        self.coordinators: list[Coordinator] = []
        self.sessions: list[str] = []
        self.rows = 0
        for module in course.modules:
            for one in module.questions:
                self._add(revision, (one.revision, course.id, module.id, one.id, ""))

    def organisation(self, number: int, learners: int) -> None:
        self._add(organisation, (number, f"Organisation {number}", self._moment(400)))
        groups = [self._group(number) for _ in range(_GROUPS)]
        owner, token = self._person(f"Coordinator {number}", "en")
        self._add(role, (owner, "coordinator", str(number), self._moment(300)))
        self._add(second_factor, (owner, "A" * 32, self._moment(300), 0))
        self.coordinators.append(Coordinator(number, token))
        for _ in range(learners):
            language = self._chance.choice(_LANGUAGES)
            name = f"{self._chance.choice(_NAMES)} {self._chance.randrange(10_000)}"
            learner, token = self._person(name, language)
            self.sessions.append(token)
            joined = self._moment(self._chance.randrange(5, 200))
            self._add(membership, (self._chance.choice(groups), learner, joined, f"m{learner}", None))
            if self._learning:
                self._learn(learner, language)

    def flush(self) -> None:
        for table in TABLES:
            rows, columns = self._rows.pop(table.name, []), _COLUMNS[table.name]
            into, places = f"{table.name} ({', '.join(columns)})", ", ".join("?" * len(columns))
            self._connection.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608 - no text of others
        self._connection.commit()

    def _group(self, owner: int) -> int:
        self._groups += 1
        starts = (self._now - timedelta(days=self._chance.randrange(20, 200))).date()
        due = starts + timedelta(days=self._chance.choice((60, 120, 240)))
        row = (self._groups, owner, f"Group {self._groups}", self._course.id, starts.isoformat(), due.isoformat())
        self._add(group, (*row, self._moment(200)))
        return self._groups

    def _person(self, name: str, language: str) -> tuple[int, str]:
        """Somebody with an account and a session: their id, and its token."""
        self._people += 1
        number, token = self._people, new_token(self._chance.randbytes)
        came, until = self._moment(250), self._moment(-300)
        self._add(person, (number, "account", language, came, until, None))
        self._add(session, (None, number, token_hash(token), came, until, ""))
        email = f"p{number}@example.org"
        self._add(account, (number, email, email, name, name_key(name), None, f"p{number}", came, None, None))
        if self._people % _AT_ONCE == 0:
            self.flush()
        return number, token

    def _learn(self, learner: int, language: str) -> None:
        """Some have done nothing, some everything, most a part; some fail a quiz again and again."""
        lessons = [(module, lesson.id) for module in self._course.modules for lesson in module.lessons]
        reached = 0 if self._chance.random() < 0.1 else self._chance.randint(1, len(lessons))
        last = self._chance.randrange(60)
        done = lessons[:reached]
        for place, (module, lesson) in enumerate(done):
            at = self._moment(last + len(done) - place)
            self._did(completion, (learner, "lesson", self._course.id, module.id, lesson, at))
        for module in dict.fromkeys(module for module, _ in done):
            self._practise(learner, module, language, last)
            if all(lesson.id in {one for _, one in done} for lesson in module.lessons):
                self._take_quiz(learner, module, language, last)

    def _practise(self, learner: int, module: Module, language: str, ago: int) -> None:
        opened = self._attempt(learner, module, "practice", 1, ("[]", self._moment(ago), None, None, None, None))
        for lesson in module.lessons:
            for question in lesson.questions[:2]:
                self._step(opened, question, 1.0, language, ago)

    def _take_quiz(self, learner: int, module: Module, language: str, ago: int) -> None:
        if module.quiz is None:
            return
        knows = self._chance.uniform(0.4, 1.0)
        for number in range(1, self._chance.choice((1, 1, 1, 2, 4)) + 1):
            drawn = module.quiz.questions[: module.quiz.draw]
            marks = [float(self._chance.random() < knows) for _ in drawn]
            score = 100 * sum(marks) / len(marks)
            laid = [{"question": one.id, "revision": one.revision, "order": []} for one in drawn]
            at, passed = self._moment(ago), score >= module.quiz.pass_mark
            result = (json.dumps(laid), at, at, score, module.quiz.pass_mark, passed)
            finished = self._attempt(learner, module, "quiz", number, result)
            for one, mark in zip(drawn, marks, strict=True):
                self._step(finished, one, mark, language, ago)
            if passed:
                break

    def _attempt(self, learner: int, module: Module, kind: str, number: int, rest: Row) -> int:
        self._attempts += 1
        self._did(attempt, (self._attempts, learner, kind, self._course.id, module.id, number, *rest))
        return self._attempts

    def _step(self, of_attempt: int, question: Question, mark: float, language: str, ago: int) -> None:
        key = (of_attempt, question.id, 1, question.lesson, "answer")
        self._did(step, (*key, '"a"', mark, question.revision, "[]", language, 0, self._moment(ago)))

    def _did(self, table: Table, row: Row) -> None:
        self.rows += 1
        self._add(table, row)

    def _add(self, table: Table, row: Row) -> None:
        self._rows.setdefault(table.name, []).append(row)

    def _moment(self, days_ago: float) -> int:
        return int((self._now - timedelta(days=days_ago)).timestamp() * 1_000_000)
