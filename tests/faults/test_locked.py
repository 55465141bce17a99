"""Another process keeps the database for itself."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from tests.faults.conftest import Arrive
from tests.faults.visitors import QUESTION, hidden_fields, opened
from tests.servers import serving


def test_a_database_locked_for_long_is_said_and_works_once_it_is_free(
    environment: dict[str, str], tmp_path: Path, database_file: Path, sqlite_url: str, arrive: Arrive
) -> None:
    maria, newcomer = arrive("maria"), arrive("newcomer")
    with serving(environment, tmp_path):
        assert maria.answer().status_code == 303
        with locked(database_file), ThreadPoolExecutor() as pool:
            ready = pool.submit(lambda: arrive("operator").client.get("/readyz").status_code)
            answers = [pool.submit(maria.answer), pool.submit(newcomer.answer)]
            assert "Check my answer" in arrive("reader").read()
            refused = [each.result() for each in answers]
            assert [each.status_code for each in refused] == [503, 503]
            assert ready.result() == 503
        assert maria.send(hidden_fields(refused[0].text, QUESTION)).status_code == 303
        assert newcomer.send(hidden_fields(refused[1].text, QUESTION)).status_code == 303
        assert maria.client.get("/readyz").status_code == 200
    with opened(sqlite_url) as engine:
        assert maria.kept(engine) == ["maria 0", "maria 1"]
        assert newcomer.kept(engine) == ["newcomer 0"]


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Nobody else can write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
