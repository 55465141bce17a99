"""What is the same whichever database is backed up or restored."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final, Generic, TypeAlias

from sqlalchemy import Connection, Executable
from sqlmodel import SQLModel

from app.storage.database import COUNT_ROWS, AnyRow, Params, Reader, T, Writer
from app.storage.errors import NotRestored
from app.storage.migration import version_of

Numbers: TypeAlias = Mapping[str, int]
"""The greatest number that a row of a table ever had, by table; only for those that never give one again."""

# What SQLite puts beside a database.
BESIDE: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Plan(Generic[T]):
    """`carry` reads from the replaced database what the restored one has to know; `settle` makes it known.

    `settle` gets None where nothing could be read, and returns the greatest numbers that it knows of.
    """

    file: Path
    carry: Callable[[Reader], Awaitable[T]]
    settle: Callable[[Writer, T | None], Awaitable[Numbers]]
    migrations: Path


@dataclass(frozen=True, slots=True)
class Restored(Generic[T]):
    """`carried` is None where nothing could be read; `aside` is what an unreadable database is called now."""

    carried: T | None
    aside: Path | None = None


class ConnectionWriter:
    """What a work writes with, in the transaction that a plain connection is in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection.execution_options(**COUNT_ROWS)

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        return self._connection.execute(statement, params).all()

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        return self._connection.execute(statement, params).first()

    async def run(self, statement: Executable, params: Params) -> int:
        return self._connection.execute(statement, params).rowcount


def carried_from(connection: Connection, plan: Plan[T]) -> T:
    return _finished(plan.carry(ConnectionWriter(connection)))


def settled_in(connection: Connection, plan: Plan[T], carried: T | None) -> Numbers:
    return _finished(plan.settle(ConnectionWriter(connection), carried))


def _finished(work: Awaitable[T]) -> T:
    async def wait() -> T:
        return await work

    waiting: Coroutine[Any, Any, T] = wait()
    return asyncio.run(waiting)


def check_version(connection: Connection, plan: Plan[T]) -> None:
    """Raises NotRestored for what isn't a database of this program, or one of a later version of it."""
    version = version_of(connection)
    if version is None:
        raise NotRestored(f"{plan.file} holds no database of this program.")
    if not (plan.migrations / "versions" / f"{version}.py").is_file():
        raise NotRestored(f"{plan.file} was made by a later version of this program: install that one, then restore.")


def counted_tables() -> list[str]:
    """The tables that never give a number again."""
    tables = SQLModel.metadata.tables.values()
    return [table.name for table in tables if table.dialect_options["sqlite"]["autoincrement"]]


def highest(*known: Numbers) -> Numbers:
    names = {name for numbers in known for name in numbers}
    return {name: max(numbers.get(name, 0) for numbers in known) for name in names}


@contextmanager
def part_beside(file: Path) -> Iterator[Path]:
    """An empty file that only its owner can read, beside the one that it is to become; gone if it doesn't."""
    handle, name = mkstemp(dir=file.parent, prefix=f".{file.name}-", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        for path in (part, *(part.with_name(part.name + ending) for ending in BESIDE)):
            path.unlink(missing_ok=True)


def put(part: Path, file: Path) -> None:
    """Give a finished file its name, for good: not even a loss of power undoes it."""
    _force(part)
    part.replace(file)
    _force(file.parent)


def _force(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
