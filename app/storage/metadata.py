"""What every table is declared with."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, String, Table

# SQLite's compiler takes PostgreSQL's `ON CONFLICT` as it is, but not the other way round: one statement for both.
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

__all__ = ["ROWS_BY_KEY", "UNCOUNTED", "Moment", "PersonalData", "Plain", "insert", "moment", "table_of"]

# Migrations name constraints to change them, so each must have the same name on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

UNCOUNTED: Final = {"uncounted": True}
"""Execution options of a statement of which nobody asks how many rows it changed: it may travel with what follows."""

Plain: Final = String().with_variant(String(collation="C"), "postgresql")
"""Text that is sorted by its code points on every database, whatever language PostgreSQL was set up for."""

ROWS_BY_KEY: Final[dict[str, Any]] = {"sqlite_with_rowid": False}
"""For a table: SQLite keeps its rows side by side in the order of their key, with fewer pages to read and to write."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as whole microseconds since 1970 in UTC.

    SQLite has no type for time and would drop the zone; a number compares, sorts and survives a
    move between databases the same everywhere. A time without a zone is refused with TypeError.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else moment(value)


def moment(microseconds: int) -> datetime:
    """A stored number as a time, for a statement that takes numbers because most of its rows repeat one."""
    return _EPOCH + timedelta(microseconds=microseconds)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a table holds of a person, declared as `info={"person": PersonalData(…)}`.

    `holds` says what, `why` the purpose, `kept` how long. `owner` is the way from a row to its person's: a column,
    and where that isn't the person's id, the column of another table that it equals, from where the way goes on. A
    table without one is found from nobody. `secret` columns are left out of what the person is given: hashes and keys,
    with which somebody else could do harm. `erased` says how it goes when the person is deleted.
    """

    holds: str
    why: str
    kept: str
    owner: tuple[str, ...] = ("person_id",)
    secret: tuple[str, ...] = ()
    erased: str = "with the person, at once"


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements on its columns."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
