"""Suggesting better translations, and deciding about them."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, select, update

from app.localisation.operations.holding import hold
from app.localisation.records import Where, as_json
from app.localisation.tables import suggestion
from app.storage import Writer
from app.storage.metadata import Moment, insert

MOST_OPEN: Final = 200
"""So many of one person's may wait for a decision."""

_MINE = (suggestion.c.author == bindparam("author"), suggestion.c.state == "open")
_COUNT = select(func.count()).select_from(suggestion).where(*_MINE)
_SAME = select(suggestion.c.id).where(
    *_MINE,
    suggestion.c.target == bindparam("target"),
    suggestion.c.domain == bindparam("domain"),
    suggestion.c.text == bindparam("text"),
    suggestion.c.texts == bindparam("texts"),
)
_ADD = insert(suggestion)
_DECIDE = (
    update(suggestion)
    .where(suggestion.c.id == bindparam("id_"), suggestion.c.state == "open")
    .values(
        state=bindparam("new_state"),
        reason=bindparam("why"),
        decided_by=bindparam("by"),
        decided_at=bindparam("now", type_=Moment),
    )
)


class TooMany(Exception):
    """As many suggestions of this person wait for a decision as may."""


async def suggest(
    writer: Writer,
    *,
    where: Where,
    source: str,
    before: tuple[str, ...],
    texts: tuple[str, ...],
    note: str,
    author: str,
    now: datetime,
) -> None:
    """Suggest a translation; the same from the same person that still waits is not there twice. Raises TooMany."""
    await hold(writer, author=author)
    row = {**where._asdict(), "author": author, "texts": as_json(texts)}
    if await writer.first(_SAME, row):
        return
    count = await writer.first(_COUNT, {"author": author})
    if count and count[0] >= MOST_OPEN:
        raise TooMany
    more = {"source": source, "before": as_json(before), "note": note, "at": now}
    await writer.run(_ADD, {**row, **more, "state": "open", "reason": "", "decided_by": "", "decided_at": None})


async def decide_suggestion(
    writer: Writer, *, suggestion_id: int, state: str, reason: str, decided_by: str, now: datetime
) -> bool:
    """Accept or decline (`state`) one that waits; whether it did."""
    row = {"id_": suggestion_id, "new_state": state, "why": reason, "by": decided_by, "now": now}
    return bool(await writer.run(_DECIDE, row))
