"""Organisations with learners in every state, written where the running site finds them."""

import json
import random
import sqlite3
import time
from contextlib import closing

from app.content.games.playing import begin, choose, open_choices
from app.content.model import Course, Module, Question
from tests.browser.window import Window

_DAY = 86_400_000_000
_LANGUAGES = ("el", "bg", "pl", "ro", "en")


def make_coordinator(window: Window, email: str, title: str) -> int:
    """Let who has this address coordinate a new organisation; its id."""
    with closing(sqlite3.connect(window.server.database)) as database, database:
        made = database.execute("INSERT INTO organisation (title, created_at) VALUES (?, 0)", (title,))
        database.execute(
            "INSERT INTO role (person_id, role, scope, since) "
            "SELECT person_id, 'coordinator', ?, 0 FROM account WHERE email_key = ?",
            (str(made.lastrowid), email),
        )
        return made.lastrowid or 0


def make_translator(window: Window, email: str, target: str, role: str = "translator") -> None:
    with closing(sqlite3.connect(window.server.database)) as database, database:
        database.execute(
            "INSERT INTO role (person_id, role, scope, since) "
            "SELECT person_id, ?, ?, 0 FROM account WHERE email_key = ?",
            (role, target, email),
        )


def make_learners(window: Window, group: int, count: int) -> None:
    """Learners of a group: some have done nothing, some a part, some everything, and some fail again and again."""
    course = window.server.library.courses["networking"]["en"]
    with closing(sqlite3.connect(window.server.database)) as database, database:
        for number in range(count):
            learner = _Learner(database, course, number)
            learner.join(group)
            learner.learn()
            learner.play()


def make_difference(window: Window) -> None:
    """A question of the first module's quiz that is harder in the language of the window."""
    question = window.module.quiz.questions[0].id if window.module.quiz else ""
    row = ("networking", window.module.id, question, window.language, -1.8, 40, 12, 200, 150, _now())
    with closing(sqlite3.connect(window.server.database)) as database, database:
        database.execute(f"INSERT OR REPLACE INTO question_difference VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - question marks


def let_time_pass(window: Window, email: str, days: int) -> None:
    """As if all that somebody did had been so many days earlier."""
    with closing(sqlite3.connect(window.server.database)) as database, database:
        (person,) = database.execute("SELECT person_id FROM account WHERE email_key = ?", (email,)).fetchone()
        for statement in (
            "UPDATE membership SET joined_at = joined_at - ? WHERE person_id = ?",
            "UPDATE completion SET at = at - ? WHERE person_id = ?",
            "UPDATE attempt SET started_at = started_at - ? WHERE person_id = ?",
            "UPDATE step SET at = at - ? WHERE attempt_id IN (SELECT id FROM attempt WHERE person_id = ?)",
        ):
            database.execute(statement, (days * _DAY, person))


def _now() -> int:
    return time.time_ns() // 1000


class _Learner:
    """One of a group's learners, the `number`th of whom decides what they have done, and when."""

    def __init__(self, database: sqlite3.Connection, course: Course, number: int) -> None:
        self._database, self._course, self._number = database, course, number
        self._language = _LANGUAGES[number % len(_LANGUAGES)]
        self._at = _now() - (number % 30) * _DAY
        self._person = database.execute(
            "INSERT INTO person (kind, language, created_at, expires_at) VALUES ('account', ?, 0, ?)",
            (self._language, _now() + 700 * _DAY),
        ).lastrowid

    def join(self, group: int) -> None:
        email = f"l{group}.{self._number}@example.org"
        self._database.execute(
            "INSERT INTO account (person_id, email, email_key, name, name_key, pseudonym, opened_at) "
            "VALUES (?, ?, ?, ?, ?, ?, 0)",
            (self._person, email, email, f"№ {self._number}", f"{self._number:03}", email),
        )
        joined = (group, self._person, _now() - 40 * _DAY, f"{email}m")
        self._database.execute("INSERT INTO membership VALUES (?, ?, ?, ?, NULL)", joined)

    def learn(self) -> None:
        kind, modules = self._number % 7, self._course.modules
        for module in modules[: {0: 0, 1: len(modules)}.get(kind, 1)]:
            for lesson in module.lessons:
                self._complete("lesson", module.id, lesson.id)
            for tried in range(1, 4 if kind == 2 else 2):
                self._take_quiz(module, tried)
        if kind == 1:
            self._complete("course", "", "")

    def play(self) -> None:
        """Every other one has played the story to an end, by chance."""
        if self._number % 2:
            return
        (game,), chance = self._course.games, random.Random(self._number)  # noqa: S311 - data, no secret
        state, made = begin(game, game.openings[self._number % 3].id, self._number), []
        while not state.ending:
            choice = chance.choice(open_choices(game, state))
            made.append((state.scene, choice.key))
            state = choose(game, state, choice.key)
        row = (self._person, game.id, self._at, self._at, state.ending)
        run = self._database.execute(
            "INSERT INTO run (person_id, course, game, number, opening, start, started_at, ended_at, ending) "
            "VALUES (?, 'networking', ?, 1, 'ruse', '{}', ?, ?, ?)",
            row,
        ).lastrowid
        for n, (scene, key) in enumerate(made, start=1):
            kept = (run, n, scene, key, self._language, self._at)
            self._database.execute("INSERT INTO decision VALUES (?, ?, ?, ?, '{}', ?, ?)", kept)

    def _complete(self, kind: str, module: str, lesson: str) -> None:
        row = (self._person, kind, module, lesson, self._at)
        self._database.execute("INSERT INTO completion VALUES (?, ?, 'networking', ?, ?, ?)", row)

    def _take_quiz(self, module: Module, tried: int) -> None:
        asked = module.quiz.questions[: module.quiz.draw] if module.quiz else ()
        layout = json.dumps([{"question": one.id, "revision": one.revision, "order": []} for one in asked])
        passed = self._number % 7 != 2
        row = (self._person, module.id, tried, layout, self._at, self._at, 90.0 if passed else 40.0, passed)
        attempt = self._database.execute(
            "INSERT INTO attempt (person_id, kind, course, module, number, layout, started_at, finished_at, score, "
            "pass_mark, passed) VALUES (?, 'quiz', 'networking', ?, ?, ?, ?, ?, ?, 70, ?)",
            row,
        ).lastrowid
        for place, one in enumerate(asked):
            self._answer(attempt, one, right=(self._number + place) % 3 > 0 if place else self._number % 9 == 0)

    def _answer(self, attempt: int | None, question: Question, *, right: bool) -> None:
        kept = (question.revision, question.id)
        self._database.execute("INSERT OR IGNORE INTO revision VALUES (?, 'networking', '', ?, '')", kept)
        row = (attempt, question.id, question.lesson, float(right), question.revision, self._language, self._at)
        self._database.execute("INSERT INTO step VALUES (?, ?, 1, ?, 'answer', '\"a\"', ?, ?, '[]', ?, 0, ?)", row)
