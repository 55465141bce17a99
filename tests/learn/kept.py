"""What the database holds, whoever may see it."""

from typing import Any

from sqlalchemy import Table, func, select

from app.people.tables import person, session
from app.progress.tables import attempt, completion, decision, place, run, step
from app.storage import Database

OF_PEOPLE = {table.name: table for table in (person, session, attempt, step, completion, place, run, decision)}


async def count(database: Database, table: Table) -> int:
    row = await database.first(select(func.count()).select_from(table), {})
    assert row is not None
    return int(row[0])


async def counts(database: Database) -> dict[str, int]:
    """How many rows each table has that holds something of people."""
    return {name: await count(database, table) for name, table in OF_PEOPLE.items()}


async def values(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    """These columns of every row, sorted."""
    return sorted(tuple(row) for row in await database.all(select(*columns), {}))
