"""Taking a module's quiz: begun, answered one by one, finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, update

from app.people.operations import hold_person
from app.progress.operations.steps import ADD_STEP, keep_revision, same_answer, step_values
from app.progress.records import Attempt, Json, Laid, Step, written
from app.progress.rows import ATTEMPT_COLUMNS, QUIZ, STEP_COLUMNS, to_attempt, to_step
from app.progress.tables import attempt, step
from app.storage import Writer
from app.storage.metadata import insert

_OF_MODULE = and_(
    attempt.c.person_id == bindparam("person_id"),
    attempt.c.course == bindparam("course"),
    attempt.c.module == bindparam("module"),
    attempt.c.kind == QUIZ,
)
_OPEN = select(attempt.c.number).where(_OF_MODULE, attempt.c.finished_at.is_(None))
_LATEST = select(func.coalesce(func.max(attempt.c.number), 0).label("number")).where(_OF_MODULE)
_START = insert(attempt).values(kind="quiz")
_NUMBERED = select(attempt.c.id, attempt.c.finished_at).where(_OF_MODULE, attempt.c.number == bindparam("number"))
_OF_QUESTION = and_(step.c.attempt_id == bindparam("of_attempt"), step.c.question == bindparam("of_question"))
_ANSWER = select(*STEP_COLUMNS).where(_OF_QUESTION).order_by(step.c.n.desc()).limit(1)
_OWN = select(*ATTEMPT_COLUMNS).where(
    attempt.c.id == bindparam("attempt_id"), attempt.c.person_id == bindparam("person_id")
)
_CLOSE = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"))
    .values({name: bindparam(f"new_{name}", type_=attempt.c[name].type) for name in ("finished_at", "score", "passed")})
)
_MARK = (
    update(step)
    .where(_OF_QUESTION, step.c.n == bindparam("of_n"))
    .values(mark=bindparam("new_mark", type_=step.c.mark.type))
)


class NoSuchAttempt(Exception):
    """This person has no such attempt."""


class Finished(Exception):
    """The attempt was finished, perhaps on another device; its answers stay as they are."""


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt ended; `score` is an unrounded percentage."""

    finished_at: datetime
    score: float
    passed: bool


async def start_quiz(
    writer: Writer,
    *,
    person_id: int,
    course: str,
    module: str,
    layout: Sequence[Laid],
    sources: Mapping[str, str],
    pass_mark: int,
    now: datetime,
) -> int:
    """The number of the attempt that is open, which is a new one only if none was. Raises PersonGone.

    `layout` says which questions were drawn and how they were shuffled, `sources` has the English source of
    each by its id; `pass_mark` is a percentage. The attempt keeps all of it until it is finished.
    """
    await hold_person(writer, person_id=person_id)
    key = {"person_id": person_id, "course": course, "module": module}
    opened = await writer.first(_OPEN, key)
    if opened is not None:
        return int(opened.number)
    number: int = (await writer.all(_LATEST, key))[0].number + 1
    laid = written([{"question": item.question, "revision": item.revision, "order": item.order} for item in layout])
    await writer.run(_START, {**key, "number": number, "layout": laid, "pass_mark": pass_mark, "started_at": now})
    for item in layout:
        source = sources[item.question]
        await keep_revision(
            writer, revision=item.revision, course=course, module=module, question=item.question, source=source
        )
    return number


async def save_quiz_answer(
    writer: Writer,
    *,
    person_id: int,
    course: str,
    module: str,
    number: int,
    question: str,
    lesson: str,
    answer: Json,
    revision: str,
    option_order: Sequence[str],
    language: str,
    now: datetime,
) -> bool:
    """Keep an answer without marking it; False if it is what was last answered.

    None takes the last answer back: the question is unanswered again, and what was answered before stays on record.
    Raises PersonGone, NoSuchAttempt, and Finished when nothing can be changed any more.
    """
    await hold_person(writer, person_id=person_id)
    key = {"person_id": person_id, "course": course, "module": module}
    found = await writer.first(_NUMBERED, {**key, "number": number})
    if found is None:
        raise NoSuchAttempt
    if found.finished_at is not None:
        raise Finished
    row = await writer.first(_ANSWER, {"of_attempt": found.id, "of_question": question})
    last = None if row is None else to_step(row)
    new = Step(
        question=question,
        n=last.n + 1 if last else 1,
        lesson=lesson,
        action="answer",
        answer=answer,
        mark=None,
        revision=revision,
        option_order=tuple(option_order),
        language=language,
        hints=0,
        at=now,
    )
    unchanged = same_answer(last, new) if last else answer is None
    if unchanged:
        return False
    await writer.run(ADD_STEP, {"attempt_id": found.id, **step_values(new)})
    return True


async def finish_quiz(
    writer: Writer,
    *,
    person_id: int,
    attempt_id: int,
    marks: Mapping[str, float],
    score: float,
    passed: bool,
    now: datetime,
) -> Result:
    """Close an attempt. One that was closed before stays as it was, and its result is returned.

    `marks` has the mark of each answered question, `score` the unrounded percentage. To mark what is really
    there, call `hold_person` and read the steps in the same work. Raises PersonGone, NoSuchAttempt.
    """
    await hold_person(writer, person_id=person_id)
    row = await writer.first(_OWN, {"attempt_id": attempt_id, "person_id": person_id})
    if row is None:
        raise NoSuchAttempt
    known = _result(to_attempt(row))
    if known is not None:
        return known
    for question, mark in marks.items():
        key = {"of_attempt": attempt_id, "of_question": question}
        last = await writer.first(_ANSWER, key)
        if last is not None:
            await writer.run(_MARK, {**key, "of_n": last.n, "new_mark": mark})
    end = {"new_finished_at": now, "new_score": score, "new_passed": passed}
    await writer.run(_CLOSE, {"attempt_id": attempt_id, **end})
    return Result(now, score, passed)


def _result(found: Attempt) -> Result | None:
    if found.finished_at is None or found.score is None or found.passed is None:
        return None
    return Result(found.finished_at, found.score, found.passed)
