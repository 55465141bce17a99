"""Noting what was changed through the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update

from app.content.po import Message
from app.localisation.records import Where, as_json
from app.localisation.saving import fingerprint
from app.localisation.tables import edit
from app.storage import Writer
from app.storage.metadata import UNCOUNTED, Moment, insert

_ADD = insert(edit).returning(edit.c.id)
_COMMITTED = (
    update(edit)
    .where(edit.c.id == bindparam("id_"))
    .values(committed_at=bindparam("now", type_=Moment))
    .execution_options(**UNCOUNTED)
)


@dataclass(frozen=True, slots=True)
class Change:
    """A message as it was and as it is; `how` it was changed is desk, restore, suggestion or file."""

    where: Where
    before: Message
    after: Message
    how: str


async def record_edits(writer: Writer, *, changes: Iterable[Change], author: str, now: datetime) -> tuple[int, ...]:
    """Note changes that are in the files; one that says the same as before is none. The numbers of those noted."""
    added = []
    for change in changes:
        from_state, to_state = fingerprint(change.before), fingerprint(change.after)
        if from_state == to_state:
            continue
        row = {
            **change.where._asdict(),
            "context": change.after.context,
            "source": change.after.source,
            "before": as_json(change.before.translations),
            "after": as_json(change.after.translations),
            "from_state": from_state,
            "to_state": to_state,
            "was_fuzzy": change.before.fuzzy,
            "was_of": as_json(change.before.previous) if change.before.previous else "",
            "how": change.how,
            "author": author,
            "at": now,
            "committed_at": None,
        }
        found = await writer.first(_ADD, row)
        added += [int(found.id)] if found else []
    return tuple(added)


async def mark_committed(writer: Writer, *, edit_ids: Iterable[int], now: datetime) -> None:
    """Note that Git has these changes, or needs nothing of them."""
    for edit_id in edit_ids:
        await writer.run(_COMMITTED, {"id_": edit_id, "now": now})
