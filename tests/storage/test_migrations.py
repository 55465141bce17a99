import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from app.localisation import tables as _localisation
from app.people import tables as _people
from app.progress import tables as _progress
from app.storage import migrate
from app.storage.address import parse_address
from app.storage.migration import MIGRATIONS, BrokenReferences
from tests.databases import Cluster

TABLES = {_localisation.edit.name, _people.person.name, _progress.step.name, "alembic_version"}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'not' / 'there' / 'yet.db'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    url = cluster.create()
    request.addfinalizer(lambda: cluster.drop(url))  # noqa: PT021 - the fixture has two shapes
    return url


def connecting(url: str) -> Engine:
    return create_engine(parse_address(url), poolclass=NullPool)


def tables_in(url: str) -> set[str]:
    return {*inspect(connecting(url)).get_table_names()}


def checks_in(connection: Connection) -> set[tuple[str, str]]:
    found = inspect(connection)
    return {
        (table, str(check["name"])) for table in found.get_table_names() for check in found.get_check_constraints(table)
    }


def with_migration(folder: Path, name: str, upgrade: str) -> Path:
    """The project's migrations and one more after them."""
    copy = folder / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    newest = max(path.stem for path in (copy / "versions").glob("*.py"))
    (copy / "versions" / f"{name}.py").write_text(
        f"from alembic import op\nimport sqlalchemy as sa\nrevision = {name!r}\ndown_revision = {newest!r}\n"
        f"def upgrade():\n    {upgrade}\n"
    )
    return copy


def test_migrations_make_the_tables_that_the_models_describe(database_url: str) -> None:
    with connecting(database_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_migrations_make_the_checks_that_the_models_describe(empty_url: str) -> None:
    migrate(empty_url)
    with connecting(empty_url).connect() as connection:
        migrated = checks_in(connection)
    with connecting(empty_url).begin() as connection:
        SQLModel.metadata.drop_all(connection)
        SQLModel.metadata.create_all(connection)
        assert checks_in(connection) == migrated


def test_an_empty_database_is_migrated_and_a_second_time_nothing_happens(empty_url: str) -> None:
    migrate(empty_url)
    assert tables_in(empty_url) >= TABLES
    migrate(empty_url)


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    program = f"from app.storage import migrate; migrate({empty_url!r})"
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [process.wait() for process in started] == [0] * 4
    assert tables_in(empty_url) >= TABLES


def test_a_migration_that_fails_halfway_leaves_nothing(tmp_path: Path, empty_url: str) -> None:
    broken = with_migration(tmp_path, "2099_01_01_broken", "op.drop_table('place'); raise LookupError")
    with pytest.raises(LookupError):
        migrate(empty_url, migrations=broken)
    assert tables_in(empty_url) == set()
    migrate(empty_url)


def fill(url: str) -> None:
    with connecting(url).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO person (id, kind, language, created_at, expires_at) VALUES (7, 'guest', 'en', 1, 2)"
        )
        connection.exec_driver_sql(
            "INSERT INTO place (person_id, course, module, lesson, anchor, at) VALUES (7, 'c', 'm', 'l', 'a', 1)"
        )


def count(url: str, name: str) -> object:
    with connecting(url).connect() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()  # noqa: S608 - a name of ours


REBUILD = """
    with op.batch_alter_table("person") as batch:
        batch.alter_column("language", nullable=True)
"""


def test_rebuilding_a_table_keeps_what_refers_to_it(tmp_path: Path, database_url: str) -> None:
    fill(database_url)
    migrate(database_url, migrations=with_migration(tmp_path, "2099_01_01_rebuilt", REBUILD))
    assert (count(database_url, "person"), count(database_url, "place")) == (1, 1)


def test_a_migration_that_breaks_references_is_taken_back(tmp_path: Path, sqlite_url: str) -> None:
    fill(sqlite_url)
    broken = with_migration(tmp_path, "2099_01_01_broken", "op.execute('DELETE FROM person')")
    with pytest.raises(BrokenReferences, match="1 rows would be left without what they refer to, in: place"):
        migrate(sqlite_url, migrations=broken)
    assert count(sqlite_url, "person") == 1


def test_migration_files_are_named_after_their_day() -> None:
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert path.stem[:11].replace("_", "").isdigit()
        assert f'revision = "{path.stem}"' in path.read_text()
