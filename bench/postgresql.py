"""A PostgreSQL server of the benchmark's own, with the same rows as a SQLite file. It waits for the disk, as ever."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy import Table

from app.storage import migrate
from bench.filling import TABLES

# What makes it fast or safe is as it comes; only nobody else may hear of it.
_SETTINGS: Final = "-c listen_addresses='' -c unix_socket_directories='{folder}'"


@contextmanager
def postgresql_with(file: Path, tables: Sequence[Table] = TABLES) -> Iterator[str]:
    """The address of a database that holds what is in these tables of a SQLite file."""
    with _server() as url:
        migrate(url)
        with closing(sqlite3.connect(file)) as source, psycopg.connect(url, autocommit=True) as target:
            for table in tables:
                _copy(source, target, table.name, [*table.columns.keys()])
            # As a server does in passing once it has had the rows for a while.
            target.execute("VACUUM ANALYZE")
            target.execute("CHECKPOINT")
        yield url


def steps_in(url: str) -> int:
    with psycopg.connect(url) as connection:
        (count,) = connection.execute("SELECT count(*) FROM step").fetchone() or (0,)
    return int(count)


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str, columns: list[str]) -> None:
    rows = source.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - no text of others
    name, into = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    with target.cursor().copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, into)) as copying:
        for row in rows:
            copying.write_row(row)
    if "id" in columns:
        count_on = "SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}"
        target.execute(sql.SQL(count_on).format(table, name))


@contextmanager
def _server() -> Iterator[str]:
    folder = Path(mkdtemp(prefix="atsiv-bench-postgresql-"))
    data, log = folder / "data", folder / "log"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run("initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8")
        _run("pg_ctl", "--pgdata", data, "--log", log, "--options", _SETTINGS.format(folder=folder), "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run("pg_ctl", "--pgdata", data, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: str | Path) -> None:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    command = [_programs() / program, *arguments]
    outcome = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, user=user, group=user)
    if outcome.returncode:
        raise RuntimeError(f"{program} failed: {outcome.stdout}{outcome.stderr}")


def _programs() -> Path:
    # Debian keeps them out of the PATH, beside those of other versions.
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (installed and installed[-1])
    if not found:
        raise RuntimeError("PostgreSQL's server is missing. On Debian: apt-get install postgresql")
    return Path(found).parent
