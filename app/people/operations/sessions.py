"""Browsers that people are signed in with."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, update

from app.people.queries.known import Known
from app.people.tables import person, session
from app.people.tokens import token_hash
from app.storage import Writer
from app.storage.metadata import Moment, insert

IDLE: Final = timedelta(days=30)
"""After so long without use, an account's session ends."""

ABSOLUTE: Final = timedelta(days=90)
"""After so long, it ends however often it was used."""

_WORTH_KEEPING: Final = timedelta(days=1)

_ADD = insert(session)
_KEEP_PERSON = (
    update(person).where(person.c.id == bindparam("person_id")).values(expires_at=bindparam("until", type_=Moment))
)
_KEEP_SESSIONS = (
    update(session).where(session.c.person_id == bindparam("owner")).values(expires_at=bindparam("until", type_=Moment))
)
_KEEP_SESSION = (
    update(session).where(session.c.id == bindparam("session_id")).values(expires_at=bindparam("until", type_=Moment))
)
_END = delete(session).where(session.c.id == bindparam("session_id"), session.c.person_id == bindparam("person_id"))
_END_BY_TOKEN = delete(session).where(session.c.token_hash == bindparam("token_hash"))
_END_ALL = delete(session).where(session.c.person_id == bindparam("person_id"))
_END_OTHERS = _END_ALL.where(session.c.id != bindparam("kept_id"))


async def open_session(
    writer: Writer, *, person_id: int, token: str, device: str, now: datetime, lifetime: timedelta
) -> None:
    """Recognise the owner of an account by `token` from now on; `device` says what browser it is.

    Signing in is use enough to put off the day on which the account is deleted, by its `lifetime`.
    """
    row = {"person_id": person_id, "token_hash": token_hash(token), "device": device}
    await writer.run(_ADD, {**row, "created_at": now, "expires_at": now + IDLE})
    await writer.run(_KEEP_PERSON, {"person_id": person_id, "until": now + lifetime})


async def keep(writer: Writer, *, known: Known, now: datetime, guest: timedelta, account: timedelta) -> None:
    """Put off the day on which somebody who was just read is deleted, and the end of their session.

    `guest` and `account` are how long either is kept without being used. Mostly nothing needs a write: by less than a
    day isn't worth one.
    """
    until = now + (guest if known.is_guest else account)
    if known.expires_at < until - _WORTH_KEEPING:
        await writer.run(_KEEP_PERSON, {"person_id": known.id, "until": until})
        if known.is_guest:
            await writer.run(_KEEP_SESSIONS, {"owner": known.id, "until": until})
    if not known.is_guest:
        await _keep_session(writer, known, now)


async def _keep_session(writer: Writer, known: Known, now: datetime) -> None:
    until = min(now + IDLE, known.session_begun_at + ABSOLUTE)
    if known.session_expires_at < until - _WORTH_KEEPING:
        await writer.run(_KEEP_SESSION, {"session_id": known.session_id, "until": until})


async def end_session(writer: Writer, *, person_id: int, session_id: int) -> bool:
    """End one of somebody's sessions; whether there was one."""
    return bool(await writer.run(_END, {"session_id": session_id, "person_id": person_id}))


async def sign_out(writer: Writer, *, token: str) -> None:
    await writer.run(_END_BY_TOKEN, {"token_hash": token_hash(token)})


async def end_sessions(writer: Writer, *, person_id: int, but: int | None = None) -> None:
    """End every session of somebody, `but` one."""
    if but is None:
        await writer.run(_END_ALL, {"person_id": person_id})
    else:
        await writer.run(_END_OTHERS, {"person_id": person_id, "kept_id": but})
