"""Keeping files that were brought, and what somebody has seen."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, select

from app.localisation.tables import arrival, look
from app.storage import Writer
from app.storage.metadata import insert

MOST_ARRIVALS: Final = 10
"""So many of one person's files are kept: the newest."""

_ADD = insert(arrival).returning(arrival.c.id)
_MINE = arrival.c.person_id == bindparam("person_id")
_NEWEST = select(arrival.c.id).where(_MINE).order_by(arrival.c.id.desc()).limit(MOST_ARRIVALS)
_DROP_OLDER = delete(arrival).where(_MINE, arrival.c.id.not_in(_NEWEST))
_DROP = delete(arrival).where(arrival.c.id == bindparam("id"), _MINE)
_ADD_LOOK = insert(look)
_LOOK = _ADD_LOOK.on_conflict_do_update(
    index_elements=list(look.primary_key), set_={name: _ADD_LOOK.excluded[name] for name in ("snapshot", "at")}
)


async def keep_arrival(writer: Writer, *, person_id: int, target: str, name: str, data: bytes, now: datetime) -> int:
    """Keep a file until it is taken over, for a day; its number. Of too many of one person's the oldest goes."""
    row = await writer.first(_ADD, {"person_id": person_id, "target": target, "name": name, "data": data, "at": now})
    assert row is not None  # noqa: S101 - an insert returns its row
    await writer.run(_DROP_OLDER, {"person_id": person_id})
    return int(row.id)


async def drop_arrival(writer: Writer, *, person_id: int, arrival_id: int) -> bool:
    """Forget a file; whether it was there."""
    return bool(await writer.run(_DROP, {"id": arrival_id, "person_id": person_id}))


async def keep_look(writer: Writer, *, person_id: int, target: str, snapshot: bytes, now: datetime) -> None:
    """Note that somebody has seen what the texts of a language are now."""
    await writer.run(_LOOK, {"person_id": person_id, "target": target, "snapshot": snapshot, "at": now})
