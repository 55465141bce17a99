"""Somebody in every table: they see all of it, take it along, and leave nothing behind."""

import io
import json
import logging
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table, select
from sqlmodel import SQLModel

from app.content.po import Message
from app.join.held import words_of
from app.localisation.operations import (
    Change,
    add_remark,
    keep_arrival,
    keep_draft,
    keep_look,
    mark_reviewed,
    record_edits,
    suggest,
)
from app.localisation.records import Where
from app.mail import MailFolder
from app.people.everything import everything_about, tables_about_people
from app.people.intake import guess, read
from app.people.operations import (
    add_organisation,
    disable,
    enable,
    grant_role,
    issue_ticket,
    queue_letter,
    record_act,
)
from app.people.operations.groups import add_code, add_group, join_by_code
from app.people.operations.intakes import add_intake
from app.people.operations.inviting import Invitee, invite
from app.people.queries import Account, account_by_email
from app.people.roles import Role
from app.people.tables import act, announcement, erasure, person, reminder
from app.storage import Database, Writer
from app.storage.metadata import PersonalData
from app.web.locale import Interface
from tests.join.cast import OTHER, PASSWORD, problems, send, set_up_second_step, sign_in, sign_up, write
from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, LESSON, answer, complete_lessons, leave
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.play.cast import play
from tests.play.story import STORY

pytestmark = pytest.mark.anyio

NAME, EMAIL, NEW_EMAIL, WORDS = "Zanzibara", "zanzibara@example.org", "quetzal@other.example", "xylophone thoughts"
MARKS = ("zanzibar", "quetzal", "xylophone")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mail"


@pytest.fixture
def site(database: Database, tmp_path: Path, folder: Path) -> Site:
    return run(database, small_course(tmp_path, STORY), post=MailFolder(folder), contact_email="us@example.org")


@pytest.fixture
async def zanzibara(site: Site) -> Browser:
    """Somebody of whom there is a row in every table that can hold one."""
    browser = site.browser()
    await sign_up(browser, NAME, EMAIL)
    await complete_lessons(browser)
    await answer(browser, KINDS, "thoughts", lambda form: form.write(WORDS))
    await leave(browser, LESSON, "q-who-signs")
    await play(browser, "ring")
    await sign_in(site.browser(), NAME, OTHER)
    await set_up_second_step(browser, site)
    await _what_only_others_do(site)
    return browser


async def _what_only_others_do(site: Site) -> None:
    found = await account_by_email(site.database, email=EMAIL)
    assert found
    now, owner = site.clock(), found.person_id

    async def work(writer: Writer) -> None:
        await grant_role(writer, to=found, what=Role("translator", "el"), actor="", now=now)
        await issue_ticket(writer, person_id=owner, purpose="password", token="a link", now=now)
        await writer.run(
            SQLModel.metadata.tables["email_change"].insert(),
            {
                "person_id": owner,
                "email": NEW_EMAIL,
                "email_key": NEW_EMAIL,
                "agreed_old": False,
                "agreed_new": True,
                "expires_at": now.replace(year=2027),
            },
        )
        await record_act(writer, actor=found.pseudonym, action="grant", subject=found.pseudonym, now=now)
        await _as_member_and_coordinator(writer, found, now)
        await _as_translator(writer, found, now)
        await queue_letter(writer, person_id=owner, kind="expiring", now=now)

    await site.database.write(work)


async def _as_member_and_coordinator(writer: Writer, who: Account, now: datetime) -> None:
    """In a group and reminded of it, asked into another, and with a list and a message of their own."""
    owner, later = who.person_id, now.replace(year=2027)
    await add_organisation(writer, title="Ours", actor="", now=now)
    for title in ("Autumn", "Winter"):
        await add_group(
            writer,
            organisation_id=1,
            title=title,
            course="demo",
            starts_on=now.date(),
            due_on=None,
            actor="",
            now=now,
        )
    await add_code(writer, group_id=1, code="AAAAA", most_uses=1, expires_at=later, actor="", now=now)
    await join_by_code(writer, code="AAAAA", who=who, mute_token="m", now=now)
    await invite(writer, group_id=2, people=[Invitee(EMAIL.upper(), NAME, "en")], now=now)
    sheet = read(f"{NAME} <{EMAIL}>")
    await add_intake(writer, group_id=2, person_id=owner, sheet=sheet, columns=guess(sheet), now=now)
    said = {"organisation_id": 1, "person_id": owner, "once": "o", "texts": f'{{"en": ["{NAME}", "x"]}}'}
    await writer.run(announcement.insert(), {**said, "receivers": 1, "at": now})
    await writer.run(reminder.insert(), {"person_id": owner, "group_id": 1, "occasion": "quiet", "at": now})
    # What was done to no person belongs to nobody.
    await writer.run(act.delete().where(act.c.subject == ""), {})


async def _as_translator(writer: Writer, who: Account, now: datetime) -> None:
    """With something typed, suggested, remarked, reviewed, saved and brought."""
    where = Where("el", "demo.first", "0" * 16)
    before, after = Message("", "Goals."), Message("", "Goals.", translations=("Στόχοι.",))
    texts, author = after.translations, who.pseudonym
    await keep_draft(writer, person_id=who.person_id, where=where, texts=texts, expected="", now=now)
    await suggest(writer, where=where, source="Goals.", before=("",), texts=texts, note="", author=author, now=now)
    await add_remark(writer, where=where, words="Which?", asks=True, author=author, now=now)
    await mark_reviewed(writer, target="el", domain="demo.first", digests={"0" * 16: ""}, author=author, now=now)
    await record_edits(writer, changes=[Change(where, before, after, "desk")], author=author, now=now)
    await keep_arrival(writer, person_id=who.person_id, target="el", name="el.po", data=b"", now=now)
    await keep_look(writer, person_id=who.person_id, target="el", snapshot=b"", now=now)


def of_people() -> list[Table]:
    return [SQLModel.metadata.tables[name] for name in tables_about_people()]


def declared(table: Table) -> PersonalData:
    found = table.info["person"]
    assert isinstance(found, PersonalData)
    return found


async def rows(database: Database, table: Table) -> int:
    return len(await database.all(select(table), {}))


async def downloaded(browser: Browser) -> zipfile.ZipFile:
    page = await browser.open("/en/account/everything")
    pairs = write(page.form("Download"), password=PASSWORD).pairs("Download")
    response = await browser.client.post(
        "/en/account/everything", data=dict(pairs), headers={"sec-fetch-site": "same-origin"}
    )
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    return zipfile.ZipFile(io.BytesIO(response.content))


async def test_the_cast_has_a_row_in_every_table(zanzibara: Browser, site: Site) -> None:
    empty = {table.name for table in of_people() if not await rows(site.database, table)}
    # Made by a deletion only.
    assert empty == {"erasure"}


async def test_the_page_names_every_table_that_leads_to_its_reader(zanzibara: Browser) -> None:
    page = await zanzibara.open("/en/account/everything")
    ui = Interface("en")
    expected = [words_of(ui, table.name).title for table in of_people() if declared(table).owner]
    assert sorted(part.text for part in page.main.all("h2")) == sorted([*expected, "Take it along"])
    assert WORDS in page.markup


@pytest.mark.parametrize("table", of_people(), ids=str)
def test_every_table_is_put_into_words(table: Table) -> None:
    assert all(words_of(Interface("en"), table.name))


async def test_the_download_holds_every_row_and_no_secret(zanzibara: Browser, site: Site) -> None:
    archive = await downloaded(zanzibara)
    tables: dict[str, list[dict[str, Any]]] = json.loads(archive.read("about-me.json"))
    for table in of_people():
        if declared(table).owner:
            # A letter to whom an invitation names is told of with the invitation.
            found = await site.database.all(select(table), {})
            kept = [row for row in found if getattr(row, "person_id", 0) is not None]
            assert (table.name, len(tables[table.name])) == (table.name, len(kept))
            assert {*tables[table.name][0]} == {*table.c.keys()} - {*declared(table).secret}
    page = archive.read("about-me.html").decode()
    for text in (NAME, EMAIL, NEW_EMAIL, WORDS):
        assert text in page
        assert text in json.dumps(tables, ensure_ascii=False)


async def test_the_download_asks_for_the_password(zanzibara: Browser) -> None:
    page = await send(zanzibara, "/en/account/everything", "Download", password=OTHER)
    assert problems(page) == ["This is not your password. Try again."]


async def test_somebody_else_sees_nothing_of_it(zanzibara: Browser, stefan: Browser, site: Site) -> None:
    await sign_up(stefan, "Stefan")
    page = await stefan.open("/en/account/everything")
    copy = (await downloaded(stefan)).read("about-me.json").decode()
    for mark in MARKS:
        assert mark not in (page.markup + copy).lower()
    held = await everything_about(site.database, person_id=9999)
    assert held == ()


async def test_after_the_deletion_nothing_is_left_anywhere(
    zanzibara: Browser, site: Site, database_url: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await send(zanzibara, "/en/forgotten", "Send me the link", email=EMAIL)
    await site.send_letters()
    assert letters_in(folder) != []
    page = await send(zanzibara, "/en/account/delete", "Delete everything", password=PASSWORD)
    assert page.heading == "Your account has been deleted"
    assert "session" not in zanzibara.cookies
    left = {table.name for table in of_people() if await rows(site.database, table)}
    # What somebody wrote into texts stays, under a pseudonym that stands for nobody.
    assert left <= {"act", "attempt_limit", "edit", "erasure", "remark", "review", "suggestion"}
    assert found_in([dump(database_url)]) == []
    assert found_in(site_log(caplog)) == []
    assert letters_in(folder) == []


async def test_the_record_keeps_pseudonyms_that_stand_for_nobody(zanzibara: Browser, site: Site) -> None:
    found = await account_by_email(site.database, email=EMAIL)
    assert found
    await send(zanzibara, "/en/account/delete", "Delete everything", password=PASSWORD)
    acts = await site.database.all(select(act.c.action, act.c.subject), {})
    assert ("delete", found.pseudonym) in [tuple(row) for row in acts]
    assert await account_by_email(site.database, email=EMAIL) is None
    assert [row.person_id for row in await site.database.all(select(erasure), {})] == [found.person_id]


async def test_deleting_asks_for_the_password_and_never_for_a_guests(
    zanzibara: Browser, site: Site, stefan: Browser
) -> None:
    page = await send(zanzibara, "/en/account/delete", "Delete everything", password=OTHER)
    assert problems(page) == ["This is not your password. Try again."]
    # The form that deletes a guest's progress deletes no account.
    token = (await zanzibara.open("/en/account")).form("Sign out").value("token")
    page = await zanzibara.post("/en/progress", [("token", token), ("do", "delete")])
    assert page.heading == "Delete my account"
    assert await rows(site.database, person) == 1


async def test_the_same_address_may_open_another_account_afterwards(zanzibara: Browser, site: Site) -> None:
    await send(zanzibara, "/en/account/delete", "Delete everything", password=PASSWORD)
    assert (await sign_up(site.browser(), NAME, EMAIL)).heading == "My account"


async def test_what_people_do_with_their_accounts_is_not_in_the_log(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = site.browser()
    await sign_up(browser, NAME, EMAIL)
    await send(browser, "/en/account/password", "Save the new password", password=PASSWORD, new_password=OTHER)
    await send(browser, "/en/account/email", "Change the address", email=NEW_EMAIL, password=OTHER)
    await send(browser, "/en/forgotten", "Send me the link", email=NEW_EMAIL)
    await site.send_letters()
    secrets = [*browser.cookies.values(), PASSWORD, OTHER]
    assert found_in(site_log(caplog)) == []
    assert [line for line in site_log(caplog) if any(secret in line for secret in secrets if len(secret) > 2)] == []


async def test_no_token_code_or_password_is_stored(zanzibara: Browser, database_url: str) -> None:
    kept = dump(database_url)
    for secret in (PASSWORD, OTHER, zanzibara.cookies["session"], "a link"):
        assert secret not in kept


async def test_a_disabled_account_can_be_enabled_again(zanzibara: Browser, site: Site) -> None:
    found = await account_by_email(site.database, email=EMAIL)
    assert found
    now = site.clock()
    await site.database.write(lambda writer: disable(writer, whom=found, actor="", now=now))
    again = await account_by_email(site.database, email=EMAIL)
    assert again
    await site.database.write(lambda writer: enable(writer, whom=again, actor="", now=now))
    page: Page = await sign_in(site.browser(), NAME)
    assert page.heading == "Enter the code from your phone"


def letters_in(folder: Path) -> list[str]:
    return [file.read_text() for file in folder.iterdir()]


def found_in(texts: Iterable[str]) -> list[str]:
    return [mark for text in texts for mark in MARKS if mark in text.lower()]


def site_log(caplog: pytest.LogCaptureFixture) -> list[str]:
    """All that the site and the libraries under it logged; the tests' own client is no part of it."""
    return [caplog.handler.format(record) for record in caplog.records if not record.name.startswith("http")]


def dump(url: str) -> str:
    """Everything in a database, as text; of SQLite's file, also what was deleted and is still there."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        with sqlite3.connect(file) as connection:
            connection.execute("VACUUM")
            text = "\n".join(connection.iterdump())
        connection.close()
        return text + file.read_bytes().decode("latin-1")
    with psycopg.connect(url) as server:
        asked = "SELECT query_to_xml(format('SELECT * FROM %I', tablename), true, false, '')::text FROM pg_tables"
        return "\n".join(row[0] for row in server.execute(f"{asked} WHERE schemaname = 'public'"))


def test_the_marks_are_found_where_they_are() -> None:
    assert found_in([f"{NAME} wrote", "nothing", "else"]) == ["zanzibar"]
