"""Files that were brought, and when somebody looked last."""

from sqlalchemy import bindparam, select

from app.localisation.records import Arrival, Look
from app.localisation.tables import arrival, look
from app.storage import Reader

_ARRIVAL = select(arrival.c.name, arrival.c.data).where(
    arrival.c.id == bindparam("id"),
    arrival.c.person_id == bindparam("person_id"),
    arrival.c.target == bindparam("target"),
)
_LOOK = select(look.c.snapshot, look.c.at).where(
    look.c.person_id == bindparam("person_id"), look.c.target == bindparam("target")
)


async def arrival_of(reader: Reader, *, person_id: int, target: str, arrival_id: int) -> Arrival | None:
    """A file, for who brought it."""
    row = await reader.first(_ARRIVAL, {"id": arrival_id, "person_id": person_id, "target": target})
    return None if row is None else Arrival(row.name, bytes(row.data))


async def look_of(reader: Reader, *, person_id: int, target: str) -> Look | None:
    row = await reader.first(_LOOK, {"person_id": person_id, "target": target})
    return None if row is None else Look(bytes(row.snapshot), row.at)
