"""Running on SQLite what SQLAlchemy has compiled, without asking it again at each run.

Through its `Connection` a statement costs some 35 µs more than SQLite itself takes, for what is the same at every
run: finding the compiled text, and how parameters and results are to be converted. Here that is found out once.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Delete, Executable, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from app.storage.database import AnyRow, Params

Convert: TypeAlias = Callable[[Any], Any]

# More statements than the project has; one that is built anew at each run must not fill the memory.
_STATEMENTS = 512


@dataclass(frozen=True, slots=True)
class _Prepared:
    """`names` are the parameters in the order of their places, `fixed` the values the statement itself brings.

    `to_database` converts parameters by place, `from_database` columns by number; `row` makes a named row.
    """

    sql: str
    names: tuple[str, ...]
    fixed: dict[str, Any]
    to_database: tuple[tuple[int, Convert], ...]
    from_database: tuple[tuple[int, Convert], ...]
    row: Callable[[Iterable[Any]], AnyRow]

    def values(self, params: Params) -> list[Any]:
        given = {**self.fixed, **params} if self.fixed else params
        values = [given[name] for name in self.names]
        for place, convert in self.to_database:
            values[place] = convert(values[place])
        return values

    def rows(self, fetched: Iterable[Sequence[Any]]) -> list[AnyRow]:
        if not self.from_database:
            return list(map(self.row, fetched))
        return [self.row(self._converted(values)) for values in fetched]

    def _converted(self, values: Sequence[Any]) -> list[Any]:
        converted = list(values)
        for index, convert in self.from_database:
            converted[index] = convert(converted[index])
        return converted


class PreparedConnection:
    """A held connection in autocommit. What it raises is SQLAlchemy's, without the parameters."""

    def __init__(self, connection: Connection) -> None:
        self.driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        self._connection = connection
        self._prepared = lru_cache(maxsize=_STATEMENTS)(self._prepare)

    def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        prepared = self._prepared(statement, tuple(params))
        if prepared is None:
            return self._connection.execute(statement, params).all()
        try:
            return prepared.rows(self.driver.execute(prepared.sql, prepared.values(params)).fetchall())
        except sqlite3.Error as error:
            raise _wrapped(error, prepared) from error

    def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = self.all(statement, params)
        return rows[0] if rows else None

    def run(self, statement: Executable, params: Params) -> int:
        prepared = self._prepared(statement, tuple(params))
        if prepared is None:
            return self._connection.execute(statement, params).rowcount
        try:
            return self.driver.execute(prepared.sql, prepared.values(params)).rowcount
        except sqlite3.Error as error:
            raise _wrapped(error, prepared) from error

    def close(self) -> None:
        self._connection.close()

    def _prepare(self, statement: Executable, names: tuple[str, ...]) -> _Prepared | None:
        if not isinstance(statement, Select | Insert | Update | Delete):
            return None
        compiled = statement.compile(dialect=self._connection.dialect, column_keys=[*names])
        # A list of any length has no fixed number of places.
        return None if compiled.post_compile_params else _prepared(statement, compiled, {*names})


def _prepared(
    statement: Select[Any] | Insert | Update | Delete, compiled: SQLCompiler, given: AbstractSet[str]
) -> _Prepared:
    dialect, places = compiled.dialect, compiled.positiontup or ()
    binds = [compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in places]
    columns = [*statement.exported_columns]
    results = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    names = [column.key for column in columns]
    row = namedtuple("row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - its fields are known only now
    return _Prepared(
        sql=str(compiled),
        names=tuple(places),
        fixed={name: value for name, value in compiled.params.items() if name not in given},
        to_database=tuple((place, convert) for place, convert in enumerate(binds) if convert),
        from_database=tuple((index, convert) for index, convert in enumerate(results) if convert),
        # What its own `_make` does, without a check of the length, for which a third more time would go.
        row=cast("Callable[[Iterable[Any]], AnyRow]", partial(tuple.__new__, row)),
    )


def _wrapped(error: sqlite3.Error, prepared: _Prepared) -> BaseException:
    return DBAPIError.instance(prepared.sql, None, error, sqlite3.Error, hide_parameters=True)
