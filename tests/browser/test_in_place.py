"""The comfort that the script adds to questions, and that nothing is lost where it can't."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from app.content.model import Lesson, Module, Question
from tests.browser import key, scenes
from tests.browser.window import LESSONS, Window, Windows, fill

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(module: Module) -> Question:
    return scenes.of_kind(module, "single")


def opened(window: Window, question: Question) -> None:
    """The question's lesson, with a right answer filled in."""
    window.go(f"{LESSONS}/{question.lesson}")
    fill(window.question(question.id), key.right(question))


def guests(window: Window) -> int:
    with closing(sqlite3.connect(window.server.database)) as database:
        [count] = database.execute("SELECT count(*) FROM person").fetchone()
        return int(count)


def test_an_answer_is_checked_without_loading_the_page_again(window: Window, asked: Question) -> None:
    opened(window, asked)
    window.page.evaluate("window.same = true")
    window.answer(asked.id, key.right(asked))
    assert window.page.evaluate("window.same") is True
    expect(window.page.locator("#page-status")).not_to_be_empty()


def test_a_button_pressed_twice_sends_one_form(window: Window, asked: Question) -> None:
    opened(window, asked)
    window.question(asked.id).locator("button[value=check]").dblclick()
    expect(window.question(asked.id).locator(".verdict")).to_be_visible()
    assert len(window.sent) == 1


def test_a_first_answer_sent_twice_makes_one_guest(either_window: Window, asked: Question) -> None:
    before = guests(either_window)
    opened(either_window, asked)
    either_window.question(asked.id).locator("button[value=check]").dblclick()
    expect(either_window.question(asked.id).locator(".verdict")).to_be_visible()
    assert guests(either_window) - before == 1


def test_the_next_question_can_be_answered_after_the_first(window: Window, module: Module) -> None:
    """The first answer begins a session, which the forms that are already open have to belong to."""
    lesson = module.lessons[0]
    window.go(f"{LESSONS}/{lesson.id}")
    for question in lesson.questions:
        expect(window.answer(question.id, key.right(question)).locator(".note")).to_have_count(0)
    expect(window.page.locator("#page-status .done")).to_be_visible()


def test_offline_the_answer_stays_and_can_be_sent_later(window: Window, asked: Question) -> None:
    opened(window, asked)
    section = window.question(asked.id)
    window.page.context.set_offline(True)
    window.press("Check my answer", section)
    expect(section.locator(".problem")).to_contain_text("Your answer is still here")
    expect(section.locator(".problem")).to_be_focused()
    expect(section.locator("input:checked")).to_have_value(key.right(asked)["answer"][0])
    window.page.context.set_offline(False)
    window.press("Check my answer", section)
    expect(section.locator(".verdict")).to_have_text("Right.")


def test_while_nothing_can_be_stored_the_answer_stays(window: Window, asked: Question) -> None:
    opened(window, asked)
    section = window.question(asked.id)
    with closing(sqlite3.connect(window.server.database)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        window.press("Check my answer", section)
        expect(section.locator(".problem")).to_contain_text("This was not saved", timeout=30_000)
        holder.rollback()
    window.press("Check my answer", section)
    expect(section.locator(".verdict")).to_have_text("Right.")


def test_going_back_shows_the_present_state(either_window: Window, asked: Question) -> None:
    opened(either_window, asked)
    either_window.answer(asked.id, key.right(asked))
    either_window.go("")
    either_window.page.go_back()
    expect(either_window.question(asked.id).locator(".verdict")).to_have_text("Right.")


def test_going_back_behind_the_answer_shows_the_present_state(either_window: Window, asked: Question) -> None:
    either_window.go("")
    opened(either_window, asked)
    either_window.answer(asked.id, key.right(asked))
    either_window.page.go_back()
    either_window.page.go_forward()
    expect(either_window.question(asked.id).locator(".verdict")).to_have_text("Right.")


def test_another_tab_is_told_what_was_answered_meanwhile(either_window: Window, asked: Question) -> None:
    window = either_window
    opened(window, asked)
    window.answer(asked.id, key.wrong(asked))
    window.question(asked.id).locator("a[data-again]").click()
    window.question(asked.id).locator("button[value=check]").wait_for()
    other = Window(window.page.context.new_page(), window.server, scripts=window.scripts)
    opened_again(other, asked)
    other.answer(asked.id, key.right(asked))
    window.press("Check my answer", window.question(asked.id))
    expect(window.question(asked.id).locator(".note")).to_contain_text("answered on another page")
    expect(window.question(asked.id).locator(".verdict")).to_have_text("Right.")
    assert other.complaints == []


def opened_again(window: Window, question: Question) -> None:
    window.go(f"{LESSONS}/{question.lesson}?again={question.id}")


def test_where_somebody_stopped_reading_is_where_they_go_on(window: Window, module: Module) -> None:
    lesson = next(lesson for lesson in module.lessons if len(lesson.headings) > 2)
    begun(window, lesson)
    heading = lesson.headings[1].anchor
    window.page.locator(f"#{heading}").evaluate("heading => heading.scrollIntoView()")
    window.go("")
    onward = window.page.locator(f'main a[href$="#{heading}"]')
    # The browser sends the place while it is leaving, and waits for no answer.
    for _ in range(50):
        if onward.count():
            break
        window.go("")
    expect(onward).to_have_text(f"Continue: {lesson.title.plain}")
    onward.click()
    window.page.wait_for_url(f"**/{lesson.id}#{heading}")
    expect(window.page.locator(f"#{heading}")).to_be_in_viewport()


def test_without_scripts_they_go_on_at_the_first_open_question(windows: Windows, module: Module) -> None:
    window = windows(scripts=False)
    lesson = module.lessons[0]
    begun(window, lesson)
    window.go("")
    window.page.get_by_role("link", name=f"Continue: {lesson.title.plain}").click()
    window.page.wait_for_url(f"**/{lesson.id}#{lesson.questions[1].anchor}")


def begun(window: Window, lesson: Lesson) -> None:
    """The lesson with its first question answered."""
    window.go(f"{LESSONS}/{lesson.id}")
    window.answer(lesson.questions[0].id, key.right(lesson.questions[0]))
