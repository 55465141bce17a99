"""What happened is in the log; who it happened to, and what they wrote or looked for, is not."""

import logging
import sqlite3

import pytest

from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, QUIZ, answer, leave
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

MARK = "zanzibar"


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    """All that the site and the libraries under it logged; the tests' own client is no part of it."""
    return [caplog.handler.format(record) for record in caplog.records if not record.name.startswith("http")]


async def use_the_site(maria: Browser) -> None:
    await answer(maria, KINDS, "thoughts", lambda form: form.write(MARK))
    await answer(maria, KINDS, "word", lambda form: form.write(MARK))
    await leave(maria, KINDS, MARK)
    for address in (f"/en/search?q={MARK}", f"{LESSON}?again={MARK}", f"/en/nothing/at/all/here?{MARK}", f"/en?{MARK}"):
        await maria.open(address)
    await maria.client.post(LESSON, content=MARK, headers={"origin": f"http://{MARK}.test"})


async def test_what_people_do_is_not_in_the_log(maria: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await use_the_site(maria)
    secrets = [MARK, *maria.cookies.values()]
    assert [line for line in messages(caplog) if any(secret in line for secret in secrets)] == []


async def test_a_database_that_fails_is_in_the_log_without_what_was_sent(
    maria: Browser, site: Site, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await answer(maria, LESSON, "who-signs")
    caplog.set_level(logging.DEBUG)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await answer(maria, KINDS, "thoughts", lambda form: form.write(MARK))
    other.close()
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("app")]
    assert logged == [f"POST {KINDS}/thoughts: Busy"]
    secrets = [MARK, *maria.cookies.values()]
    assert [line for line in messages(caplog) if any(secret in line for secret in secrets)] == []


async def test_a_mistake_of_ours_is_in_the_log_with_its_place_and_without_its_words(
    maria: Browser, site: Site, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await answer(maria, LESSON, "who-signs")
    form = (await maria.open(KINDS)).form_of("thoughts").write(MARK)
    caplog.set_level(logging.DEBUG)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("ALTER TABLE step RENAME TO lost")
    page = await maria.send(form, "Save my thoughts")
    other.close()
    assert (page.status, page.heading) == (500, "Something went wrong on our side")
    assert MARK not in page.markup
    (line,) = [record.getMessage() for record in caplog.records if record.name.startswith("app")]
    assert line.startswith(f"POST {KINDS}/thoughts: OperationalError at ")
    assert "app/progress/operations/practice.py" in line
    secrets = [MARK, *maria.cookies.values()]
    assert [line for line in messages(caplog) if any(secret in line for secret in secrets)] == []


async def test_after_a_mistake_of_ours_the_site_goes_on(maria: Browser, site: Site, sqlite_url: str) -> None:
    form = (await maria.open(LESSON)).form_of("who-signs").choose("each")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("ALTER TABLE step RENAME TO lost")
    assert (await maria.send(form, "Check my answer")).status == 500
    other.execute("ALTER TABLE lost RENAME TO step")
    other.close()
    assert (await maria.send(form, "Check my answer")).question("who-signs").texts("verdict") == ["Right."]
    assert (await maria.open(QUIZ)).status == 200
