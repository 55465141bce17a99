"""Putting what a guest did into an account: everything of both stays, and nothing counts twice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, update
from sqlalchemy import delete as sql_delete

from app.progress.records import Attempt
from app.progress.rows import ATTEMPT_COLUMNS, PRACTICE, QUIZ, to_attempt
from app.progress.tables import attempt, completion, place, run, step
from app.storage import AnyRow, Writer
from app.storage.metadata import insert

_OF_PERSON = attempt.c.person_id == bindparam("person_id")
_ATTEMPTS = select(*ATTEMPT_COLUMNS).where(_OF_PERSON).order_by(attempt.c.number)
_OPEN_QUIZZES = _ATTEMPTS.where(attempt.c.kind == QUIZ, attempt.c.finished_at.is_(None))
_IN_MODULE = and_(
    _OF_PERSON,
    attempt.c.course == bindparam("of_course"),
    attempt.c.module == bindparam("of_module"),
)
_LAST_NUMBER = select(func.coalesce(func.max(attempt.c.number), 0)).where(_IN_MODULE, attempt.c.kind == QUIZ)
_PRACTICE = select(attempt.c.id).where(_IN_MODULE, attempt.c.kind == PRACTICE)
_GIVE = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"))
    .values(person_id=bindparam("new_owner"), number=bindparam("new_number"))
)
_OF_ATTEMPT = step.c.attempt_id == bindparam("of_attempt")
_LAST_STEPS = select(step.c.question, func.max(step.c.n)).where(_OF_ATTEMPT).group_by(step.c.question)
_CONFIRMED = select(step.c.lesson).where(_OF_ATTEMPT, step.c.question == "")
_DROP_CONFIRMATION = sql_delete(step).where(_OF_ATTEMPT, step.c.question == "", step.c.lesson == bindparam("of_lesson"))
_GIVE_STEPS = (
    update(step)
    .where(_OF_ATTEMPT, step.c.question == bindparam("of_question"))
    .values(attempt_id=bindparam("new_attempt"), n=step.c.n + bindparam("after"))
)
_COMPLETIONS = select(*completion.c).where(completion.c.person_id == bindparam("person_id"))
_ADD_COMPLETION = insert(completion)
_KEEP_EARLIER = _ADD_COMPLETION.on_conflict_do_update(
    index_elements=[*completion.primary_key],
    set_={"at": _ADD_COMPLETION.excluded["at"]},
    where=completion.c.at > _ADD_COMPLETION.excluded["at"],
)
_PLACES = select(*place.c).where(place.c.person_id == bindparam("person_id"))
_ADD_PLACE = insert(place)
_KEEP_LATER = _ADD_PLACE.on_conflict_do_update(
    index_elements=[*place.primary_key],
    set_={name: _ADD_PLACE.excluded[name] for name in ("module", "lesson", "anchor", "at")},
    where=place.c.at <= _ADD_PLACE.excluded["at"],
)


_GAMES = select(run.c.course, run.c.game).where(run.c.person_id == bindparam("person_id")).distinct()
_OF_GAME = and_(
    run.c.person_id == bindparam("of_person"),
    run.c.course == bindparam("of_course"),
    run.c.game == bindparam("of_game"),
)
_LAST_RUN = select(func.coalesce(func.max(run.c.number), 0)).where(_OF_GAME)
_OPEN_RUNS = select(func.count()).where(_OF_GAME, run.c.ended_at.is_(None))
_LEAVE_RUN = (
    update(run)
    .where(_OF_GAME, run.c.ended_at.is_(None))
    .values(ended_at=bindparam("new_ended_at", type_=run.c.ended_at.type))
)
_GIVE_RUNS = (
    update(run).where(_OF_GAME).values(person_id=bindparam("new_owner"), number=run.c.number + bindparam("last"))
)


async def quizzes_open_twice(writer: Writer, *, guest_id: int, person_id: int) -> tuple[Attempt, ...]:
    """The guest's open quizzes of modules in which the other has one open too."""
    own = {(row.course, row.module) for row in await writer.all(_OPEN_QUIZZES, {"person_id": person_id})}
    guests = [to_attempt(row) for row in await writer.all(_OPEN_QUIZZES, {"person_id": guest_id})]
    return tuple(one for one in guests if (one.course, one.module) in own)


async def move_progress(writer: Writer, *, guest_id: int, person_id: int, now: datetime) -> None:
    """Give everything that a guest did to somebody else. Both are held, and no quiz is open twice.

    Steps of the same question come after those that are there, attempts at the same quiz too, and runs of the same
    game, of which the guest's is left where it stands if both have one open; of a completion the earlier date stays, of
    the places where they were reading the later one.
    """
    for row in await writer.all(_ATTEMPTS, {"person_id": guest_id}):
        await _give_attempt(writer, to_attempt(row), person_id)
    for row in await writer.all(_COMPLETIONS, {"person_id": guest_id}):
        await writer.run(_KEEP_EARLIER, _of(row, person_id))
    for row in await writer.all(_PLACES, {"person_id": guest_id}):
        await writer.run(_KEEP_LATER, _of(row, person_id))
    for row in await writer.all(_GAMES, {"person_id": guest_id}):
        await _give_runs(writer, row, guest_id, person_id, now)


async def _give_runs(writer: Writer, of: AnyRow, guest_id: int, person_id: int, now: datetime) -> None:
    key = {"of_course": of.course, "of_game": of.game}
    guests, own = {**key, "of_person": guest_id}, {**key, "of_person": person_id}
    if (await writer.all(_OPEN_RUNS, own))[0][0]:
        await writer.run(_LEAVE_RUN, {**guests, "new_ended_at": now})
    last = (await writer.all(_LAST_RUN, own))[0][0]
    await writer.run(_GIVE_RUNS, {**guests, "new_owner": person_id, "last": last})


def _of(row: AnyRow, person_id: int) -> dict[str, object]:
    names: Sequence[str] = row._fields
    return dict(zip(names, row, strict=True)) | {"person_id": person_id}


async def _give_attempt(writer: Writer, given: Attempt, person_id: int) -> None:
    key = {"person_id": person_id, "of_course": given.course, "of_module": given.module}
    new = {"attempt_id": given.id, "new_owner": person_id}
    if given.kind == "quiz":
        last = (await writer.all(_LAST_NUMBER, key))[0][0]
        await writer.run(_GIVE, {**new, "new_number": last + 1})
        return
    own = await writer.first(_PRACTICE, key)
    if own is None:
        await writer.run(_GIVE, {**new, "new_number": 1})
    else:
        await _give_steps(writer, given.id, own.id)


async def _give_steps(writer: Writer, from_attempt: int, to_attempt: int) -> None:
    for row in await writer.all(_CONFIRMED, {"of_attempt": to_attempt}):
        await writer.run(_DROP_CONFIRMATION, {"of_attempt": from_attempt, "of_lesson": row.lesson})
    present = {row[0]: row[1] for row in await writer.all(_LAST_STEPS, {"of_attempt": to_attempt})}
    for question, _ in await writer.all(_LAST_STEPS, {"of_attempt": from_attempt}):
        place_of = {"of_attempt": from_attempt, "of_question": question}
        await writer.run(_GIVE_STEPS, {**place_of, "new_attempt": to_attempt, "after": present.get(question, 0)})
