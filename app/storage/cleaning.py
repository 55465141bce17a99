"""Deleting many rows without keeping others from the database."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Delete, delete, select

from app.storage.database import Database, Work

SOME: Final = 200
"""So many rows go at a time, where they take no others along."""


def some(key: Column[Any], old: ColumnElement[bool], most: int = SOME) -> Delete:
    """Deletes a few rows; those that another process has in hand are left to it."""
    chosen = select(key).where(old).limit(most).with_for_update(skip_locked=True)
    return delete(key.table).where(key.in_(chosen))


async def in_turns(database: Database, batches: Mapping[str, Work[int]]) -> Counter[str]:
    """Run each batch until it finds nothing more; how many rows it found, by name.

    Between two, others have their turn for as long as the last one took. It may be stopped at any moment, run again,
    and run by several at once.
    """
    done: Counter[str] = Counter()
    clock = asyncio.get_running_loop().time
    for name, batch in batches.items():
        begun = clock()
        while count := await database.write(batch):
            done[name] += count
            await asyncio.sleep(clock() - begun)
            begun = clock()
    return done
