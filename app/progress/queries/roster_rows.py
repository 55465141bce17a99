"""The statement behind the list of learners: a row for each, counted together in the database."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql.selectable import CTE

from app.people.tables import account, group, membership, person
from app.progress.roster import FAILED, Wanted
from app.progress.rows import PRACTICE, QUIZ
from app.progress.tables import attempt, completion, step
from app.progress.units import ModuleUnits, Units
from app.storage.metadata import Moment

COURSE: Final[BindParameter[str]] = bindparam("course")
QUIET_BEFORE: Final = bindparam("quiet_before", type_=Moment)
IN_SCOPE: Final = and_(group.c.organisation_id == bindparam("organisation"), group.c.course == COURSE)
CELLS: Final = 5
"""Columns of each module: lessons done, whether completed, the quiz's best result, whether passed, how often not."""

HEAD: Final = 12
"""Columns before those of the modules."""

_NONE: Final[ColumnElement[int]] = literal_column("0")


def text_of(value: str) -> ColumnElement[str]:
    """One of the program's own words, as a value of the statement."""
    return literal(value, String)


def standing_rows(units: Units, wanted: Wanted) -> Subquery:
    """A row for each learner, with their state, and whether a coordinator should look at them."""
    rows = _gathered(units, wanted)
    state = case(
        (or_(rows.c.completed_at.is_not(None), rows.c.done >= max(units.total, 1)), text_of("finished")),
        (rows.c.last_at == 0, text_of("new")),
        (or_(_failing(rows, units), rows.c.last_at < QUIET_BEFORE, _overdue(rows)), text_of("stuck")),
        else_=text_of("on track"),
    )
    stated = select(rows, state.label("state")).subquery()
    waited = or_(stated.c.joined_at < QUIET_BEFORE, _overdue(stated))
    needing = or_(stated.c.state == text_of("stuck"), and_(stated.c.state == text_of("new"), waited))
    return select(stated, case((needing, 1), else_=0).label("attention")).subquery()


def _gathered(units: Units, wanted: Wanted) -> Subquery:
    """A row for each learner, with what they did: the head, then the cells of each module."""
    members = _members(wanted)
    lessons, quizzes, practice = _lessons(units, members), _quizzes(units, members), _practice(members)
    cells = [column for number in range(len(units.modules)) for column in _cells(number, lessons, quizzes)]
    last = _latest(lessons.c.at, quizzes.c.started_at, quizzes.c.finished_at, practice.c.at)
    done = sum((cells[number * CELLS] + cells[number * CELLS + 3] for number in range(len(units.modules))), _NONE)
    return (
        select(
            members.c.person_id,
            account.c.name,
            account.c.email,
            person.c.language,
            members.c.joined_at,
            members.c.due_on,
            done.label("done"),
            lessons.c.completed_at,
            last.label("last_at"),
            account.c.name_key,
            account.c.email_key,
            members.c.reachable,
            *cells,
        )
        .select_from(members)
        .join(person, person.c.id == members.c.person_id)
        .join(account, account.c.person_id == members.c.person_id)
        .outerjoin(lessons, lessons.c.person_id == members.c.person_id)
        .outerjoin(quizzes, quizzes.c.person_id == members.c.person_id)
        .outerjoin(practice, practice.c.person_id == members.c.person_id)
        .subquery()
    )


def _members(wanted: Wanted) -> CTE:
    statement = (
        select(
            membership.c.person_id,
            func.min(membership.c.joined_at).label("joined_at"),
            func.min(group.c.due_on).label("due_on"),
            func.max(case((membership.c.muted_at.is_(None), 1), else_=0)).label("reachable"),
        )
        .join(group, group.c.id == membership.c.group_id)
        .where(IN_SCOPE)
        .group_by(membership.c.person_id)
    )
    if wanted.group:
        statement = statement.where(group.c.id == bindparam("group_id"))
    if wanted.person:
        statement = statement.where(membership.c.person_id == bindparam("person_id"))
    return statement.cte("member")


def _lessons(units: Units, members: CTE) -> Subquery:
    """Of each learner, how many lessons of each module are done, and when the course was completed."""
    kind, lesson = completion.c.kind, completion.c.lesson
    columns: list[ColumnElement[Any]] = []
    for number, module in enumerate(units.modules):
        of_module = completion.c.module == module.id
        columns += [
            func.count(case((and_(of_module, kind == "lesson", _current(module)), _today(module, lesson))).distinct())
            if module.earlier
            else func.count(case((and_(of_module, kind == "lesson", _current(module)), 1))),
            func.count(case((and_(of_module, kind == "module"), 1))),
        ]
        columns[-2:] = [columns[-2].label(f"lessons_{number}"), columns[-1].label(f"completed_{number}")]
    return (
        select(
            members.c.person_id,
            func.max(case((kind == "course", completion.c.at))).label("completed_at"),
            func.max(completion.c.at).label("at"),
            *columns,
        )
        .select_from(members)
        .join(completion, and_(completion.c.person_id == members.c.person_id, completion.c.course == COURSE))
        .group_by(members.c.person_id)
        .subquery()
    )


def _current(module: ModuleUnits) -> ColumnElement[bool]:
    return completion.c.lesson.in_([*module.lessons, *(old for old, _ in module.earlier)])


def _today(module: ModuleUnits, lesson: ColumnElement[str]) -> ColumnElement[str]:
    """The id that a lesson has now, for one that was completed under an earlier one."""
    return case(*((lesson == old, new) for old, new in module.earlier), else_=lesson)


def _quizzes(units: Units, members: CTE) -> Subquery:
    """Of each learner, how each module's quiz went."""
    passed, failed = attempt.c.passed.is_(True), attempt.c.passed.is_(False)
    columns: list[ColumnElement[Any]] = []
    for number, module in enumerate(units.modules):
        of_module = attempt.c.module == module.id
        columns += [
            func.max(case((of_module, attempt.c.score))).label(f"best_{number}"),
            func.max(case((and_(of_module, passed), 1), else_=0)).label(f"passed_{number}"),
            func.count(case((and_(of_module, failed), 1))).label(f"failed_{number}"),
        ]
    return (
        select(
            members.c.person_id,
            func.max(attempt.c.started_at).label("started_at"),
            func.max(attempt.c.finished_at).label("finished_at"),
            *columns,
        )
        .select_from(members)
        .join(attempt, _attempts_of(members, QUIZ))
        .group_by(members.c.person_id)
        .subquery()
    )


def _practice(members: CTE) -> Subquery:
    """Of each learner, when they last did something in a lesson. In a quiz, its beginning and its end will do."""
    return (
        select(members.c.person_id, func.max(step.c.at).label("at"))
        .select_from(members)
        .join(attempt, _attempts_of(members, PRACTICE))
        .join(step, step.c.attempt_id == attempt.c.id)
        .group_by(members.c.person_id)
        .subquery()
    )


def _attempts_of(members: CTE, kind: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(attempt.c.person_id == members.c.person_id, attempt.c.course == COURSE, attempt.c.kind == kind)


def _cells(number: int, lessons: Subquery, quizzes: Subquery) -> tuple[ColumnElement[Any], ...]:
    """A module's, in the order that `_cell` reads them in."""
    return (
        func.coalesce(lessons.c[f"lessons_{number}"], 0).label(f"lessons_{number}"),
        func.coalesce(lessons.c[f"completed_{number}"], 0).label(f"completed_{number}"),
        quizzes.c[f"best_{number}"],
        func.coalesce(quizzes.c[f"passed_{number}"], 0).label(f"passed_{number}"),
        func.coalesce(quizzes.c[f"failed_{number}"], 0).label(f"failed_{number}"),
    )


def _latest(*moments: ColumnElement[Any]) -> ColumnElement[int]:
    """The last of moments, as a number; 0 if there is none. There is no function for it that both databases have."""
    latest: ColumnElement[int] = _NONE
    for one in moments:
        number = func.coalesce(type_coerce(one, BigInteger), 0)
        latest = case((number > latest, number), else_=latest)
    return latest


def _overdue(rows: Subquery) -> ColumnElement[bool]:
    return rows.c.due_on < bindparam("today", type_=group.c.due_on.type)


def _failing(rows: Subquery, units: Units) -> ColumnElement[bool]:
    """Whether a quiz was failed often and isn't passed."""
    tried = [
        and_(rows.c[f"failed_{number}"] >= FAILED, rows.c[f"passed_{number}"] == 0)
        for number in range(len(units.modules))
    ]
    return or_(*tried, literal_column("1") == 0)
