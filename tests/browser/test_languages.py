"""One attempt in three languages, and the choice of a language."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import key, scenes
from tests.browser.window import LESSONS, Window, Windows, fill

pytestmark = pytest.mark.browser

NAMES = {"pl": "Polski", "ro": "Română"}


def choose(window: Window, language: str) -> None:
    """Choose another language on the page that is open, and stay at the same place."""
    there = window.page.url.replace(f"/{window.language}/", f"/{language}/")
    window.page.locator(".languages summary").click()
    window.page.get_by_role("button", name=NAMES[language], exact=True).click()
    window.page.wait_for_url(there)
    window.language = language


def answer(window: Window) -> None:
    fill(window.page.locator("#question"), key.right(scenes.posed(window)))


def send(window: Window) -> None:
    address = window.page.url
    window.page.locator("#question button").first.click()
    window.page.wait_for_url(lambda url: url != address)


def attempts(window: Window) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(window.server.database)) as database:
        return database.execute(
            "SELECT attempt.id, score, passed, language, count(*) FROM attempt JOIN step ON attempt_id = attempt.id"
            " WHERE attempt.id = (SELECT max(id) FROM attempt) GROUP BY language ORDER BY language"
        ).fetchall()


def test_a_quiz_begun_in_greek_goes_on_in_polish_and_ends_in_romanian(windows: Windows, *, scripts: bool) -> None:
    window = windows(language="el", scripts=scripts)
    scenes.begin_quiz(window)
    for language in ("pl", "ro"):
        for question in range(4):
            # The first is the one that came along, with what was typed in the language before.
            if question or language == "pl":
                answer(window)
            if question < 3:
                send(window)
        typed = filled_in(window)
        choose(window, language)
        expect(window.page.locator("html")).to_have_attribute("lang", language)
        assert filled_in(window) == typed
    send(window)
    while window.page.locator("#question").count():
        answer(window)
        send(window)
    window.press("Finish and see my result")
    expect(window.page.locator(".verdict")).to_contain_text("100")
    assert window.page.url.startswith(f"{window.server.origin}/ro{LESSONS}/quiz/1")
    (number, *_), *_rest = found = attempts(window)
    assert found == [(number, 100.0, 1, "el", 4), (number, 100.0, 1, "pl", 3), (number, 100.0, 1, "ro", 3)]


def filled_in(window: Window) -> list[str]:
    """What is chosen and typed in the open question."""
    fields = "form => [...new FormData(form)].filter(([name]) => name.startsWith('answer')).map(String).sort()"
    found: list[str] = window.page.locator("#answer").evaluate(fields)
    return found


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("el-GR", "el"), ("bg-BG", "bg"), ("ro-MD", "ro"), ("pl", "pl"), ("sq,de;q=0.5", "en")],
)
def test_a_first_visit_is_in_the_language_of_the_browser(windows: Windows, accepted: str, language: str) -> None:
    window = windows(language="en")
    window.page.set_extra_http_headers({"Accept-Language": accepted})
    window.page.goto(window.server.origin)
    assert window.page.url == f"{window.server.origin}/{language}"
    expect(window.page.locator("html")).to_have_attribute("lang", language)


def test_a_chosen_language_is_remembered(windows: Windows, *, scripts: bool) -> None:
    window = windows(language="el", scripts=scripts)
    window.go(f"{LESSONS}/agreement")
    choose(window, "pl")
    window.page.goto(window.server.origin)
    assert window.page.url == f"{window.server.origin}/pl"
