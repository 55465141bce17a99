"""Works on the `probe` table, which stands here for any table."""

from collections.abc import Awaitable, Callable

from sqlalchemy import bindparam, insert, select

from app.storage import Database, Reader, Writer
from app.storage.tables import probe

_ADD = insert(probe)
_ALL = select(probe.c.id).order_by(probe.c.id)
_ONE = select(probe.c.count).where(probe.c.id == bindparam("row"))


def adding(*rows: int) -> Callable[[Writer], Awaitable[None]]:
    """A work that adds rows one after another."""

    async def work(writer: Writer) -> None:
        for row in rows:
            await writer.run(_ADD, {"id": row, "count": 1})

    return work


async def rows_in(reader: Reader) -> list[int]:
    return [row.id for row in await reader.all(_ALL, {})]


async def count_of(database: Database, row: int) -> int | None:
    found = await database.first(_ONE, {"row": row})
    return None if found is None else int(found[0])
