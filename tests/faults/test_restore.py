"""A backup is made while people answer, and put back in the database's place after more has happened."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, select, text
from sqlmodel import SQLModel

from app.people.tables import erasure, person
from app.progress.tables import step
from app.storage import migrate
from app.storage.migration import MIGRATIONS
from tests.databases import Cluster
from tests.faults.conftest import Arrive
from tests.faults.visitors import Visitor, answering, hidden_fields, number, opened, wait_for
from tests.servers import ATSIV, serving

PROGRESS = "/en/progress"
IN_USE = "The site is running, or another program uses the database: stop it, then restore.\n"
UNKNOWN = "Who was deleted since the backup was made can't be known"
GREATEST = "SELECT coalesce(max(id), 0) FROM person"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database that isn't there yet, or is empty."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def postgresql_url(postgresql: Cluster) -> Iterator[str]:
    made = postgresql.create()
    yield made
    postgresql.drop(made)


@pytest.fixture
def site(environment: dict[str, str], url: str) -> dict[str, str]:
    return {**environment, "DATABASE_URL": url}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday"


def atsiv(site: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    cwd = Path(site["DATA_DIR"]).parent
    return subprocess.run(
        [ATSIV, *arguments], check=False, cwd=cwd, env=site, capture_output=True, text=True, encoding="utf-8"
    )


def back_up(site: dict[str, str], file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    made = atsiv(site, "backup", file)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == f"{file} holds the database as it was a moment ago.\n"


def restore(site: dict[str, str], file: Path) -> str:
    """What is said beside the good news."""
    done = atsiv(site, "restore", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"The database is what {file} holds. Owners of accounts have to sign in again.\n")
    return done.stderr


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    assert process.wait() == 0


def forget(visitor: Visitor) -> None:
    """Delete one's progress, as by the buttons on the page."""
    form = hidden_fields(visitor.client.get(PROGRESS).text, PROGRESS)
    done = visitor.client.post(PROGRESS, data={**form, "do": "delete"})
    assert "Your progress has been deleted" in done.text


def contents(url: str) -> dict[str, list[str]]:
    """Every row of every table."""
    with opened(url) as engine, engine.connect() as connection:
        tables = {name: connection.execute(table.select()).all() for name, table in SQLModel.metadata.tables.items()}
    return {name: sorted(map(str, rows)) for name, rows in tables.items()}


def last_person(url: str) -> int:
    """The number of the last to come."""
    with opened(url) as engine:
        return number(engine, GREATEST)


def numbers_in(url: str, table: Table, column: str) -> set[int]:
    with opened(url) as engine, engine.connect() as connection:
        return {*connection.execute(select(table.c[column])).scalars()}


def test_who_was_deleted_since_the_backup_stays_so_and_others_go_on_from_where_it_was_made(
    site: dict[str, str], url: str, tmp_path: Path, backup: Path, arrive: Arrive
) -> None:
    maria, ioana, late = arrive("maria"), arrive("ioana"), arrive("late")
    with serving(site, tmp_path) as (process, _):
        assert [maria.answer().status_code for _ in range(3)] == [303] * 3
        ioana.answer()
        gone = {last_person(url)}
        back_up(site, backup)
        assert (maria.answer().status_code, late.answer().status_code) == (303, 303)
        gone.add(last_person(url))
        forget(ioana)
        forget(late)
        stop(process)

    assert restore(site, backup) == ""
    assert numbers_in(url, person, "id").isdisjoint(gone)
    assert numbers_in(url, erasure, "person_id") == gone
    with opened(url) as engine:
        maria.acknowledged = maria.kept(engine)
    assert maria.acknowledged == ["maria 0", "maria 1", "maria 2"]

    with serving(site, tmp_path):
        assert maria.answer().status_code == 303
        assert "Nothing is kept for this browser yet." in ioana.client.get(PROGRESS).text
        ioana.acknowledged = []
        assert ioana.answer().status_code == 303
    assert last_person(url) > max(gone)


def test_a_backup_made_while_people_answer_holds_each_of_them_at_one_moment(
    site: dict[str, str], url: str, tmp_path: Path, backup: Path, arrive: Arrive
) -> None:
    visitors = [arrive(f"visitor {each}") for each in range(4)]
    with serving(site, tmp_path) as (process, _):
        with answering(visitors) as told:
            wait_for(told.acknowledged, 30)
            before = [[*visitor.acknowledged] for visitor in visitors]
            back_up(site, backup)
            wait_for(told.acknowledged, 30)
        stop(process)
    restore(site, backup)
    with opened(url) as engine:
        for visitor, earlier in zip(visitors, before, strict=True):
            kept, sent = visitor.kept(engine), visitor.acknowledged
            assert len(earlier) <= len(kept) <= len(sent)
            assert kept == sent[: len(kept)]


def test_nothing_is_restored_under_a_running_site(
    site: dict[str, str], url: str, tmp_path: Path, backup: Path, arrive: Arrive
) -> None:
    maria = arrive("maria")
    with serving(site, tmp_path):
        maria.answer()
        back_up(site, backup)
        maria.answer()
        refused = atsiv(site, "restore", backup)
        assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", IN_USE)
        assert maria.answer().status_code == 303
        with opened(url) as engine:
            assert maria.kept(engine) == ["maria 0", "maria 1", "maria 2"]


@pytest.fixture
def answered(site: dict[str, str], tmp_path: Path, arrive: Arrive) -> Visitor:
    """Maria, who has answered on a site that was stopped since."""
    maria = arrive("maria")
    with serving(site, tmp_path) as (process, _):
        for _ in range(20):
            maria.answer()
        stop(process)
    return maria


def cut(backup: Path) -> None:
    os.truncate(backup, backup.stat().st_size // 2)


def scratch(backup: Path) -> None:
    with backup.open("r+b") as file:
        file.seek(backup.stat().st_size // 2)
        file.write(bytes(8192))


def mistake(backup: Path) -> None:
    backup.write_text("Shopping: bread, cheese, olives", encoding="utf-8")


def lose(backup: Path) -> None:
    backup.unlink()


def test_a_spoilt_backup_is_refused_and_the_database_is_as_it_was(
    site: dict[str, str], url: str, backup: Path, answered: Visitor
) -> None:
    back_up(site, backup)
    before = contents(url)
    assert len(before["step"]) == len(answered.acknowledged) == 20
    for spoil in (cut, scratch, mistake, lose):
        spoilt = backup.with_name(spoil.__name__)
        shutil.copy(backup, spoilt)
        spoil(spoilt)
        refused = atsiv(site, "restore", spoilt)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith(f"{spoilt} ")
        assert len(refused.stderr.splitlines()) == 1
        assert contents(url) == before


def earlier_migrations(folder: Path) -> Path:
    """Those of the first version."""
    copy = folder / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for later in sorted((copy / "versions").glob("*.py"))[1:]:
        later.unlink()
    return copy


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    site: dict[str, str], url: str, tmp_path: Path, backup: Path, arrive: Arrive
) -> None:
    migrate(url, migrations=earlier_migrations(tmp_path))
    with opened(url) as engine, engine.begin() as connection:
        connection.execute(
            text("INSERT INTO person (id, kind, language, created_at, expires_at) VALUES (7, 'guest', 'en', 1, 2)")
        )
    back_up(site, backup)
    maria = arrive("maria")
    with serving(site, tmp_path) as (process, _):
        maria.answer()
        stop(process)
    assert restore(site, backup) == ""
    with opened(url) as engine, engine.connect() as connection:
        assert connection.execute(select(person.c.id)).scalars().all() == [7]
        assert connection.execute(select(step)).all() == []
    with serving(site, tmp_path):
        maria.acknowledged = []
        assert maria.answer().status_code == 303


def test_a_backup_of_a_later_version_is_refused(
    site: dict[str, str], url: str, backup: Path, answered: Visitor
) -> None:
    with opened(url) as engine:
        back_up(site, backup)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '2099_01_01_later'"))
        later = backup.with_name("later")
        back_up(site, later)
    restore(site, backup)
    before = contents(url)
    refused = atsiv(site, "restore", later)
    assert refused.returncode == 1
    assert refused.stderr == (f"{later} was made by a later version of this program: install that one, then restore.\n")
    assert contents(url) == before


def test_where_no_database_is_left_it_is_said_what_cannot_be_known(
    site: dict[str, str], url: str, backup: Path, answered: Visitor, request: pytest.FixtureRequest
) -> None:
    back_up(site, backup)
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).unlink()
    else:
        site["DATABASE_URL"] = url = str(request.getfixturevalue("postgresql").create())
    assert restore(site, backup).startswith(UNKNOWN)
    with opened(url) as engine:
        assert answered.kept(engine) == answered.acknowledged


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_that_is_no_database_any_more_is_put_aside(
    site: dict[str, str], database_file: Path, tmp_path: Path, backup: Path, answered: Visitor
) -> None:
    back_up(site, backup)
    database_file.write_bytes(b"nothing of SQLite's " * 1000)
    done = atsiv(site, "restore", backup)
    aside = database_file.with_name("atsiv.sqlite3.unreadable")
    assert done.returncode == 0
    assert done.stdout.endswith(f"What was in its place is called {aside} now.\n")
    assert done.stderr.startswith(UNKNOWN)
    assert aside.read_bytes().startswith(b"nothing of SQLite's ")
    with serving(site, tmp_path):
        assert answered.answer().status_code == 303


def test_a_backup_is_for_its_owner_alone_and_takes_no_other_files_place(
    site: dict[str, str], backup: Path, answered: Visitor
) -> None:
    back_up(site, backup)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    first = backup.read_bytes()
    refused = atsiv(site, "backup", backup)
    assert (refused.returncode, refused.stderr) == (
        1,
        f"{backup} is there already and stays as it is: name another file.\n",
    )
    assert backup.read_bytes() == first
    assert [*backup.parent.iterdir()] == [backup]


def test_a_backup_that_cannot_be_made_leaves_no_file(environment: dict[str, str], backup: Path) -> None:
    backup.parent.mkdir()
    refused = atsiv(environment, "backup", backup)
    assert refused.returncode == 1
    assert refused.stderr.startswith("There is no database at ")
    assert [*backup.parent.iterdir()] == []


@pytest.fixture
def guarded(environment: dict[str, str], postgresql_url: str, tmp_path: Path) -> dict[str, str]:
    """A site on PostgreSQL with a password, and a place for its programs that is searched alone."""
    (tmp_path / "bin").mkdir()
    address = postgresql_url.replace("postgres@", "postgres:secret@")
    return {**environment, "DATABASE_URL": address, "PATH": str(tmp_path / "bin")}


def test_without_the_programs_of_postgresql_it_is_said_what_to_install(guarded: dict[str, str], tmp_path: Path) -> None:
    refused = atsiv(guarded, "backup", tmp_path / "backup")
    assert (refused.returncode, refused.stderr) == (
        1,
        "The database can't be copied: pg_dump isn't installed. On Debian: apt-get install postgresql-client\n",
    )


def test_a_password_is_in_no_argument_and_what_pg_dump_says_is_passed_on(
    guarded: dict[str, str], tmp_path: Path
) -> None:
    program = tmp_path / "bin/pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/arguments\necho "$PGPASSWORD is wrong" >&2\nexit 1\n')
    program.chmod(0o755)
    refused = atsiv(guarded, "backup", tmp_path / "backup")
    assert (refused.returncode, refused.stderr) == (1, "The database can't be copied: secret is wrong\n")
    assert "secret" not in (tmp_path / "arguments").read_text()
    assert not (tmp_path / "backup").exists()
