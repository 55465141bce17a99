"""Turning rows into records, as cheaply as a page that is asked for a thousand times a second needs it."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, and_, literal_column, or_, type_coerce

from app.people.tables import person
from app.progress.records import Attempt, Decision, Laid, Run, Step
from app.progress.tables import attempt, decision, run, step
from app.storage import AnyRow
from app.storage.metadata import moment

# Written into the statement: with a place for it, SQLite would plan the statement anew at each run, because a partial
# index may or may not serve the value (measured: ten times as slow).
PRACTICE: Final[ColumnElement[str]] = literal_column("'practice'")
QUIZ: Final[ColumnElement[str]] = literal_column("'quiz'")
# Fully right in any try or, where nothing is marked, written. In a quiz it doesn't count.
DONE: Final = and_(
    attempt.c.kind == PRACTICE, or_(step.c.mark == 1, and_(step.c.action == "answer", step.c.mark.is_(None)))
)

# As numbers, because they stand in every row and are wanted once.
OWNER: Final = (
    person.c.id.label("person_id"),
    type_coerce(person.c.expires_at, BigInteger).label("person_expires_at"),
    person.c.kind.label("person_kind"),
)
STEP_COLUMNS: Final = (
    step.c.question,
    step.c.n,
    step.c.lesson,
    step.c.action,
    step.c.answer,
    step.c.mark,
    step.c.revision,
    step.c.option_order,
    step.c.language,
    step.c.hints,
    type_coerce(step.c.at, BigInteger).label("at"),
)
ATTEMPT_COLUMNS: Final = tuple(attempt.c)
_ATTEMPT_FIELDS: Final = tuple(column.name for column in ATTEMPT_COLUMNS)
QUIZ_COLUMNS: Final = (
    attempt.c.module,
    attempt.c.number,
    attempt.c.started_at,
    attempt.c.finished_at,
    attempt.c.score,
    attempt.c.passed,
)


RUN_COLUMNS: Final = tuple(run.c[name] for name in Run._fields[:-1])
DECISION_COLUMNS: Final = tuple(decision.c[name] for name in Decision._fields)


@lru_cache(maxsize=1024)
def _keys(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def to_step(values: Iterable[Any]) -> Step:
    """A step from STEP_COLUMNS."""
    question, n, lesson, action, answer, mark, revision, option_order, language, hints, at = values
    given = None if answer is None else json.loads(answer)
    return Step(question, n, lesson, action, given, mark, revision, _keys(option_order), language, hints, moment(at))


def steps_by_question(steps: list[Step]) -> dict[str, tuple[Step, ...]]:
    """The steps of each question, in the order they were done."""
    grouped: dict[str, tuple[Step, ...]] = {}
    for done in sorted(steps):
        grouped[done.question] = (*grouped.get(done.question, ()), done)
    return grouped


def to_attempt(row: AnyRow) -> Attempt:
    """An attempt from ATTEMPT_COLUMNS."""
    values = dict(zip(_ATTEMPT_FIELDS, row, strict=True))
    laid = (Laid(item["question"], item["revision"], tuple(item["order"])) for item in json.loads(values["layout"]))
    return Attempt(**values | {"layout": tuple(laid)})


def to_run(row: Iterable[Any]) -> Run:
    """A run from RUN_COLUMNS, without its decisions."""
    return Run(*row)


def to_decision(row: Iterable[Any]) -> Decision:
    """A decision from DECISION_COLUMNS."""
    return Decision(*row)


def to_run_with_decisions(rows: Sequence[AnyRow]) -> Run:
    """A run from rows of RUN_COLUMNS and DECISION_COLUMNS, one for each decision, or one without any."""
    columns = len(RUN_COLUMNS)
    made = (to_decision(row[columns:]) for row in rows if row[columns] is not None)
    return to_run(rows[0][:columns])._replace(decisions=tuple(made))
