"""What a learner did in a whole course."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Select, and_, bindparam, case, or_, select, type_coerce

from app.people.queries import SIGNED_IN
from app.people.tables import person, session
from app.progress.records import Completed, CourseState, KeptPlace, LastStep, QuizResult
from app.progress.rows import DONE, OWNER, PRACTICE, QUIZ, QUIZ_COLUMNS
from app.progress.tables import attempt, completion, place, step
from app.storage import AnyRow, Params, Reader
from app.storage.metadata import moment

_PLACE = (place.c.module, place.c.lesson, place.c.anchor, place.c.at)
_COMPLETED = (completion.c.kind, completion.c.module, completion.c.lesson, completion.c.at)
_IN_COURSE = attempt.c.course == bindparam("course")
_OF_PERSON = attempt.c.person_id == bindparam("person_id")

# A row for each completion, or one without; who it is and where they were stands in each.
_PERSON_IN_COURSE = (
    select(*OWNER, *(column.label(f"place_{column.name}") for column in _PLACE), *_COMPLETED)
    .select_from(person)
    .outerjoin(place, and_(place.c.person_id == person.c.id, place.c.course == bindparam("course")))
    .outerjoin(completion, and_(completion.c.person_id == person.c.id, completion.c.course == bindparam("course")))
    .order_by(completion.c.at)
)
_BY_TOKEN = _PERSON_IN_COURSE.join(session, SIGNED_IN)
_BY_ID = _PERSON_IN_COURSE.where(person.c.id == bindparam("person_id"))

# Every step: to gather them here is three times as fast as GROUP BY.
_DOINGS = (
    select(
        type_coerce(step.c.at, BigInteger),
        attempt.c.kind,
        attempt.c.module,
        step.c.lesson,
        step.c.question,
        case((DONE, 1), else_=0),
    )
    .join(step, step.c.attempt_id == attempt.c.id)
    .where(_OF_PERSON, _IN_COURSE)
)
# Those alone that completions are made of; what was tried and not right is most of all.
_DONE_DOINGS = _DOINGS.where(attempt.c.kind == PRACTICE, or_(DONE, step.c.question == ""))
_QUIZZES = (
    select(*QUIZ_COLUMNS)
    .where(_OF_PERSON, _IN_COURSE, attempt.c.kind == QUIZ)
    .order_by(attempt.c.module, attempt.c.number)
)


async def course_state(reader: Reader, *, token_hash: bytes, course: str, now: datetime) -> CourseState | None:
    """Everything about somebody in a course that its outline needs; None if the session isn't known (any longer).

    Three statements.
    """
    who = await reader.all(_BY_TOKEN, {"token_hash": token_hash, "now": now, "course": course})
    return await _to_course_state(reader, who, course, _DOINGS) if who else None


async def course_state_of(reader: Reader, *, person_id: int, course: str) -> CourseState | None:
    """What completions are dated by, which is the same but for `last`; None if the person was deleted."""
    who = await reader.all(_BY_ID, {"person_id": person_id, "course": course})
    state = await _to_course_state(reader, who, course, _DONE_DOINGS) if who else None
    return state and replace(state, last=None)


async def _to_course_state(reader: Reader, who: Sequence[AnyRow], course: str, of_interest: Select[Any]) -> CourseState:
    first = who[0]
    key: Params = {"person_id": first.person_id, "course": course}
    doings = await reader.all(of_interest, key)
    quizzes = await reader.all(_QUIZZES, key)
    return CourseState(
        person_id=first.person_id,
        person_expires_at=moment(first.person_expires_at),
        is_guest=first.person_kind == "guest",
        done=_by_module((module, question) for _, kind, module, _, question, done in doings if done and question),
        confirmed=_by_module((module, lesson) for _, _, module, lesson, question, _ in doings if not question),
        completions=tuple(Completed(*row[7:]) for row in who if row.kind is not None),
        quizzes=tuple(QuizResult(*row) for row in quizzes),
        place=None if first.place_module is None else KeptPlace(*first[3:7]),
        last=_last(doings),
    )


def _by_module(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for module, name in pairs:
        grouped[module].add(name)
    return {module: frozenset(names) for module, names in grouped.items()}


def _last(doings: Sequence[AnyRow]) -> LastStep | None:
    if not doings:
        return None
    at, kind, module, lesson, question, _ = max(doings, key=itemgetter(0))
    return LastStep(kind, module, lesson, question, moment(at))
