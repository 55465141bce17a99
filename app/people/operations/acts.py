"""The record of who did what to whom."""

from datetime import datetime

from app.people.tables import act
from app.storage import Writer
from app.storage.metadata import insert

_ADD = insert(act)

AT_THE_COMMAND_LINE = ""
"""The actor of what was done there, where nobody signs in."""


async def record_act(
    writer: Writer, *, actor: str, action: str, subject: str = "", detail: str = "", now: datetime
) -> None:
    """Write down an act on an account; `actor` and `subject` are pseudonyms, and `detail` names no person."""
    row = {"at": now, "actor": actor, "action": action, "subject": subject, "detail": detail}
    await writer.run(_ADD, row)
