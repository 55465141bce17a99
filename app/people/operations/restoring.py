"""What a backup doesn't know of people, and must be told before it takes the place of the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, func, select

from app.people.tables import email_change, erasure, letter, limit, person, session, ticket
from app.storage import Reader, Writer
from app.storage.metadata import insert

_ERASURES = select(erasure.c.person_id, erasure.c.at)
_GREATEST = select(func.max(erasure.c.person_id))
_DELETE = delete(person).where(person.c.id == bindparam("person_id"))
_REMEMBER = insert(erasure).on_conflict_do_nothing()
# A guest's session is all that leads to their progress, and ends only with it.
_ACCOUNTS: Final = select(person.c.id).where(person.c.kind == "account")
_SESSIONS = delete(session).where(session.c.person_id.in_(_ACCOUNTS))
_OVER: Final = (_SESSIONS, *(delete(table) for table in (ticket, email_change, letter, limit)))


async def erasures_in(reader: Reader) -> Mapping[int, datetime]:
    """When who was deleted, by number."""
    return {row.person_id: row.at for row in await reader.all(_ERASURES, {})}


async def settle_backup(writer: Writer, *, erasures: Mapping[int, datetime]) -> Mapping[str, int]:
    """Delete again who was deleted since, and end what may have ended since; the greatest number of a person by table.

    Owners of accounts sign in anew: a session, a link or a letter of that time may be one that was ended, used or sent.
    """
    for person_id, at in erasures.items():
        await writer.run(_DELETE, {"person_id": person_id})
        await writer.run(_REMEMBER, {"person_id": person_id, "at": at})
    for statement in _OVER:
        await writer.run(statement, {})
    row = await writer.first(_GREATEST, {})
    return {person.name: row[0] or 0} if row else {}
