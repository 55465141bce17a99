"""A dump of a PostgreSQL database, and one put in its place."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, cast

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, func, inspect, select, text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import SQLModel

from app.storage.copying import (
    Numbers,
    Plan,
    Restored,
    carried_from,
    check_version,
    counted_tables,
    highest,
    settled_in,
)
from app.storage.database import T
from app.storage.errors import NotBackedUp, NotRestored, translated
from app.storage.migration import postgresql_transaction, upgrade

_IN_USE: Final = "The site is running, or another program uses the database: stop it, then restore."
# A process of the server itself, such as the one that tidies up, is nobody's.
_OTHERS: Final = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
)
_SEQUENCE: Final = text("SELECT pg_get_serial_sequence(:name, 'id')")
_RAISE: Final = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :number)")
# Commands to psql, and a setting that a later pg_restore writes and an earlier server doesn't know.
_NOT_FOR_THE_SERVER: Final = (b"\\", b"SET transaction_timeout")


def dump(address: URL, part: Path) -> None:
    """Write the database, as it is at this moment, into a file. Raises NotBackedUp."""
    database, environment = _named(address)
    options = ["--format=custom", "--no-password", f"--file={part}", f"--dbname={database}"]
    try:
        _run("pg_dump", *options, environment=environment)
        _run("pg_restore", f"--file={os.devnull}", str(part))
    except _Failed as error:
        raise NotBackedUp(f"The database can't be copied: {error}") from error


def restore(address: URL, plan: Plan[T]) -> Restored[T]:
    """Put a dump in the place of the site's tables, in one transaction. Raises NotRestored, and StorageError."""
    with translated(), postgresql_transaction(address) as connection:
        if connection.execute(_OTHERS).scalar_one():
            raise NotRestored(_IN_USE)
        tables = _own_tables(connection)
        _lock(connection, tables)
        carried = _carried(connection, plan)
        before = _numbers(connection)
        _drop(connection, tables)
        _fill(connection, plan.file)
        check_version(connection, plan)
        upgrade(connection, plan.migrations)
        _raise_numbers(connection, highest(before, settled_in(connection, plan, carried)))
    return Restored(carried)


def _own_tables(connection: Connection) -> list[str]:
    """The site's tables that are there, quoted."""
    known = {*SQLModel.metadata.tables, "alembic_version"}
    quote = connection.dialect.identifier_preparer.quote
    return [quote(name) for name in inspect(connection).get_table_names() if name in known]


def _lock(connection: Connection, tables: list[str]) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
    if tables:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")


def _carried(connection: Connection, plan: Plan[T]) -> T | None:
    try:
        with connection.begin_nested():
            return carried_from(connection, plan)
    except ProgrammingError:  # an empty database, or one from before there was anything to carry
        return None


def _drop(connection: Connection, tables: list[str]) -> None:
    if tables:
        connection.exec_driver_sql(f"DROP TABLE {', '.join(tables)} CASCADE")


def _fill(connection: Connection, file: Path) -> None:
    """Run what pg_restore makes of a dump, here instead of there, so that it is part of this transaction."""
    schema = connection.execute(select(func.current_schema())).scalar_one()
    options = ["--no-owner", "--no-privileges", f"--schema={schema}", "--file=-", str(file.absolute())]
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    try:
        with _script("pg_restore", *options) as script, driver.cursor() as cursor:
            _run_script(cursor, script)
            # Every name in the script has its schema, and so it let none be looked for.
            cursor.execute("RESET search_path")
    except _Failed as error:
        raise NotRestored(f"{file} is damaged or can't be read: {error}") from error
    except psycopg.Error as error:
        raise NotRestored(f"{file} can't be restored: {_first_line(str(error))}") from error


def _run_script(cursor: psycopg.Cursor[Any], script: Iterable[bytes]) -> None:
    lines, statements = iter(script), list[bytes]()
    for line in lines:
        if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
            cursor.execute(b"".join(statements))
            statements.clear()
            _copy_rows(cursor, line, lines)
        elif not line.startswith(_NOT_FOR_THE_SERVER):
            statements.append(line)
    cursor.execute(b"".join(statements))


def _copy_rows(cursor: psycopg.Cursor[Any], statement: bytes, lines: Iterator[bytes]) -> None:
    with cursor.copy(statement) as copy:
        for row in takewhile(lambda line: line != b"\\.\n", lines):
            copy.write(row)


def _numbers(connection: Connection) -> Numbers:
    there = inspect(connection).get_table_names()
    return {name: _last(connection, name) for name in counted_tables() if name in there}


def _last(connection: Connection, name: str) -> int:
    sequence = connection.execute(_SEQUENCE, {"name": name}).scalar_one()
    last = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 - its own name
    return int(connection.execute(last).scalar_one())


def _raise_numbers(connection: Connection, numbers: Numbers) -> None:
    for name, number in highest(numbers, _numbers(connection)).items():
        if number:
            connection.execute(_RAISE, {"name": name, "number": number})


class _Failed(Exception):
    """A program of PostgreSQL's isn't there, or ended with an error."""


def _named(address: URL) -> tuple[str, Mapping[str, str]]:
    """How PostgreSQL's programs find a database: in an argument, which everybody may see, and a password apart."""
    _, options = address.get_dialect()().create_connect_args(address)
    password = options.pop("password", None)
    return make_conninfo(**options), {"PGPASSWORD": str(password)} if password else {}


def _run(program: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
    with _script(program, *arguments, environment=environment) as output:
        for _ in output:
            pass


@contextmanager
def _script(program: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Iterable[bytes]]:
    """What a program of PostgreSQL's writes. Raises _Failed in the end, if it did."""
    path = shutil.which(program)
    if path is None:
        raise _Failed(f"{program} isn't installed. On Debian: apt-get install postgresql-client")
    kept = {**os.environ, **(environment or {})}
    with TemporaryFile() as said:
        with subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, and none of its arguments is a stranger's
            [path, *arguments], env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        ) as process:
            yield cast("Iterable[bytes]", process.stdout)
        if process.returncode:
            said.seek(0)
            raise _Failed(_first_line(said.read().decode(errors="replace")))


def _first_line(words: str) -> str:
    return next(iter(words.strip().splitlines()), "no reason was given")
