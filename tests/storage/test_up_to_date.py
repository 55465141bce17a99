from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app.storage import StorageError
from app.storage.address import parse_address
from app.storage.up_to_date import is_up_to_date
from tests.databases import Cluster


def changed(url: str, statement: str) -> None:
    with create_engine(parse_address(url), poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


def test_a_migrated_database_is_up_to_date_until_it_lacks_a_migration(database_url: str) -> None:
    assert is_up_to_date(database_url)
    changed(database_url, "UPDATE alembic_version SET version_num = 'earlier'")
    assert not is_up_to_date(database_url)
    changed(database_url, "DROP TABLE alembic_version")
    assert not is_up_to_date(database_url)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert not is_up_to_date(f"sqlite:///{tmp_path / 'folder' / 'not-there.db'}")
    assert [*tmp_path.iterdir()] == []


def test_a_database_without_tables_is_not_up_to_date(postgresql: Cluster) -> None:
    url = postgresql.create()
    assert not is_up_to_date(url)
    postgresql.drop(url)


def test_a_server_that_is_away_is_an_error() -> None:
    with pytest.raises(StorageError):
        is_up_to_date("postgresql://postgres@/atsiv?host=/nowhere")
