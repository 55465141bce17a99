"""Everything that is kept about one person, from every table that says it holds something of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Select, Table, bindparam, select
from sqlmodel import SQLModel

from app.storage import AnyRow, Reader
from app.storage.metadata import PersonalData

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Held:
    """What one table has of somebody: rows of columns by name, without hashes and keys. Times are in ISO 8601."""

    table: str
    rows: tuple[Mapping[str, Value], ...]


async def everything_about(reader: Reader, *, person_id: int) -> tuple[Held, ...]:
    """What every table has of somebody, those without anything left out."""
    found = []
    for table in _tables():
        statement = _rows_of(table)
        rows = await reader.all(statement, {"person_id": person_id}) if statement is not None else ()
        if rows:
            found.append(Held(table.name, tuple(map(_to_values, rows))))
    return tuple(found)


def tables_about_people() -> tuple[str, ...]:
    """The names of all tables that hold something of people."""
    return tuple(table.name for table in _tables())


def _tables() -> Iterator[Table]:
    return (table for table in SQLModel.metadata.sorted_tables if "person" in table.info)


@cache
def _rows_of(table: Table) -> Select[Any] | None:
    """Finds a person's rows in a table, by the way that it declares; None where nothing leads from one to the other."""
    declared: PersonalData = table.info["person"]
    if not declared.owner:
        return None
    columns = [column for column in table.c if column.name not in declared.secret]
    return _along(select(*columns).select_from(table), table, declared.owner).order_by(*table.primary_key)


def _along(statement: Select[Any], table: Table, owner: tuple[str, ...]) -> Select[Any]:
    here = table.c[owner[0]]
    if len(owner) == 1:
        return statement.where(here == bindparam("person_id"))
    other_name, _, column = owner[1].partition(".")
    other = SQLModel.metadata.tables[other_name]
    onward: PersonalData = other.info["person"]
    return _along(statement.join(other, _same(other.c[column], here)), other, onward.owner)


def _same(one: Column[Any], other: Column[Any]) -> Any:
    return one == other


def _to_values(row: AnyRow) -> Mapping[str, Value]:
    names: tuple[str, ...] = row._fields
    return {name: _plain(value) for name, value in zip(names, row, strict=True)}


_AS_THEY_ARE: Final = (str, int, float, bool, type(None))


def _plain(value: object) -> Value:
    if isinstance(value, _AS_THEY_ARE):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
