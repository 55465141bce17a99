"""A PostgreSQL server of the tests' own: begun in a folder that is thrown away, heard of by nobody else."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

# Nothing here outlives the test, so the disk needn't be waited for.
_HASTE = "-c fsync=off -c full_page_writes=off"


@dataclass(frozen=True, slots=True)
class Cluster:
    """`folder` holds the data and the socket; the server listens on no network."""

    folder: Path
    names: Iterator[int]

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """A new database's address, the copy of another."""
        name = f"test_{next(self.names)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Away with a database, whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)"), url.partition("@/")[2].partition("?")[0])

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


@contextmanager
def postgresql_cluster(settings: str = _HASTE) -> Iterator[Cluster]:
    """A running server, stopped and deleted in the end."""
    folder = Path(tempfile.mkdtemp(prefix="atsiv-pg-"))
    try:
        _own(folder)
        data = folder / "data"
        _run("initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {settings}"
        _run("pg_ctl", "--pgdata", data, "--wait", "--log", folder / "log", "--options", options, "start")
        try:
            yield Cluster(folder, count())
        finally:
            _run("pg_ctl", "--pgdata", data, "--wait", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def restart(cluster: Cluster) -> None:
    """As after a crash: every connection is cut."""
    data, log = cluster.folder / "data", cluster.folder / "log"
    _run("pg_ctl", "--pgdata", data, "--wait", "--log", log, "--mode=immediate", "restart")


def _run(program: str, *arguments: str | Path) -> None:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    command = [_programs() / program, *arguments]
    outcome = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, user=user, group=user)
    if outcome.returncode:
        raise RuntimeError(f"{program} failed: {outcome.stdout}{outcome.stderr}")


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _programs() -> Path:
    # Debian keeps them out of the PATH, beside those of other versions.
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (installed and installed[-1])
    if not found:
        raise RuntimeError("the tests need PostgreSQL's server: apt-get install postgresql")
    return Path(found).parent
