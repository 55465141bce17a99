"""Deleting people, for good."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from app.people.tables import account, erasure, invitation, person
from app.storage import Writer
from app.storage.metadata import insert

_DELETE = delete(person).where(person.c.id == bindparam("person_id"))
# They are found by the address, which nothing else leads to once the account is gone.
_INVITATIONS = delete(invitation).where(
    invitation.c.email_key.in_(select(account.c.email_key).where(account.c.person_id == bindparam("person_id")))
)
_REMEMBER = insert(erasure).on_conflict_do_nothing()


async def delete_person(writer: Writer, *, person_id: int, now: datetime) -> None:
    """Delete everything about a person; the database takes along all that refers to them.

    Their number is remembered, so that they stay deleted when an earlier backup is restored.
    """
    await writer.run(_INVITATIONS, {"person_id": person_id})
    if await writer.run(_DELETE, {"person_id": person_id}):
        await writer.run(_REMEMBER, {"person_id": person_id, "at": now})


async def drop_merged(writer: Writer, *, person_id: int) -> None:
    """Delete a guest whose progress has gone into an account. In a backup from before it, nothing of it may be lost."""
    await writer.run(_DELETE, {"person_id": person_id})
