"""Letters that wait to be sent. What they say is made when they are sent, by whoever sends them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select, update

from app.people.tables import letter
from app.storage import Writer
from app.storage.metadata import Moment, insert

# A mail server that is started anew takes a minute; one that is broken takes somebody a day to mend.
_PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
# For so long a letter belongs to the process that took it. One that was killed leaves it to the others.
_TAKEN: Final = timedelta(minutes=5)

_WAITING = select(letter.c.id).where(
    letter.c.person_id == bindparam("owner"), letter.c.kind == bindparam("of_kind"), letter.c.next_at.is_not(None)
)
_ADD = insert(letter).values(tries=0, problem="")
_DUE = (
    select(
        letter.c.id,
        letter.c.person_id,
        letter.c.kind,
        letter.c.tries,
        letter.c.invitation_id,
        letter.c.group_id,
        letter.c.announcement_id,
    )
    .where(letter.c.next_at <= bindparam("now", type_=Moment))
    .order_by(letter.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_OF_LETTER = letter.c.id == bindparam("letter_id")
_TAKE = update(letter).where(_OF_LETTER).values(next_at=bindparam("until", type_=Moment))
_SENT = delete(letter).where(_OF_LETTER)
_FAILED = (
    update(letter)
    .where(_OF_LETTER)
    .values(
        tries=bindparam("new_tries"),
        next_at=bindparam("again_at", type_=Moment),
        failed_at=bindparam("given_up_at", type_=Moment),
        problem=bindparam("what"),
    )
)
_AGAIN = (
    update(letter)
    # One that waits may be on its way at this moment, and would be sent twice.
    .where(_OF_LETTER, letter.c.failed_at.is_not(None))
    .values(next_at=bindparam("again_at", type_=Moment), failed_at=None, tries=0, problem="")
)


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that one process has taken to send it; `tries` are those that failed before.

    It is for a person or, without one, for whom an invitation names; see `tables.Letter`.
    """

    id: int
    person_id: int | None
    kind: str
    tries: int
    invitation_id: int | None
    group_id: int | None
    announcement_id: int | None


async def queue_letter(writer: Writer, *, person_id: int, kind: str, now: datetime) -> bool:
    """Have a letter sent as soon as what is written with it is safe; False if one waits already, which will do."""
    if await writer.first(_WAITING, {"owner": person_id, "of_kind": kind}) is not None:
        return False
    await writer.run(_ADD, {"person_id": person_id, "kind": kind, "queued_at": now, "next_at": now})
    return True


async def take_letter(writer: Writer, *, now: datetime) -> Due | None:
    """The next letter to be sent, which no other process takes meanwhile; None if there is none."""
    row = await writer.first(_DUE, {"now": now})
    if row is None:
        return None
    await writer.run(_TAKE, {"letter_id": row.id, "until": now + _TAKEN})
    return Due(*row)


async def letter_sent(writer: Writer, *, letter_id: int) -> None:
    await writer.run(_SENT, {"letter_id": letter_id})


async def letter_failed(writer: Writer, *, due: Due, problem: str, lasting: bool, now: datetime) -> None:
    """Try it again later, with growing pauses; one with a `lasting` problem, or tried for two days, is given up."""
    over = lasting or due.tries >= len(_PAUSES)
    times = {"again_at": None if over else now + _PAUSES[due.tries], "given_up_at": now if over else None}
    await writer.run(_FAILED, {"letter_id": due.id, "new_tries": due.tries + 1, "what": problem, **times})


async def send_again(writer: Writer, *, letter_id: int, now: datetime) -> bool:
    """Try a letter again that was given up; whether there is one."""
    return bool(await writer.run(_AGAIN, {"letter_id": letter_id, "again_at": now}))
