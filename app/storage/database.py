"""What a database can be asked, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar, overload

from sqlalchemy import Executable, bindparam

from app.storage.errors import Unavailable
from app.storage.metadata import insert
from app.storage.migration import VERSION, head
from app.storage.tables import probe

T = TypeVar("T")
Params: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = "AsyncGenerator[Sequence[AnyRow], None]"
"""Rows of a stream, a batch at a time."""


class AnyRow(Protocol):
    """A row of any statement: a tuple whose columns also have their names."""

    def __getattr__(self, name: str, /) -> Any: ...

    @overload
    def __getitem__(self, index: int, /) -> Any: ...

    @overload
    def __getitem__(self, index: slice, /) -> tuple[Any, ...]: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...


# Otherwise an insert that met a conflict and did nothing can't be told from one that inserted.
COUNT_ROWS = {"preserve_rowcount": True}

BATCH = 1000
"""Rows that a stream brings at a time."""

_COUNT_UP = insert(probe).values(id=1, count=1)
_COUNT_UP = _COUNT_UP.on_conflict_do_update(index_elements=["id"], set_={"count": probe.c.count + bindparam("step")})


class Reader(Protocol):
    """What a query needs: the database itself, or the writer inside a transaction."""

    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        """Every row. For short reads: on SQLite the event loop waits for it."""

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        """The first row, or None."""


class Writer(Reader, Protocol):
    """What a work writes with: one transaction."""

    async def run(self, statement: Executable, params: Params) -> int:
        """How many rows it changed; without meaning for a statement that is `UNCOUNTED`."""


Work: TypeAlias = Callable[[Writer], Awaitable[T]]


class Database(ABC):
    """A database that was opened; see `open_database`."""

    def __init__(self, *, migrations: Path) -> None:
        self._migrations = migrations
        self._head: str | None = None

    @abstractmethod
    async def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        """Every row. For short reads: on SQLite the event loop waits for it.

        Raises StorageError.
        """

    @abstractmethod
    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        """The first row, or None. Raises StorageError."""

    @property
    @abstractmethod
    def beside(self) -> Reader:
        """For long reads, of tens of thousands of rows: others are answered meanwhile.

        It sees all that was written before it is asked. Raises StorageError; Busy if too many others read.
        """

    @abstractmethod
    def stream(self, statement: Executable, params: Params, *, at_once: int = BATCH) -> Rows:
        """Every row, `at_once` at a time, as they all were at one moment; in constant memory, for long downloads.

        It has a connection of its own, which is free when the iterator has ended or is closed: leave it in the middle
        only by `aclosing`. On SQLite the log of changes isn't folded into the file as long as it is open, and grows.
        Raises StorageError; Busy if too many others are open.
        """

    @abstractmethod
    async def write(self, work: Work[T]) -> T:
        """What `work` returns, once everything that it wrote is safely on the disk.

        `work` is one transaction. It may be run more than once, so it keeps nothing outside the
        database, and it waits for nothing but its writer, as others queue behind it. What it raises is
        raised here and nothing of it is kept. Raises StorageError.
        """

    @abstractmethod
    async def close(self) -> None:
        """Finish the writes that were begun, and let go of every connection. On SQLite long reads are broken off.

        A stream that is open lets go of its own when it ends or is closed.
        """

    async def probe(self) -> None:
        """Prove that the database can be read and durably written, and has this program's tables.

        Raises StorageError.
        """
        await self.write(_count_up)
        self._head = self._head or head(self._migrations)
        version = await self.first(VERSION, {})
        if version is None or version[0] != self._head:
            raise Unavailable(f"the database is at migration {version and version[0]}, this program needs {self._head}")


async def _count_up(writer: Writer) -> None:
    await writer.run(_COUNT_UP, {"step": 1})
