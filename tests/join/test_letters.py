"""Letters: in the language of who gets them, sent once, tried again, given up in the end."""

from datetime import timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from app.join.letters import KINDS, WITH_LINK, compose
from app.mail import MailFolder, Undelivered
from app.people.operations import disable, queue_letter, send_again
from app.people.queries import account_by_email
from app.people.tables import letter, ticket
from app.storage import Database
from tests.join.cast import PASSWORD, Postbox, link_in, open_by, open_by_letter, send, sign_up
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.kept import count, values
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]


async def waiting(site: Site) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await values(site.database, letter.c.kind, letter.c.tries, letter.c.problem)]


async def test_a_letter_is_in_the_language_of_who_gets_it(database: Database, tmp_path: Path, postbox: Postbox) -> None:
    site = run(database, small_course(tmp_path), post=postbox, locales=ROOT / "locales")
    browser = site.browser()
    page = await browser.open("/el/sign-up")
    form = page.forms()[0]
    for name, value in (("name", "Μαρία"), ("email", "maria@example.org"), ("new-password", PASSWORD)):
        form.write(value, name)
    await browser.send(form, next(iter(form.buttons)))
    await site.send_letters()
    (sent,) = postbox.letters
    assert sent["Content-Language"] == "el"
    assert sent["Subject"] != "Open your account at ATSIV Learning"
    assert link_in(sent).startswith("/el/open?token=")
    page = await browser.open(link_in(sent))
    form = page.forms()[0]
    form.write(PASSWORD, "password")
    await browser.send(form, next(iter(form.buttons)))
    # Another language, chosen on any page, is the letters' from then on.
    await browser.post("/language", [("language", "pl"), ("to", "/account")])
    await browser.post("/pl/forgotten", [("token", (await browser.open("/pl/forgotten")).forms()[0].value("token"))])
    found = await account_by_email(site.database, email="maria@example.org")
    assert found
    assert found.language == "pl"


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_every_letter_is_plain_text_with_at_most_one_link(kind: str, mailing: Site, postbox: Postbox) -> None:
    await open_by_letter(mailing, postbox)
    found = await account_by_email(mailing.database, email="maria@example.org")
    assert found
    composed = compose(mailing.shown, found, kind=kind, new_email="new@example.org", token="T")
    parsed = message_from_string(composed.as_string(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert parsed.get_content_type() == "text/plain"
    to = "new@example.org" if kind == "new email" else "maria@example.org"
    assert (parsed["To"], parsed["Auto-Submitted"]) == (to, "auto-generated")
    text = parsed.get_content()
    assert text.startswith("Hello Maria,\n\n")
    assert text.endswith("ATSIV Learning\nhttp://learn.test\n")
    assert text.count("http://learn.test/en/") == 1
    assert ("token=T" in text) == (kind in WITH_LINK)


async def test_the_link_is_made_when_the_letter_is_sent_so_none_lies_in_the_database(
    mailing: Site, postbox: Postbox
) -> None:
    await sign_up(mailing.browser())
    assert await count(mailing.database, ticket) == 0
    mailing.clock.go_on(days=6)
    await mailing.send_letters()
    assert await count(mailing.database, letter) == 0
    mailing.clock.go_on(days=6)
    assert (await mailing.browser().open(link_in(postbox.letters[0]))).status == 200


async def test_a_letter_that_fails_is_tried_again_later_and_given_up_in_the_end(
    mailing: Site, postbox: Postbox
) -> None:
    postbox.trouble = Undelivered("ConnectionRefusedError", lasting=False)
    await sign_up(mailing.browser())
    assert await mailing.send_letters() == 1
    assert await mailing.send_letters() == 0
    tried = 1
    while (await values(mailing.database, letter.c.next_at))[0] != (None,):
        mailing.clock.go_on(hours=24)
        tried += await mailing.send_letters()
    assert tried == 7
    assert await waiting(mailing) == [("open", 7, "ConnectionRefusedError")]
    postbox.trouble = None
    mailing.clock.go_on(days=1)
    assert await mailing.send_letters() == 0
    (number,) = (await values(mailing.database, letter.c.id))[0]
    now = mailing.clock()
    assert await mailing.database.write(lambda writer: send_again(writer, letter_id=number, now=now))
    assert await mailing.send_letters() == 1
    assert await waiting(mailing) == []


async def test_an_address_that_the_server_refuses_is_given_up_at_once(mailing: Site, postbox: Postbox) -> None:
    postbox.trouble = Undelivered("refused with 550", lasting=True)
    await sign_up(mailing.browser())
    await mailing.send_letters()
    assert [row.failed_at for row in await mailing.database.all(select(letter), {})] == [mailing.clock()]


async def test_a_letter_that_a_killed_process_had_taken_is_sent_by_another(mailing: Site, postbox: Postbox) -> None:
    class Killed(Exception):
        """What happens to the process in the middle of sending."""

    await sign_up(mailing.browser())
    postbox.trouble = Killed()  # type: ignore[assignment]  # no error that sending knows
    with pytest.raises(Killed):
        await mailing.send_letters()
    postbox.trouble = None
    other = mailing.again()
    assert await other.send_letters() == 0
    mailing.clock.go_on(minutes=5)
    assert await other.send_letters() == 1


async def test_what_a_letter_was_about_may_be_over_before_it_is_sent(mailing: Site, postbox: Postbox) -> None:
    maria = await open_by_letter(mailing, postbox)
    await send(maria, "/en/forgotten", "Send me the link", email="maria@example.org")
    found = await account_by_email(mailing.database, email="maria@example.org")
    assert found
    now, written = mailing.clock(), len(postbox.letters)
    await mailing.database.write(lambda writer: disable(writer, whom=found, actor="", now=now))
    await mailing.send_letters()
    assert (len(postbox.letters), await waiting(mailing)) == (written, [])


async def test_a_letter_that_waits_is_not_written_twice(mailing: Site, postbox: Postbox) -> None:
    await open_by_letter(mailing, postbox)
    found = await account_by_email(mailing.database, email="maria@example.org")
    assert found
    now = mailing.clock()
    for _ in range(2):
        await mailing.database.write(
            lambda writer: queue_letter(writer, person_id=found.person_id, kind="changed", now=now)
        )
    assert await mailing.send_letters() == 1


async def test_the_folder_for_letters_is_the_sites_own(database: Database, tmp_path: Path) -> None:
    folder = MailFolder(tmp_path / "deep/mail")
    site = run(database, small_course(tmp_path), post=folder)
    browser: Browser = site.browser()
    await sign_up(browser)
    await send(browser, "/en/forgotten", "Send me the link", email="maria@example.org")
    await site.send_letters()
    (file,) = [*(tmp_path / "deep/mail").iterdir()]
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    read = message_from_string(file.read_text(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    page = await browser.open(link_in(read))
    assert page.heading == "Choose a new password"
    assert folder.drop_before(site.clock() - timedelta(days=30000)) == 0


async def test_a_full_folder_is_a_letter_that_waits(database: Database, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("no folder")
    site = run(database, small_course(tmp_path), post=MailFolder(tmp_path / "mail"))
    await sign_up(site.browser())
    await send(site.browser(), "/en/forgotten", "Send me the link", email="maria@example.org")
    await site.send_letters()
    assert await waiting(site) == [("password", 1, "FileExistsError")]


async def test_names_with_any_letters_arrive_whole(mailing: Site, postbox: Postbox) -> None:
    browser = mailing.browser()
    await sign_up(browser, "Станислав „Стан“ Łukasz", "stan@example.org")
    await mailing.send_letters()
    assert "Hello Станислав „Стан“ Łukasz," in postbox.letters[0].get_content()
    assert (await open_by(browser, await browser.open(link_in(postbox.letters[0])))).heading == "My account"
