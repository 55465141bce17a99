"""Databases that do something of their own before they ask another one."""

from typing import Any

from sqlalchemy import Executable

from app.storage import AnyRow, Database, Params, Reader
from app.storage.database import Rows, Work


class Around(Database):
    """Passes everything on to `inner`."""

    def __init__(self, inner: Database) -> None:
        super().__init__(migrations=inner._migrations)
        self.inner = inner

    async def all(self, statement: Executable, params: Params) -> Any:
        return await self.inner.all(statement, params)

    async def first(self, statement: Executable, params: Params) -> AnyRow | None:
        return await self.inner.first(statement, params)

    @property
    def beside(self) -> Reader:
        return self

    def stream(self, statement: Executable, params: Params, *, at_once: int = 1000) -> Rows:
        return self.inner.stream(statement, params, at_once=at_once)

    async def write(self, work: Work[Any]) -> Any:
        return await self.inner.write(work)

    async def close(self) -> None:
        await self.inner.close()
