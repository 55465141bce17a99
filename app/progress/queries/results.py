"""First finished attempts at a quiz, as statistics are made of them."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import aclosing
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, func, select

from app.progress.queries import members
from app.progress.roster import Scope
from app.progress.rows import QUIZ
from app.progress.statistics import Result
from app.progress.tables import attempt, step
from app.storage import AnyRow, Database, Reader

_OF_QUIZ: Final = and_(
    attempt.c.course == bindparam("course"),
    attempt.c.module == bindparam("module"),
    attempt.c.kind == QUIZ,
    attempt.c.finished_at.is_not(None),
)
_FIRST = select(func.min(attempt.c.number).label("number"), attempt.c.person_id).where(_OF_QUIZ)


def _answers(people: Select[Any] | None) -> Select[Any]:
    """Every step of the first finished attempts, an attempt's together and in the order they were done."""
    first = _FIRST if people is None else _FIRST.where(attempt.c.person_id.in_(people))
    firsts = first.group_by(attempt.c.person_id).subquery()
    return (
        select(
            attempt.c.person_id,
            attempt.c.layout,
            step.c.question,
            step.c.mark,
            step.c.answer,
            step.c.language,
        )
        .select_from(firsts)
        .join(attempt, and_(_OF_QUIZ, attempt.c.person_id == firsts.c.person_id, attempt.c.number == firsts.c.number))
        .outerjoin(step, and_(step.c.attempt_id == attempt.c.id, step.c.action == "answer"))
        .order_by(attempt.c.person_id, step.c.question, step.c.n)
    )


_OF_ORGANISATION, _OF_GROUP, _OF_ALL = _answers(members.OF_ORGANISATION), _answers(members.OF_GROUP), _answers(None)


async def results_of(reader: Reader, *, scope: Scope, module: str, group_id: int = 0) -> tuple[Result, ...]:
    """The results of an organisation's learners, or of one group's."""
    params = {"organisation": scope.organisation, "course": scope.units.course, "module": module}
    if group_id:
        rows = await reader.all(_OF_GROUP, {**params, "group_id": group_id})
    else:
        rows = await reader.all(_OF_ORGANISATION, params)
    # Thousands of answers are read as JSON.
    return await asyncio.to_thread(lambda: tuple(_results(rows)))


async def all_results(database: Database, *, course: str, module: str) -> AsyncIterator[Result]:
    """The results of everybody on the site, one after another."""
    pending: list[AnyRow] = []
    async with aclosing(database.stream(_OF_ALL, {"course": course, "module": module})) as batches:
        async for rows in batches:
            pending += rows
            last = pending[-1].person_id
            whole = [row for row in pending if row.person_id != last]
            pending = [row for row in pending if row.person_id == last]
            for result in _in_a_language(whole):
                yield result
    for result in _in_a_language(pending):
        yield result


def _in_a_language(rows: Iterable[AnyRow]) -> Iterable[Result]:
    """Who answered nothing at all has read it in none that is known."""
    return (result for result in _results(rows) if result.language)


def _results(rows: Iterable[AnyRow]) -> Iterable[Result]:
    by_person: defaultdict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_person[row.person_id].append(row)
    return (_result(person_id, own) for person_id, own in by_person.items())


def _result(person_id: int, rows: Sequence[AnyRow]) -> Result:
    """What was last answered counts; a question that was left open has no mark, which is none of it right."""
    last = {row.question: row for row in rows if row.question is not None}
    laid = [item["question"] for item in json.loads(rows[0].layout)]
    languages = Counter(row.language for row in last.values())
    return Result(
        person=person_id,
        language=languages.most_common(1)[0][0] if languages else "",
        marks={question: last[question].mark or 0.0 if question in last else 0.0 for question in laid},
        chosen={question: _chosen(last[question].answer) for question in laid if question in last},
    )


def _chosen(answer: str | None) -> tuple[str, ...]:
    """The keys of the options that were chosen; what is no choice among options has none."""
    given = json.loads(answer) if answer else None
    if isinstance(given, str):
        return (given,)
    return tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()
