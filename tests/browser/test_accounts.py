"""An account from its first day to its last, by keyboard alone, on a phone, with and without scripts."""

import json
import zipfile

import pyotp
import pytest
from playwright.sync_api import Locator, expect

from tests.browser import key, people, scenes
from tests.browser.keyboard import Keyboard
from tests.browser.window import LESSONS, Server, Window, Windows

pytestmark = pytest.mark.browser

_ELSEWHERE = ("/\\evil.example/", "/\t/evil.example/", "//evil.example/", "/%5Cevil.example/")


def write(keyboard: Keyboard, field: Locator, text: str) -> None:
    keyboard.tab_to(field)
    keyboard.page.keyboard.insert_text(text)


def fill_in(keyboard: Keyboard, **values: str) -> None:
    for name, value in values.items():
        write(keyboard, keyboard.page.locator(f"main [name={name.replace('_', '-')}]"), value)


def press(keyboard: Keyboard, window: Window, button: str) -> None:
    """Press Enter on a button, and see the next page."""
    with window.page.expect_navigation():
        keyboard.follow(window.page.locator("main").get_by_role("button", name=window.said(button), exact=True))


def follow(keyboard: Keyboard, window: Window, link: Locator) -> None:
    with window.page.expect_navigation():
        keyboard.follow(link)


def answer_one(window: Window) -> str:
    """A guest answers a question; which one."""
    asked = scenes.of_kind(window.module, "truefalse")
    window.go(f"{LESSONS}/{asked.lesson}")
    window.answer(asked.id, key.right(asked))
    return asked.id


def test_an_account_is_opened_with_a_guests_progress_and_used_on_another_device(
    windows: Windows, language: str, *, scripts: bool
) -> None:
    phone, laptop = windows(language=language, scripts=scripts), windows(language=language, scripts=scripts, width=1280)
    keyboard, email = Keyboard(phone.page), people.new_email()
    asked = answer_one(phone)
    lesson = phone.page.url.partition("#")[0]
    follow(keyboard, phone, phone.page.locator(".top nav a").last)
    follow(keyboard, phone, phone.page.get_by_role("link", name=phone.said("I have no account yet")))
    fill_in(keyboard, name="Μαρία", email=email, new_password=people.PASSWORD)
    press(keyboard, phone, "Open my account")
    one = "Add the one answer given on this device to your account?"
    expect(phone.page.locator("h1")).to_have_text(phone.words.ngettext(one, one, 1, count=1))
    press(keyboard, phone, "Yes, add it")
    expect(phone.page.locator("h1")).to_have_text(phone.said("My account"))
    sign_in_there(laptop, email)
    laptop.page.goto(lesson)
    expect(laptop.question(asked).locator(".verdict")).to_be_visible()


def sign_in_there(window: Window, email: str) -> None:
    keyboard = Keyboard(window.page)
    window.go("/account")
    fill_in(keyboard, email=email, password=people.PASSWORD)
    press(keyboard, window, "Sign in")
    expect(window.page.locator("h1")).to_have_text(window.said("My account"))


def test_the_second_step_is_set_up_and_asked_for(every_window: Window) -> None:
    window, keyboard = every_window, Keyboard(every_window.page)
    email = people.sign_up(window)
    follow(keyboard, window, window.page.locator("main .change a").last)
    fill_in(keyboard, password=people.PASSWORD)
    press(keyboard, window, "Set up the second step")
    app = pyotp.TOTP(window.page.locator(".secret").inner_text().replace("-", "").upper())
    fill_in(keyboard, code="123456")
    press(keyboard, window, "Switch the second step on")
    expect(window.page.locator(".wrong")).to_be_focused()
    fill_in(keyboard, code=app.now())
    press(keyboard, window, "Switch the second step on")
    recovery = window.page.locator(".codes code").first.inner_text()
    follow(keyboard, window, window.page.locator("main a.button"))
    press(keyboard, window, "Sign out")
    window.go("/account")
    fill_in(keyboard, email=email, password=people.PASSWORD)
    press(keyboard, window, "Sign in")
    fill_in(keyboard, code=recovery)
    press(keyboard, window, "Sign in")
    expect(window.page.locator("h1")).to_have_text(window.said("My account"))


def test_a_forgotten_password_is_replaced_by_the_link_in_a_letter(every_window: Window) -> None:
    window, keyboard = every_window, Keyboard(every_window.page)
    email = people.sign_up(window)
    press(keyboard, window, "Sign out")
    window.go("/sign-in")
    follow(keyboard, window, window.page.get_by_role("link", name=window.said("I have forgotten my password")))
    fill_in(keyboard, email=email)
    press(keyboard, window, "Send me the link")
    window.go("/sign-in")
    window.page.goto(next(people.letters_to(window, email)))
    fill_in(keyboard, new_password="staple of another kind")
    press(keyboard, window, "Save the new password")
    expect(window.page.locator(".verdict")).to_have_text(
        window.said("Your new password has been saved. Sign in with it.")
    )
    fill_in(keyboard, email=email, password="staple of another kind")
    press(keyboard, window, "Sign in")
    expect(window.page.locator("h1")).to_have_text(window.said("My account"))


def test_everything_is_taken_along_and_deleted(either_window: Window) -> None:
    window, keyboard = either_window, Keyboard(either_window.page)
    answer_one(window)
    email = people.sign_up(window)
    press(keyboard, window, "Yes, add it")
    follow(keyboard, window, window.page.get_by_role("link", name="Everything kept about me"))
    fill_in(keyboard, password=people.PASSWORD)
    with window.page.expect_download() as started:
        keyboard.follow(window.page.get_by_role("button", name="Download"))
    with zipfile.ZipFile(started.value.path()) as archive:
        tables = json.loads(archive.read("about-me.json"))
        assert tables["account"][0]["email"] == email
        assert len(tables["step"]) == 1
    window.go("/account/delete")
    fill_in(keyboard, password=people.PASSWORD)
    press(keyboard, window, "Delete everything")
    expect(window.page.locator("h1")).to_have_text("Your account has been deleted")
    window.page.go_back()
    window.page.reload()
    expect(window.page.locator("h1")).to_have_text("Sign in")


def test_what_is_wrong_is_where_the_focus_begins_and_leads_to_its_field(either_window: Window) -> None:
    window, keyboard = either_window, Keyboard(either_window.page)
    window.go("/sign-up")
    press(keyboard, window, "Open my account")
    expect(window.page.locator(".wrong")).to_be_focused()
    keyboard.follow(window.page.locator(".wrong a").nth(1))
    expect(window.page.locator("[name=email]")).to_be_focused()
    assert window.page.title().startswith("Error: ")


def test_back_and_reload_after_signing_in_and_out_show_nothing_that_is_not_ones_own(either_window: Window) -> None:
    window = either_window
    people.sign_up(window)
    window.go("/account/devices")
    window.go("/account")
    with window.page.expect_navigation():
        window.press("Sign out")
    window.page.go_back()
    expect(window.page.locator("h1")).to_have_text("Sign in")


@pytest.mark.parametrize("wanted", _ELSEWHERE)
def test_next_never_leaves_the_site(window: Window, server: Server, wanted: str) -> None:
    email = people.sign_up(window)
    window.press("Sign out")
    window.page.goto(f"{server.origin}/en/sign-in")
    window.page.locator("[name=next]").evaluate("(field, wanted) => { field.value = wanted; }", wanted)
    people.fill_in(window, email=email, password=people.PASSWORD)
    with window.page.expect_navigation():
        window.press("Sign in")
    assert window.page.url.startswith(f"{server.origin}/")
