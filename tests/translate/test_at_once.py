"""Two translators at once in one file, and a pull in between: nothing is lost, and each stands for their own texts."""

import asyncio
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Message
from app.translate.committing import commit_waiting
from app.translate.workbench import workbench
from tests.learn.browser import Browser
from tests.learn.running import Site
from tests.translate.desk import GOALS, address, file_of, po, put, save

pytestmark = pytest.mark.anyio


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=settings
    )
    return done.stdout.strip()


def begin(locales: Path) -> None:
    git(locales, "init", "--quiet", "--initial-branch=main")
    git(locales, "add", ".")
    git(locales, "commit", "--quiet", "-m", "Begin")


async def save_all(browser: Browser, sign: str, messages: Iterable[Message]) -> None:
    for message in messages:
        await save(browser, address(message.source, context=message.context), f"{sign}: {message.source}")


async def test_nothing_is_lost(jadwiga: Browser, piotr: Browser, site: Site, locales: Path, tmp_path: Path) -> None:
    begin(locales)
    elsewhere = tmp_path / "elsewhere"
    git(tmp_path, "clone", "--quiet", str(locales), str(elsewhere))
    work = workbench(Locales(locales), locks=tmp_path / "data/locks", courses=tmp_path / "courses")
    texts = [each for each in po(locales).by_key.values() if each.source != GOALS][:60]
    for half in (texts[:30], texts[30:]):
        await asyncio.gather(save_all(jadwiga, "J", half[::2]), save_all(piotr, "P", half[1::2]))
        site.clock.go_on(minutes=3)
        assert await commit_waiting(site.shown, work) == 30
        if half == texts[:30]:
            pulled = po(elsewhere).by_key[next(key for key in po(elsewhere).by_key if key.source == GOALS)]
            put(elsewhere, pulled.translated(("Z daleka.",)))
            git(elsewhere, "commit", "--quiet", "-am", "By hand")
            git(locales, "pull", "--quiet", "--no-rebase", "--no-edit", str(elsewhere), "main")
    found = po(locales).by_key
    assert [found[each.key].translations[0][:1] for each in texts] == ["J", "P"] * 30
    assert next(each for key, each in found.items() if key.source == GOALS).translations == ("Z daleka.",)
    assert git(locales, "status", "--porcelain") == ""
    path = file_of(locales).relative_to(locales).as_posix()
    assert git(locales, "log", "--format=%an", "--no-merges", "--", path).split("\n").count("Jadwiga") == 2
