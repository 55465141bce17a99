"""Deleting what has been kept long enough."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Delete, bindparam, delete

from app.localisation.tables import arrival, draft, suggestion
from app.storage import Database, Writer
from app.storage.cleaning import in_turns, some
from app.storage.metadata import Moment

# Megabytes each.
_FILES: Final = 10

_BEFORE: Final = bindparam("before", type_=Moment)
# By what the rows are called when they are told of: how long they are kept, and what deletes some.
_OVER: Final[Mapping[str, tuple[timedelta, Delete]]] = {
    "drafts": (timedelta(days=90), delete(draft).where(draft.c.at <= _BEFORE)),
    "files with translations": (timedelta(days=1), some(arrival.c.id, arrival.c.at <= _BEFORE, _FILES)),
    # One that waits is kept until somebody has decided.
    "suggestions": (timedelta(days=730), some(suggestion.c.id, suggestion.c.decided_at <= _BEFORE)),
}


async def clean_up(database: Database, *, now: datetime) -> Counter[str]:
    """Delete what has been kept long enough; how many rows of what, by name. See `in_turns`."""
    batches = {name: partial(_run, over=over, before=now - age) for name, (age, over) in _OVER.items()}
    return await in_turns(database, batches)


async def _run(writer: Writer, *, over: Delete, before: datetime) -> int:
    return await writer.run(over, {"before": before})
