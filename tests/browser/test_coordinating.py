"""A coordinator's whole month: a group, three people asked, two who join, one who gets stuck, is seen and reminded."""

import csv
import io
import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import key, organisations, people, scenes
from tests.browser.window import LESSONS, Window, Windows
from tests.servers import ATSIV

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


def invite(window: Window, group: str, addresses: list[str]) -> None:
    window.go(f"{group}/bring")
    people.fill_in(window, pasted="\n".join(addresses))
    window.press("See what this would change")
    window.press("Invite them")
    while window.page.locator("meta[http-equiv=refresh]").count():
        window.page.reload()
    expect(window.page.locator("main li").first).to_contain_text("3")


def join(window: Window, coordinator: Window, email: str, name: str) -> None:
    """Follow the letter's link, open an account on the way, and come back to the invitation."""
    link = people.path_of(next(people.letters_to(coordinator, email)))
    window.go(link)
    window.page.locator("main .actions a").first.click()
    people.fill_in(window, name=name, email=email, new_password=people.PASSWORD)
    window.press("Open my account")
    window.press("Join the group")
    expect(window.page.locator("h1")).to_have_text(window.said("My groups"))


def remind(window: Window) -> str:
    """What the command says that a timer runs."""
    data = window.server.database.parent
    environment = {
        **os.environ,
        "DATA_DIR": str(data),
        "COURSES_DIR": str(ROOT / "courses"),
        "LOCALES_DIR": str(data.parent / "locales"),
    }
    shown = subprocess.run([ATSIV, "remind"], check=True, env=environment, capture_output=True, text=True, cwd=data)
    return shown.stdout


def rows(page: Page) -> list[list[str]]:
    return [
        [cell.inner_text() for cell in row.locator("th, td").all()[:4]] for row in page.locator("main tbody tr").all()
    ]


def downloaded(window: Window) -> list[list[str]]:
    with window.page.expect_download() as arriving:
        window.page.locator("main .ways a").last.click()
    text = Path(arriving.value.path()).read_text(encoding="utf-8-sig")
    return [*csv.reader(io.StringIO(text))]


def coordinate(window: Window) -> tuple[str, str]:
    """Find the way from one's own account to a new group; where the organisation and the group are."""
    email = people.sign_up(window, name="Irena")
    people.set_up_second_step(window)
    desk = f"/coordinate/{organisations.make_coordinator(window, email, f'Razem {email}')}"
    window.go("/account")
    window.page.get_by_role("link", name=window.said("Coordinate groups")).click()
    window.page.get_by_role("link", name=window.said("Make a group")).click()
    people.fill_in(window, title="Jesień", due="2099-12-24")
    window.press("Make the group")
    return desk, f"{desk}{window.page.url.partition(desk)[2]}"


def learn(window: Window) -> None:
    asked = scenes.of_kind(window.module, "truefalse")
    window.go(f"{LESSONS}/{asked.lesson}")
    window.answer(asked.id, key.right(asked))


def see_who_is_stuck(window: Window, desk: str, days: int) -> None:
    window.go(desk)
    attention = window.page.locator("main .devices li").first
    expect(attention).to_contain_text("Μαρία")
    quiet = "no activity for {count} day", "no activity for {count} days"
    expect(attention).to_contain_text(window.words.ngettext(*quiet, days, count=days))


def write(window: Window, desk: str) -> None:
    """To those who are on track; all letters that wait are sent with it."""
    window.go(f"{desk}/message?state=on+track")
    for field in ("subject", "text"):
        window.page.locator(f"main [name={field}-bg]").fill("Понеделник")
    window.press("See how it arrives")
    window.press("Send the message")


def compare_with_the_file(window: Window, desk: str) -> None:
    window.go(f"{desk}/people")
    on_screen = rows(window.page)
    header, *lines = downloaded(window)
    assert header[:3] == [window.said("Name"), window.said("E-mail address"), window.said("Language")]
    assert [f"{line[0]} {line[1]}" for line in lines] == [" ".join(row[0].split()) for row in on_screen]
    assert [f"{line[5]}/{line[6]}" for line in lines] == [row[3] for row in on_screen]


def test_a_coordinators_month(windows: Windows, *, scripts: bool) -> None:
    irena = windows(language="pl", scripts=scripts, width=1280)
    desk, group = coordinate(irena)
    maria, stoyan, nobody = people.new_email(), people.new_email(), people.new_email()
    invite(irena, group, [f"Maria <{maria}>", stoyan, nobody])
    greek, bulgarian = (windows(language=language, scripts=scripts) for language in ("el", "bg"))
    join(greek, irena, maria, "Μαρία")
    join(bulgarian, irena, stoyan, "Стоян")
    for window in (greek, bulgarian):
        learn(window)
    organisations.let_time_pass(irena, maria, 20)
    see_who_is_stuck(irena, desk, 20)
    # Other tests' learners on this server have paused as well, so the first run's number is theirs too.
    assert "no reminders after a pause" not in remind(irena)
    assert remind(irena) == "Queued: no reminders of a due date, no reminders after a pause.\n"
    write(irena, desk)
    for address, language in ((maria, "el"), (stoyan, "bg")):
        letters = people.letters_to(irena, address)
        assert "/pl/invitation?" in next(letters)
        assert f"/{language}/mute?" in next(letters)
    compare_with_the_file(irena, desk)
    irena.go(f"{desk}/report")
    # One of each language: no result of theirs is told.
    expect(irena.page.locator("main tbody").last.locator("tr").last).to_contain_text("–")
