"""Keeping what somebody typed and didn't finish."""

from datetime import datetime

from sqlalchemy import bindparam, delete

from app.localisation.records import Where, as_json
from app.localisation.tables import draft
from app.storage import Writer
from app.storage.metadata import insert

_ADD = insert(draft)
_KEEP = _ADD.on_conflict_do_update(
    index_elements=list(draft.primary_key),
    set_={name: _ADD.excluded[name] for name in ("texts", "expected", "at")},
)
_DROP = delete(draft).where(
    draft.c.person_id == bindparam("person_id"),
    draft.c.target == bindparam("target"),
    draft.c.domain == bindparam("domain"),
    draft.c.text == bindparam("text"),
)


async def keep_draft(
    writer: Writer, *, person_id: int, where: Where, texts: tuple[str, ...], expected: str, now: datetime
) -> None:
    """Keep somebody's draft of a text in place of an earlier one."""
    row = {"person_id": person_id, **where._asdict(), "texts": as_json(texts), "expected": expected, "at": now}
    await writer.run(_KEEP, row)


async def drop_draft(writer: Writer, *, person_id: int, where: Where) -> None:
    await writer.run(_DROP, {"person_id": person_id, **where._asdict()})
