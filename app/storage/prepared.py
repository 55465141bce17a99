"""Running what SQLAlchemy has compiled, without asking it again at each run.

Through its `Connection` a statement costs some 35 µs more than SQLite itself takes, for what is the same at every
run: finding the compiled text, and how parameters and results are to be converted. Here that is found out once.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from sqlalchemy import Connection, Delete, Dialect, Executable, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from app.storage.database import AnyRow, Params

Convert: TypeAlias = Callable[[Any], Any]
Statement: TypeAlias = Select[Any] | Insert | Update | Delete

STATEMENTS: Final = 512
"""More than the project has; what is built anew at each run must not fill the memory."""

# By it SQLAlchemy sees that PostgreSQL's driver makes a `float` itself; for other types it doesn't matter.
_FLOAT8: Final = 701


@dataclass(frozen=True, slots=True)
class Prepared:
    """`names` are the parameters in the order of their places, `fixed` the values the statement itself brings.

    `to_database` converts parameters by place, `from_database` columns by number; `row` makes a named row. `awaited`
    tells that how many rows it changes is to be known: of one that adds a row or fails it is, beforehand.
    """

    sql: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    to_database: tuple[tuple[int, Convert], ...]
    from_database: tuple[tuple[int, Convert], ...]
    row: Callable[[Iterable[Any]], AnyRow]
    awaited: bool

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


class Statements:
    """Every statement as it was compiled for one dialect when it was run first."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._preparing = lru_cache(maxsize=STATEMENTS)(self._compile)

    def prepared(self, statement: Executable, params: Params) -> Prepared:
        return self._preparing(statement, tuple(params))(params)

    def _compile(self, statement: Executable, names: tuple[str, ...]) -> Callable[[Params], Prepared]:
        if not isinstance(statement, Statement):
            raise TypeError(f"{type(statement).__name__} is none of the statements that can be prepared")
        compiled = statement.compile(dialect=self._dialect, column_keys=[*names])
        if compiled.post_compile_params:
            return partial(_with_lists, statement, compiled)
        fixed = {name: value for name, value in compiled.params.items() if name not in names}
        prepared = _prepared(statement, compiled, str(compiled), places=compiled.positiontup or (), fixed=fixed)
        return lambda _params: prepared


class PreparedConnection:
    """A held connection in autocommit. What it raises is SQLAlchemy's, without the parameters."""

    def __init__(self, connection: Connection) -> None:
        self.driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        self._connection = connection
        self._statements = Statements(connection.dialect)

    def all(self, statement: Executable, params: Params) -> Sequence[AnyRow]:
        prepared = self._statements.prepared(statement, params)
        try:
            return prepared.rows(self.driver.execute(prepared.sql, prepared.values(params)).fetchall())
        except sqlite3.Error as error:
            raise _wrapped(error, prepared) from error

    def batches(self, statement: Executable, params: Params, at_once: int) -> Generator[Sequence[AnyRow]]:
        """Every row, so many at a time, as of the moment in which the first are read."""
        prepared = self._statements.prepared(statement, params)
        try:
            cursor = self.driver.execute(prepared.sql, prepared.values(params))
            while fetched := cursor.fetchmany(at_once):
                yield prepared.rows(fetched)
        except sqlite3.Error as error:
            raise _wrapped(error, prepared) from error

    def first(self, statement: Executable, params: Params) -> AnyRow | None:
        rows = self.all(statement, params)
        return rows[0] if rows else None

    def run(self, statement: Executable, params: Params) -> int:
        prepared = self._statements.prepared(statement, params)
        try:
            return self.driver.execute(prepared.sql, prepared.values(params)).rowcount
        except sqlite3.Error as error:
            raise _wrapped(error, prepared) from error

    def close(self) -> None:
        self._connection.close()


def _with_lists(statement: Statement, compiled: SQLCompiler, params: Params) -> Prepared:
    """For lists as long as these: each of their values has a place of its own."""
    whole = compiled.construct_expanded_state(dict(params))
    list_of = {part: name for name, parts in whole.parameter_expansion.items() for part in parts}
    return _prepared(
        statement,
        compiled,
        whole.statement,
        places=whole.positiontup or (),
        fixed=whole.parameters,
        list_of=list_of,
    )


def _prepared(
    statement: Statement,
    compiled: SQLCompiler,
    sql: str,
    *,
    places: Sequence[str],
    fixed: Mapping[str, Any],
    list_of: Mapping[str, str] = MappingProxyType({}),
) -> Prepared:
    dialect = compiled.dialect
    binds = [compiled.binds[list_of.get(name, name)] for name in places]
    to_database = [bind.type.dialect_impl(dialect).bind_processor(dialect) for bind in binds]
    columns = [*statement.exported_columns]
    results = [column.type.dialect_impl(dialect).result_processor(dialect, _FLOAT8) for column in columns]
    names = [column.key for column in columns]
    row = namedtuple("row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - its fields are known only now
    return Prepared(
        sql=sql,
        names=tuple(places),
        fixed=fixed,
        to_database=tuple((place, convert) for place, convert in enumerate(to_database) if convert),
        from_database=tuple((index, convert) for index, convert in enumerate(results) if convert),
        # What its own `_make` does, without a check of the length, for which a third more time would go.
        row=cast("Callable[[Iterable[Any]], AnyRow]", partial(tuple.__new__, row)),
        awaited=not (_adds_one(statement, sql) or statement.get_execution_options().get("uncounted", False)),
    )


def _adds_one(statement: Statement, sql: str) -> bool:
    return isinstance(statement, Insert) and statement.select is None and "ON CONFLICT" not in sql


def _wrapped(error: sqlite3.Error, prepared: Prepared) -> BaseException:
    return DBAPIError.instance(prepared.sql, None, error, sqlite3.Error, hide_parameters=True)
