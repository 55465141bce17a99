"""Everything that can be done with a mouse, done by keyboard alone, on a phone-sized screen."""

import pytest
from playwright.sync_api import Locator, expect

from app.content.model import Module, Question
from tests.browser import key, scenes
from tests.browser.keyboard import Keyboard
from tests.browser.window import LESSONS, Window

pytestmark = pytest.mark.browser

_FORM = "form:has(button[value=check])"


def check(keyboard: Keyboard, window: Window, section: Locator) -> None:
    """Send an answer; the verdict is what comes next."""
    keyboard.follow(section.locator("button[value=check]"))
    section.locator(".verdict").wait_for()
    next_is(window, section, ".verdict")


def next_is(window: Window, section: Locator, said: str) -> None:
    """After sending, the focus is at what is said; without scripts the page stands at the question."""
    if window.scripts:
        expect(section.locator(said).last).to_be_focused()
    else:
        assert f"#{section.get_attribute('id')}" in window.page.url
    expect(section.locator(said).last).to_be_in_viewport()


def follow(keyboard: Keyboard, window: Window, link: Locator) -> None:
    address = window.page.url
    keyboard.follow(link)
    window.page.wait_for_url(lambda url: url != address)


@pytest.mark.parametrize("kind", scenes.KINDS)
def test_each_kind_of_question_is_answered_by_keyboard(every_window: Window, kind: str) -> None:
    window, keyboard, asked = every_window, Keyboard(every_window.page), scenes.of_kind(every_window.module, kind)
    window.go(f"{LESSONS}/{asked.lesson}")
    section = window.question(asked.id)
    keyboard.follow(section.locator("button[value=check]"))
    section.locator(".problem").wait_for()
    next_is(window, section, ".problem")
    if asked.hints:
        open_hint(keyboard, window, section)
    if asked.graded:
        keyboard.fill(section, key.wrong(asked))
        check(keyboard, window, section)
        expect(section.locator(".verdict")).to_have_text(
            window.said("Not yet. Read what it says beside your answer, and try again.")
        )
        try_again(keyboard, window, section, asked)
    keyboard.fill(section, key.right(asked))
    check(keyboard, window, section)
    expect(section.locator(".verdict")).to_have_text(
        window.said("Right." if asked.graded else "Saved. There is no right or wrong here.")
    )


def open_hint(keyboard: Keyboard, window: Window, section: Locator) -> None:
    keyboard.follow(section.locator("button[value=hint]"))
    section.locator(".hint").wait_for()
    next_is(window, section, ".hint")


def try_again(keyboard: Keyboard, window: Window, section: Locator, asked: Question) -> None:
    keyboard.follow(section.locator("a[data-again]"))
    section.locator(_FORM).wait_for()
    next_is(window, section, ".stem")
    if asked.kind == "multiple":
        for chosen in key.wrong(asked)["answer"]:
            keyboard.tab_to(section.locator(f"[value={chosen}]"))
            keyboard.press("Space")


def test_a_newcomer_takes_the_module_from_home_to_a_passed_quiz(every_window: Window) -> None:
    window, keyboard = every_window, Keyboard(every_window.page)
    window.go("")
    follow(keyboard, window, window.page.locator("main a.button"))
    for lesson in window.module.lessons:
        expect(window.page.locator("h1")).to_have_text(lesson.title.plain)
        for asked in lesson.questions:
            keyboard.fill(window.question(asked.id), key.right(asked))
            check(keyboard, window, window.question(asked.id))
        follow(keyboard, window, window.page.locator(".turn .on"))
    take_quiz(keyboard, window)
    expect(window.page.locator(".verdict")).to_contain_text("100")
    for _quiz_then_module in range(2):
        follow(keyboard, window, window.page.locator(".crumbs a").last)
    completed = window.said("Completed on {date}.", date="|").partition("|")[0]
    expect(window.page.locator("main .missing")).to_contain_text(completed)
    done = window.words.ngettext("{done} of {count} done", "{done} of {count} done", 11, done=11, count=11)
    expect(window.page.locator("main .bar")).to_contain_text(done)


def take_quiz(keyboard: Keyboard, window: Window) -> None:
    """From the quiz's first page to its result."""
    follow(keyboard, window, window.page.locator("main form button"))
    section = window.page.locator("#question")
    while section.count():
        keyboard.fill(section, key.right(scenes.posed(window)))
        follow(keyboard, window, section.get_by_role("button", name=window.said("Save and go on")))
    follow(keyboard, window, window.page.get_by_role("button", name=window.said("Finish and see my result")))


def test_the_menu_can_be_skipped(either_window: Window) -> None:
    window, keyboard = either_window, Keyboard(either_window.page)
    window.go("")
    keyboard.follow(window.page.locator(".skip"))
    keyboard.press("Tab")
    expect(window.page.locator("main a.button")).to_be_focused()


# What a reader opened may lie over the page: Escape takes it away.
@pytest.mark.parametrize("scene", sorted(scenes.ALL.keys() - {"definition"}))
def test_every_stop_is_seen(window: Window, scene: str) -> None:
    keyboard = Keyboard(window.page)
    for _state in scenes.ALL[scene](window):
        keyboard.tab_to(window.page.locator("footer a").last)


def test_a_definition_is_opened_and_closed_by_keyboard(either_window: Window, module: Module) -> None:
    window, keyboard = either_window, Keyboard(either_window.page)
    window.go(f"{LESSONS}/{module.lessons[0].id}")
    term, definition = window.page.locator(".term").first, window.page.locator(".definition").first
    keyboard.follow(term)
    expect(definition).to_be_visible()
    keyboard.press("Tab")
    expect(definition.locator("a")).to_be_focused()
    keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
