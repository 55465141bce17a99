"""Noting which translations are good."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete

from app.localisation.records import Where
from app.localisation.tables import review
from app.storage import Writer
from app.storage.metadata import UNCOUNTED, insert

_ADD = insert(review)
_MARK = _ADD.on_conflict_do_update(
    index_elements=list(review.primary_key),
    set_={name: _ADD.excluded[name] for name in ("digest", "author", "at")},
).execution_options(**UNCOUNTED)
_UNMARK = delete(review).where(
    review.c.target == bindparam("target"),
    review.c.domain == bindparam("domain"),
    review.c.text == bindparam("text"),
)


async def mark_reviewed(
    writer: Writer, *, target: str, domain: str, digests: Mapping[str, str], author: str, now: datetime
) -> None:
    """Note that texts are good as they are; `digests` (`states.digest_of`) by their ids."""
    for text, digest in digests.items():
        row = {**Where(target, domain, text)._asdict(), "digest": digest, "author": author, "at": now}
        await writer.run(_MARK, row)


async def unmark_reviewed(writer: Writer, *, where: Where) -> None:
    await writer.run(_UNMARK, where._asdict())
