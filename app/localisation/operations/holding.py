"""Letting what one person sends happen one after another, also on PostgreSQL."""

from sqlalchemy import bindparam, select

from app.people.tables import account
from app.storage import Writer

_HOLD = select(account.c.person_id).where(account.c.pseudonym == bindparam("author")).with_for_update(key_share=True)


async def hold(writer: Writer, *, author: str) -> None:
    """Until this transaction ends, another of the same person that holds them too waits.

    What it reads afterwards is there when it writes: of two clicks on a button, the second sees what the first did.
    """
    await writer.first(_HOLD, {"author": author})
