"""Questions that differ between languages, as they were found when it was last looked."""

from sqlalchemy import select

from app.progress.records import Differing
from app.progress.tables import difference
from app.storage import Reader

_ALL = select(
    difference.c.course,
    difference.c.module,
    difference.c.question,
    difference.c.reader_language,
    difference.c.delta,
    difference.c.focal,
    difference.c.focal_right,
    difference.c.reference,
    difference.c.reference_right,
    difference.c.computed_at,
).order_by(difference.c.course, difference.c.module, difference.c.question, difference.c.reader_language)


async def differing(reader: Reader) -> tuple[Differing, ...]:
    """The questions that differed when it was last looked."""
    return tuple(Differing(*row) for row in await reader.all(_ALL, {}))
