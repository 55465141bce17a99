"""What is saved on the site becomes commits, in the name of whoever wrote it."""

import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from app.content.locales import Locales
from app.people.tables import account
from app.translate.committing import commit_waiting
from app.translate.workbench import Workbench, workbench
from tests.join.cast import PASSWORD, send
from tests.learn.browser import Browser
from tests.learn.running import Site
from tests.translate.desk import GOALS, WRITING, address, save

pytestmark = pytest.mark.anyio

SAVED = "Translate demo.first into pl: 1 text"


@pytest.fixture
def work(locales: Path, tmp_path: Path) -> Workbench:
    """The locale files, in a checkout."""
    git(locales, "init", "--quiet", "--initial-branch=main")
    git(locales, "config", "user.name", "Author")
    git(locales, "config", "user.email", "author@example.org")
    git(locales, "add", ".")
    git(locales, "commit", "--quiet", "-m", "Begin")
    return workbench(Locales(locales), locks=tmp_path / "data" / "locks", courses=tmp_path / "courses")


def git(folder: Path, *arguments: str) -> str:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**settings, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


def log(locales: Path) -> list[str]:
    """What the site committed by whom, the newest first."""
    return git(locales, "log", "--format=%an <%ae>: %s").split("\n")[:-1]


async def test_each_translators_texts_are_committed_once_in_their_name(
    jadwiga: Browser, piotr: Browser, site: Site, work: Workbench, locales: Path
) -> None:
    await save(jadwiga, address(WRITING), "Partnerzy umawiają się na piśmie.")
    await save(piotr, address(GOALS), "Cele i terminy.")
    assert await commit_waiting(site.shown, work) == 0
    site.clock.go_on(minutes=3)
    assert await commit_waiting(site.shown, work) == 2
    people = {
        row.name: row.pseudonym for row in await site.database.all(select(account.c.name, account.c.pseudonym), {})
    }
    assert sorted(log(locales)) == [
        f"{name} <{people[name]}@users.noreply.learn.test>: {SAVED}" for name in ("Jadwiga", "Piotr")
    ]
    assert git(locales, "status", "--porcelain") == ""
    assert await commit_waiting(site.shown, work) == 0


async def test_a_translator_who_left_meanwhile_is_not_named(
    jadwiga: Browser, site: Site, work: Workbench, locales: Path
) -> None:
    await save(jadwiga, address(WRITING), "Partnerzy umawiają się na piśmie.")
    await send(jadwiga, "/en/account/delete", "Delete everything", password=PASSWORD)
    site.clock.go_on(minutes=3)
    assert await commit_waiting(site.shown, work) == 1
    assert [line.partition(" <")[0] for line in log(locales)] == ["A former translator"]
