"""Bringing a database's tables up to what this program needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Select, column, create_engine, func, inspect, select, table
from sqlalchemy.pool import NullPool

from app.storage.address import file_of, is_sqlite, parse_address
from app.storage.errors import StorageError, translated

MIGRATIONS: Final = Path(__file__).parents[2] / "migrations"

VERSION: Final[Select[Any]] = select(column("version_num")).select_from(table("alembic_version"))
"""The migration that a database is at."""

# Any number that nothing else in the database takes a lock by.
_LOCK: Final = 0x41545349
# A process that starts while another migrates waits for it this many seconds.
_PATIENCE: Final = 120


class BrokenReferences(StorageError):
    """After the migration some rows point to rows that don't exist, so it was taken back."""


def migrate(url: str, *, migrations: Path = MIGRATIONS) -> None:
    """Run the migrations that the database hasn't had, all of them or none.

    Several processes may start together: one migrates, the others wait and find nothing to do.
    A SQLite file and its folder are made if they don't exist. Raises ValueError for an address that
    is no database's, StorageError when the database can't be reached or changed.
    """
    address = parse_address(url)
    transaction = _sqlite_transaction if is_sqlite(address) else postgresql_transaction
    with translated(), transaction(address) as connection:
        upgrade(connection, migrations)


def head(migrations: Path) -> str | None:
    """The newest migration there is, None if there are none: each has its file's name, which begins with a date."""
    return max((file.stem for file in (migrations / "versions").glob("*.py")), default=None)


def version_of(connection: Connection) -> str | None:
    """The migration that a database is at; None for one that has had none."""
    known = inspect(connection).has_table("alembic_version")
    return connection.execute(VERSION).scalar() if known else None


def upgrade(connection: Connection, migrations: Path) -> None:
    """Run the migrations that the database hasn't had, in the transaction that the connection is in."""
    if version_of(connection) == head(migrations):
        return
    from alembic import command  # noqa: PLC0415 - loading it takes time and memory that most starts can spare
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        _check_references(connection)


@contextmanager
def postgresql_transaction(address: URL) -> Iterator[Connection]:
    """One that no other process migrates in meanwhile."""
    with _connected(address, {}) as connection, connection.begin():
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection


@contextmanager
def _sqlite_transaction(address: URL) -> Iterator[Connection]:
    # The lock of the transaction itself keeps the other processes waiting. Foreign keys must be off: a table
    # that is rebuilt is dropped for a moment, and dropping it would delete every row that refers to it.
    file_of(address).parent.mkdir(parents=True, exist_ok=True)
    with _connected(address, {"timeout": _PATIENCE}, isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows would be left without what they refer to, in: {tables}")


@contextmanager
def _connected(address: URL, arguments: dict[str, object], **options: object) -> Iterator[Connection]:
    engine = create_engine(address, poolclass=NullPool, connect_args=arguments)
    try:
        with engine.connect() as connection:
            yield connection.execution_options(**options)
    finally:
        engine.dispose()
