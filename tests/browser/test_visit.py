"""What a visit leaves behind, and whom it tells: no cookie before the first answer, nobody else ever."""

import pytest

from app.content.model import Module
from tests.browser import key, scenes
from tests.browser.window import LESSONS, Window

pytestmark = pytest.mark.browser


def pages(module: Module) -> list[str]:
    lessons = [f"{LESSONS}/{lesson.id}" for lesson in module.lessons]
    others = ["", "/networking", "/networking/glossary", "/search?q=partner", "/credits", "/privacy", "/progress"]
    return [LESSONS, f"{LESSONS}/quiz", *lessons, *others]


def test_reading_sets_no_cookie_and_asks_nobody_else(window: Window, module: Module) -> None:
    asked: set[str] = set()
    window.page.on("request", lambda request: asked.add(request.url))
    for path in pages(module):
        window.go(path)
    assert {address for address in asked if not address.startswith(window.server.origin + "/")} == set()
    assert window.page.context.cookies() == []
    assert window.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_first_answer_sets_the_only_cookie(either_window: Window, module: Module) -> None:
    window, asked = either_window, scenes.of_kind(module, "single")
    window.go(f"{LESSONS}/{asked.lesson}")
    assert window.page.context.cookies() == []
    window.answer(asked.id, key.wrong(asked))
    [cookie] = window.page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("session", True, "Lax")


def test_deleting_the_progress_takes_the_cookie_away(either_window: Window) -> None:
    for _state in scenes.progress(either_window):
        pass
    assert either_window.page.context.cookies() == []


def test_a_script_that_is_written_into_a_page_does_not_run(window: Window) -> None:
    window.go("")
    window.page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'ran = 1' }))")
    assert window.page.evaluate("'ran' in window") is False
    assert any("Content Security Policy" in complaint for complaint in window.complaints)
    window.complaints.clear()
