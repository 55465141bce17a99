"""Commenting on texts."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from app.localisation.operations.holding import hold
from app.localisation.records import Where
from app.localisation.tables import remark
from app.storage import Writer
from app.storage.metadata import Moment, insert

_SAME = select(remark.c.id).where(
    remark.c.target == bindparam("target"),
    remark.c.domain == bindparam("domain"),
    remark.c.text == bindparam("text"),
    remark.c.author == bindparam("author"),
    remark.c.words == bindparam("words"),
)
_ADD = insert(remark)
_SETTLE = (
    update(remark)
    .where(remark.c.id == bindparam("id_"), remark.c.asks, remark.c.settled_at.is_(None))
    .values(settled_at=bindparam("now", type_=Moment))
)


async def add_remark(writer: Writer, *, where: Where, words: str, asks: bool, author: str, now: datetime) -> None:
    """Add a comment; the same words of the same person on the same text are not there twice."""
    await hold(writer, author=author)
    row = {**where._asdict(), "words": words, "author": author}
    if not await writer.first(_SAME, row):
        await writer.run(_ADD, {**row, "asks": asks, "at": now, "settled_at": None})


async def settle_remark(writer: Writer, *, remark_id: int, now: datetime) -> bool:
    """Note that a question to the author is answered; whether it waited for that."""
    return bool(await writer.run(_SETTLE, {"id_": remark_id, "now": now}))
