"""Writing to exactly the people whom a filter shows, and stopping such letters."""

from pathlib import Path

import pytest

from app.people.tables import act, announcement, letter, membership
from app.storage import Database
from tests.coordinate.conftest import coordinator
from tests.coordinate.school import School
from tests.join.cast import Postbox, problems, said, write
from tests.learn.browser import Browser, Page
from tests.learn.course import small_course
from tests.learn.kept import count, values
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio

DESK = "/en/coordinate/1"
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def three(school: School) -> School:
    group = await school.group("Autumn")
    await school.learner("Ana", group)
    await school.learner("Borys", group)
    await school.learner("Elena", group, muted=True)
    await school.completed("Ana", "lesson", "first", "start")
    return school


async def preview(browser: Browser, query: str = "", **texts: str) -> Page:
    page = await browser.open(f"{DESK}/message?{query}")
    texts = texts or {"subject_en": "Monday", "text_en": "We meet at ten.\n\nBring your plan."}
    return await browser.send(write(page.form("See how it arrives"), **texts), "See how it arrives")


async def test_a_message_goes_to_whom_the_filter_shows_and_who_wants_letters(
    irena: Browser, three: School, site: Site, postbox: Postbox
) -> None:
    page = await preview(irena)
    assert "It goes to 2 people" in page.main.text
    assert "We meet at ten." in page.texts("written")[0]
    page = await irena.send(page.form("Send the message"), "Send the message")
    assert said(page) == ["The message is on its way to 2 people."]
    await site.send_letters()
    assert sorted(one["To"] for one in postbox.letters) == ["ana@example.org", "borys@example.org"]
    sent = postbox.letters[0]
    assert (sent["Subject"], sent["Reply-To"]) == ("Monday", "irena@example.org")
    assert "We meet at ten.\n\nBring your plan." in sent.get_content()
    assert ("announce", "2") in await values(site.database, act.c.action, act.c.detail)


async def test_a_narrowed_list_is_written_to_alone(irena: Browser, three: School, site: Site, postbox: Postbox) -> None:
    page = await preview(irena, "state=new")
    await irena.send(page.form("Send the message"), "Send the message")
    await site.send_letters()
    assert [one["To"] for one in postbox.letters] == ["borys@example.org"]


async def test_a_message_that_is_sent_twice_arrives_once(irena: Browser, three: School, site: Site) -> None:
    form = (await preview(irena)).form("Send the message")
    for _ in range(2):
        await irena.send(form, "Send the message")
    assert (await count(site.database, announcement), await count(site.database, letter)) == (1, 2)


async def test_who_fits_meanwhile_is_shown_before_it_is_sent(irena: Browser, three: School, site: Site) -> None:
    form = (await preview(irena)).form("Send the message")
    await three.learner("Nikos", 1)
    page = await irena.send(form, "Send the message")
    assert problems(page) == ["Meanwhile others fit the choice. Look at it once more."]
    assert "It goes to 3 people" in page.main.text
    assert await count(site.database, letter) == 0
    await irena.send(page.form("Send the message"), "Send the message")
    assert await count(site.database, letter) == 3


async def test_an_empty_message_is_not_sent_and_what_was_typed_stays(irena: Browser, three: School) -> None:
    page = await preview(irena, subject_en="Monday", text_en=" ")
    assert problems(page) == ["Write a subject and a text, at least in the first language."]
    assert page.form("See how it arrives").value("subject-en") == "Monday"


async def test_each_reads_it_in_their_language_or_in_the_first(
    database: Database, tmp_path: Path, postbox: Postbox
) -> None:
    site = run(database, small_course(tmp_path), post=postbox, locales=ROOT / "locales")
    school = School(site)
    await school.organisation("Ours")
    irena = await coordinator(site, postbox, "Irena", "1")
    group = await school.group("Autumn")
    for name, language in (("Ana", "ro"), ("Borys", "pl"), ("Kasia", "pl"), ("Nikos", "el")):
        await school.learner(name, group, language=language)
    page = await preview(
        irena, subject_pl="Poniedziałek", text_pl="Do zobaczenia.", subject_ro="Luni", text_ro="Pe luni."
    )
    assert len(page.texts("written")) == 2
    await irena.send(page.form("Send the message"), "Send the message")
    await site.send_letters()
    got = {one["To"]: (one["Subject"], one["Content-Language"]) for one in postbox.letters}
    assert got == {
        "ana@example.org": ("Luni", "ro"),
        "borys@example.org": ("Poniedziałek", "pl"),
        "kasia@example.org": ("Poniedziałek", "pl"),
        "nikos@example.org": ("Poniedziałek", "pl"),
    }


async def test_one_click_in_a_mail_program_stops_such_letters(
    irena: Browser, three: School, site: Site, postbox: Postbox
) -> None:
    page = await preview(irena)
    await irena.send(page.form("Send the message"), "Send the message")
    await site.send_letters()
    sent = next(one for one in postbox.letters if one["To"] == "ana@example.org")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent["List-Unsubscribe"].strip("<>").removeprefix(site.origin)
    # What a mail program's server sends: no cookie, nothing that says where it comes from (RFC 8058).
    response = await site.browser().client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    page = await irena.open(f"{DESK}/message")
    assert "It goes to 1 person" in page.main.text


async def test_the_link_alone_changes_nothing_before_its_button_is_pressed(three: School, site: Site) -> None:
    stranger = site.browser()
    page = await stranger.open(f"/en/mute?token=mute-1-{three.people['Ana']}")
    assert "Ana, you will get no more reminders" in page.main.text
    assert len([row for row in await site.database.all(membership.select(), {}) if row.muted_at]) == 1
    page = await stranger.send(page.form("Stop these letters"), "Stop these letters")
    assert page.heading == "These letters have stopped"
    assert len([row for row in await site.database.all(membership.select(), {}) if row.muted_at]) == 2
    assert (await stranger.open("/en/mute?token=nobodys")).status == 410


async def test_a_message_that_was_queued_doesnt_reach_who_left_meanwhile(
    irena: Browser, three: School, site: Site, postbox: Postbox
) -> None:
    page = await preview(irena)
    await irena.send(page.form("Send the message"), "Send the message")
    ana = three.people["Ana"]
    await site.database.write(lambda w: w.run(membership.delete().where(membership.c.person_id == ana), {}))
    await site.send_letters()
    assert [one["To"] for one in postbox.letters] == ["borys@example.org"]
