"""The learners of an organisation, with how they get on: one statement behind the screen, its chart and every export.

It counts in the database, so that a page of an organisation costs what the organisation holds, whatever the site does.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from app.people.emails import email_key
from app.people.names import name_key
from app.people.queries.people import containing
from app.people.tables import group, membership
from app.progress.queries.roster_rows import CELLS, HEAD, IN_SCOPE, QUIET_BEFORE, standing_rows, text_of
from app.progress.roster import QUIET, STATES, WEEK, Counts, ModuleCell, Row, Scope, Sort, Wanted
from app.progress.units import ModuleUnits, Units
from app.storage import AnyRow, Database, Reader
from app.storage.metadata import Moment, moment

# To make cells of so many takes the event loop a few milliseconds, in which learners wait.
_AT_ONCE: Final = 100

PAGE: Final = 50
"""How many learners a page shows."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What decides on the text of a statement, as the rest are parameters."""

    units: Units
    wanted: Wanted
    sort: Sort
    paged: bool


async def roster(reader: Reader, *, scope: Scope, wanted: Wanted, sort: Sort, page: int) -> tuple[tuple[Row, ...], int]:
    """The rows of one page (from 1), and how many there are on all pages."""
    statement = _listed(_Shape(scope.units, _kinds(wanted), sort, paged=True))
    params = _params(scope, wanted) | {"most": PAGE, "skipped": (page - 1) * PAGE}
    rows = await reader.all(statement, params)
    return tuple(_row(scope.units, row) for row in rows), rows[0].found if rows else 0


async def streamed(database: Database, *, scope: Scope, wanted: Wanted, sort: Sort) -> AsyncIterator[Sequence[Row]]:
    """The same rows, all of them, a batch at a time."""
    statement = _listed(_Shape(scope.units, _kinds(wanted), sort, paged=False))
    async with aclosing(database.stream(statement, _params(scope, wanted), at_once=_AT_ONCE)) as found:
        async for rows in found:
            yield [_row(scope.units, row) for row in rows]


async def receivers(reader: Reader, *, scope: Scope, wanted: Wanted) -> dict[str, int]:
    """How many learners read each language, of exactly those whom a filter shows and who want letters."""
    statement, params = reached(scope=scope, wanted=wanted)
    rows = await reader.all(statement, params)
    return dict(Counter(row.language for row in rows).most_common())


def reached(*, scope: Scope, wanted: Wanted) -> tuple[Select[Any], dict[str, Any]]:
    """A statement for the ids and languages of these learners, with its parameters."""
    return _identified(scope.units, _kinds(wanted)), _params(scope, wanted)


async def glance(reader: Reader, *, scope: Scope, wanted: Wanted, most: int) -> tuple[Counts, tuple[Row, ...]]:
    """How many learners are in each state, and the first of those who need attention, in one statement.

    Who did something lately comes first: they are the ones who can still be reached.
    """
    rows = await reader.all(_glanced(scope.units, _kinds(wanted)), _params(scope, wanted) | {"most": most})
    if not rows:
        return Counts(dict.fromkeys(STATES, 0), 0), ()
    *numbers, needing = rows[0][-len(STATES) - 1 :]
    found = Counts(dict(zip(STATES, numbers, strict=True)), needing)
    return found, tuple(_row(scope.units, row) for row in rows if row.attention)


async def counts(reader: Reader, *, scope: Scope, wanted: Wanted) -> Counts:
    """How many learners are in each state."""
    rows = await reader.all(_counted(scope.units, _kinds(wanted)), _params(scope, wanted))
    found = {row.state: row.people for row in rows}
    return Counts({state: found.get(state, 0) for state in STATES}, sum(row.needing for row in rows))


async def completed_days(reader: Reader, *, scope: Scope, wanted: Wanted) -> tuple[date, ...]:
    """On which days learners completed the course, the first first: a day as often as somebody did."""
    rows = await reader.all(_completed(scope.units, _kinds(wanted)), _params(scope, wanted))
    return tuple(row.completed_at.date() for row in rows)


async def groups_by_person(reader: Reader, *, scope: Scope) -> dict[int, int]:
    """The group of each learner in the course; of several, the one that they joined last."""
    rows = await reader.all(_JOINED, {"organisation": scope.organisation, "course": scope.units.course})
    return {row.person_id: row.group_id for row in rows}


_JOINED = (
    select(membership.c.person_id, membership.c.group_id)
    .join(group, group.c.id == membership.c.group_id)
    .where(IN_SCOPE)
    .order_by(membership.c.joined_at, membership.c.group_id)
)


def _kinds(wanted: Wanted) -> Wanted:
    """What of a wish decides on the statement's text: whether there is a group, not which."""
    return Wanted(
        group=bool(wanted.group),
        language="?" if wanted.language else "",
        state=wanted.state,
        module=wanted.module,
        activity=wanted.activity,
        search="?" if wanted.search else "",
        person=bool(wanted.person),
    )


def _params(scope: Scope, wanted: Wanted) -> dict[str, Any]:
    given: dict[str, Any] = {
        "organisation": scope.organisation,
        "course": scope.units.course,
        "quiet_before": scope.now - QUIET,
        "today": scope.today,
    }
    if wanted.group:
        given["group_id"] = wanted.group
    if wanted.person:
        given["person_id"] = wanted.person
    if wanted.language:
        given["language"] = wanted.language
    if wanted.activity == "week":
        given["week_before"] = scope.now - WEEK
    if wanted.search:
        given["of_name"] = containing(name_key(wanted.search))
        given["of_address"] = containing(email_key(wanted.search))
    return given


@lru_cache(maxsize=256)
def _listed(shape: _Shape) -> Select[Any]:
    rows = standing_rows(shape.units, shape.wanted)
    found = select(rows)
    if shape.paged:
        found = select(rows, func.count().over().label("found"))
        found = found.limit(bindparam("most")).offset(bindparam("skipped"))
    return _narrowed(found, rows, shape.units, shape.wanted).order_by(*_order(rows, shape.units, shape.sort))


@lru_cache(maxsize=256)
def _counted(units: Units, wanted: Wanted) -> Select[Any]:
    rows = standing_rows(units, wanted)
    found = select(rows.c.state, func.count().label("people"), func.sum(rows.c.attention).label("needing"))
    return _narrowed(found, rows, units, wanted).group_by(rows.c.state)


@lru_cache(maxsize=256)
def _glanced(units: Units, wanted: Wanted) -> Select[Any]:
    rows = standing_rows(units, wanted)
    numbers = [func.count(case((rows.c.state == text_of(state), 1))).over() for state in STATES]
    found = select(rows, *numbers, func.count(case((rows.c.attention == 1, 1))).over())
    order = (rows.c.attention.desc(), rows.c.last_at.desc(), rows.c.name_key, rows.c.person_id)
    return _narrowed(found, rows, units, wanted).order_by(*order).limit(bindparam("most"))


@lru_cache(maxsize=256)
def _completed(units: Units, wanted: Wanted) -> Select[Any]:
    rows = standing_rows(units, wanted)
    found = select(rows.c.completed_at).where(rows.c.completed_at.is_not(None)).order_by(rows.c.completed_at)
    return _narrowed(found, rows, units, wanted)


@lru_cache(maxsize=256)
def _identified(units: Units, wanted: Wanted) -> Select[Any]:
    rows = standing_rows(units, wanted)
    found = select(rows.c.person_id, rows.c.language).where(rows.c.reachable == 1)
    return _narrowed(found, rows, units, wanted)


def _narrowed(statement: Select[Any], rows: Subquery, units: Units, wanted: Wanted) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.language:
        conditions.append(rows.c.language == bindparam("language"))
    if wanted.state == "attention":
        conditions.append(rows.c.attention == 1)
    elif wanted.state:
        conditions.append(rows.c.state == text_of(wanted.state))
    if wanted.module:
        conditions.append(_incomplete(rows, units, wanted.module))
    if wanted.activity:
        conditions.append(_active(rows, wanted.activity))
    if wanted.search:
        by_name = rows.c.name_key.like(bindparam("of_name"), escape="\\")
        conditions.append(or_(by_name, rows.c.email_key.like(bindparam("of_address"), escape="\\")))
    return statement.where(*conditions)


def _incomplete(rows: Subquery, units: Units, module_id: str) -> ColumnElement[bool]:
    number, module = next((place, one) for place, one in enumerate(units.modules) if one.id == module_id)
    left = rows.c[f"lessons_{number}"] + rows.c[f"passed_{number}"] < max(module.total, 1)
    return and_(rows.c[f"completed_{number}"] == 0, left)


def _active(rows: Subquery, activity: str) -> ColumnElement[bool]:
    if activity == "week":
        return rows.c.last_at >= bindparam("week_before", type_=Moment)
    if activity == "quiet":
        return and_(rows.c.last_at > 0, rows.c.last_at < QUIET_BEFORE)
    return rows.c.last_at == 0


def _order(rows: Subquery, units: Units, sort: Sort) -> tuple[ColumnElement[Any], ...]:
    keys = _keys(rows, units, sort.by)
    return (*(key.desc() if sort.down else key.asc() for key in keys), rows.c.name_key, rows.c.person_id)


def _keys(rows: Subquery, units: Units, by: str) -> tuple[ColumnElement[Any], ...]:
    if by == "due":
        # Databases differ in whether what is empty comes first or last.
        return (case((rows.c.due_on.is_(None), 1), else_=0), rows.c.due_on)
    if by == "state":
        return (case(*((rows.c.state == text_of(state), place) for place, state in enumerate(STATES))),)
    columns = {"name": "name_key", "done": "done", "last": "last_at", "joined": "joined_at", "language": "language"}
    if by in columns:
        return (rows.c[columns[by]],)
    number = next(place for place, module in enumerate(units.modules) if module.id == by)
    return (
        rows.c[f"lessons_{number}"] + rows.c[f"passed_{number}"],
        func.coalesce(rows.c[f"best_{number}"], -1),
    )


def _row(units: Units, row: AnyRow) -> Row:
    person_id, name, email, language, joined_at, due_on, done, completed_at, last_at, *_ = row
    return Row(
        person_id=person_id,
        name=name,
        email=email,
        language=language,
        joined_at=joined_at,
        due_on=due_on,
        done=done,
        total=units.total,
        completed_at=completed_at,
        last_at=moment(last_at) if last_at else None,
        state=row.state,
        attention=bool(row.attention),
        modules=tuple(_cell(module, row, number) for number, module in enumerate(units.modules)),
    )


def _cell(module: ModuleUnits, row: AnyRow, number: int) -> ModuleCell:
    start = HEAD + number * CELLS
    lessons, completed, best, passed, failed = row[start : start + CELLS]
    done = lessons + passed
    return ModuleCell(
        module=module.id,
        done=done,
        total=module.total,
        complete=bool(completed) or 0 < module.total == done,
        best=best,
        passed=bool(passed),
        failed=failed,
    )
