"""Inviting people by a list: seen before it is done, repeatable, gone on with after a stop."""

from functools import partial

import pytest

from app.people.operations.intakes import invite_batch, take_intake
from app.people.tables import act, intake, invitation, letter, membership
from tests.coordinate.bringing import GROUP, agree, outcome, paste, upload
from tests.coordinate.school import School
from tests.join.cast import Postbox, link_in, open_by_letter, said
from tests.learn.browser import Browser
from tests.learn.kept import count, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

LIST = "Jan Kowalski <jan@example.pl>\nioana@example.ro\nnobody\nJAN@example.pl\n"


@pytest.fixture
async def group(school: School) -> int:
    return await school.group("Autumn")


async def test_what_a_list_would_change_is_shown_and_nothing_is_done_yet(
    irena: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    page = await paste(irena, LIST)
    assert outcome(page)[0] == "2 people would be invited."
    assert outcome(page)[2] == "2 lines cannot be used."
    faulty = [[cell.text for cell in row.all("td")] for row in page.main.all("tr")[1:3]]
    assert [(line, why) for line, _, why in faulty] == [("3", "no address"), ("4", "the address is in an earlier line")]
    assert await count(site.database, invitation) == 0
    await site.send_letters()
    assert postbox.letters == []


async def test_everybody_on_a_list_gets_one_letter_however_often_it_is_brought(
    irena: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    page = await agree(irena, site, await paste(irena, LIST))
    assert outcome(page)[0] == "2 people have been invited."
    await site.send_letters()
    assert sorted(one["To"] for one in postbox.letters) == ["ioana@example.ro", "jan@example.pl"]
    page = await paste(irena, LIST)
    assert outcome(page)[:2] == [
        "0 people would be invited.",
        "2 people are in the group, were asked already or said no, and get no letter.",
    ]
    await agree(irena, site, page)
    await site.send_letters()
    assert (len(postbox.letters), await count(site.database, invitation)) == (2, 2)


async def test_agreeing_twice_does_it_once(irena: Browser, group: int, site: Site) -> None:
    form = (await paste(irena, LIST)).form("Invite them")
    for _ in range(2):
        await irena.send(form, "Invite them")
    await agree(irena, site, await paste(irena, "x@example.org"))
    assert await count(site.database, invitation) == 3
    assert [row for row in await values(site.database, act.c.action) if row == ("invite",)] == [("invite",)] * 2


async def test_a_file_with_other_columns_is_mapped_on_the_screen(irena: Browser, group: int, site: Site) -> None:
    content = "Όνομα;Επώνυμο;Διεύθυνση email;Γλώσσα\nΜαρία;Ιωάννου;maria.i@example.gr;ελληνικά\n".encode("cp1253")
    page = await upload(irena, content, "λίστα.csv")
    assert outcome(page)[0] == "1 person would be invited."
    form = page.form("Invite them")
    assert [form.value(name) for name in ("email", "name", "surname", "language")] == ["3", "1", "2", "4"]
    form.write("1", "email")
    page = await irena.send(form, "Look again with these columns")
    assert outcome(page)[0] == "0 people would be invited."
    form = page.form("Invite them")
    form.write("3", "email")
    await irena.send(form, "Invite them")
    await agree(irena, site, await paste(irena, "y@example.org"))
    # The site of this test speaks English alone; who brought the list reads it, too.
    assert ("Μαρία Ιωάννου", "en") in await values(site.database, invitation.c.name, invitation.c.language)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "There is nothing in it. Paste addresses, or choose a file."),
        (b"%PDF-1.7 \x00\x01", "This is no table that can be read. Save it as CSV or XLSX, or paste the addresses."),
    ],
)
async def test_what_is_no_list_is_said(irena: Browser, group: int, content: bytes, problem: str) -> None:
    page = await irena.open(f"{GROUP}/bring")
    token = page.form("See what this would change").value("token")
    response = await irena.client.post(
        f"{GROUP}/bring",
        data={"token": token, "pasted": ""},
        files={"file": ("list.csv", content)},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert response.status_code == 422
    assert problem in response.text


async def test_what_is_too_large_is_refused(irena: Browser, group: int) -> None:
    response = await irena.client.post(
        f"{GROUP}/bring", content=b"x" * (6 * 1024 * 1024 + 1), headers={"sec-fetch-site": "same-origin"}
    )
    assert response.status_code == 413


async def test_a_list_that_a_killed_process_had_taken_is_gone_on_with_where_it_was(
    irena: Browser, group: int, site: Site
) -> None:
    page = await paste(irena, "\n".join(f"p{number}@example.org" for number in range(600)))
    await irena.send(page.form("Invite them"), "Invite them")
    now = site.clock()
    taken = await site.database.write(lambda writer: take_intake(writer, now=now))
    assert taken
    batch = partial(invite_batch, taken=taken, lines=taken.lines(["en"]), position=0, now=now)
    assert await site.database.write(batch) == 250
    page = await irena.open(f"{GROUP}/list/1")
    assert "250 of 600 lines done" in page.main.text
    assert '<meta http-equiv="refresh" content="2">' in page.markup
    # The process is killed. Another looks for its work once it hasn't been heard of for a while.
    await agree(irena, site, await paste(irena, "another@example.org"))
    assert await count(site.database, invitation) == 251
    site.clock.go_on(minutes=1)
    await agree(irena, site, await paste(irena, "late@example.org"))
    assert await count(site.database, invitation) == await count(site.database, letter) == 602
    page = await irena.open(f"{GROUP}/list/1")
    assert (outcome(page)[0], "refresh" in page.markup) == ("600 people have been invited.", False)
    assert {row[0] for row in await values(site.database, intake.c.sheet) if row[0]} == set()


async def test_the_letter_leads_to_the_group_and_says_who_sees_what(
    irena: Browser, maria: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    await agree(irena, site, await paste(irena, "Maria <maria@example.org>"))
    await site.send_letters()
    (sent,) = [one for one in postbox.letters if one["To"] == "maria@example.org" and "asks you" in one["Subject"]]
    assert "Ours asks you to join its group “Autumn”" in " ".join(sent.get_content().split())
    link = link_in(sent)
    stranger = site.browser()
    page = await stranger.open(link)
    assert "will see your name" in page.main.text
    page = await maria.open(link)
    page = await maria.send(page.form("Join the group"), "Join the group")
    assert said(page) == ["You are in the group now."]
    assert (await count(site.database, membership), await count(site.database, invitation)) == (1, 0)
    assert (await maria.open(link)).status == 410


async def test_who_says_no_is_not_asked_again(irena: Browser, group: int, site: Site, postbox: Postbox) -> None:
    await agree(irena, site, await paste(irena, "jan@example.pl"))
    await site.send_letters()
    jan = site.browser()
    page = await jan.open(link_in(postbox.letters[0]))
    page = await jan.send(page.form("No, and do not ask me again"), "No, and do not ask me again")
    assert page.heading == "You have said no"
    page = await paste(irena, "jan@example.pl")
    assert outcome(page)[0] == "0 people would be invited."
    assert "said no on" in (await irena.open(GROUP)).main.text


async def test_who_has_an_account_finds_the_invitation_there(
    irena: Browser, maria: Browser, group: int, site: Site
) -> None:
    await agree(irena, site, await paste(irena, "MARIA@example.org"))
    assert "You are asked to join a group." in (await maria.open("/en/account")).main.text
    page = await maria.open("/en/account/groups")
    page = await maria.send(page.form("Join the group"), "Join the group")
    assert "Autumn" in page.main.text
    page = await paste(irena, "maria@example.org")
    assert outcome(page)[0] == "0 people would be invited."


async def test_an_invitation_for_another_address_is_not_there(
    irena: Browser, maria: Browser, group: int, site: Site
) -> None:
    await agree(irena, site, await paste(irena, "jan@example.pl"))
    token = (await maria.open("/en/account")).form("Sign out").value("token")
    page = await maria.post("/en/account/groups", [("token", token), ("do", "join"), ("invitation", "1")])
    assert (page.status, await count(site.database, membership)) == (422, 0)


async def test_a_new_account_is_asked_after_signing_up(
    irena: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    await agree(irena, site, await paste(irena, "stefan@example.org"))
    stefan = await open_by_letter(site, postbox, "Stefan")
    assert "You are asked to join a group." in (await stefan.open("/en/account")).main.text


async def test_an_invitation_taken_back_counts_no_longer(
    irena: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    await agree(irena, site, await paste(irena, "jan@example.pl"))
    await site.send_letters()
    page = await irena.open(GROUP)
    button = next(one for form in page.forms() for one in form.buttons if one.startswith("Take the invitation back"))
    await irena.send(page.form(button), button)
    assert (await site.browser().open(link_in(postbox.letters[0]))).status == 410
    assert await count(site.database, invitation) == 0


async def test_an_invitation_that_is_too_old_is_sent_again_with_the_next_list(
    irena: Browser, group: int, site: Site, postbox: Postbox
) -> None:
    await agree(irena, site, await paste(irena, "jan@example.pl"))
    await site.send_letters()
    now = site.clock()
    await site.database.write(lambda w: w.run(invitation.update().values(expires_at=now), {}))
    assert (await site.browser().open(link_in(postbox.letters[0]))).status == 410
    await agree(irena, site, await paste(irena, "jan@example.pl"))
    await site.send_letters()
    assert len(postbox.letters) == 2
    assert (await site.browser().open(link_in(postbox.letters[1]))).status == 200
