"""Making groups, codes for joining them, and what a learner is told before joining."""

import pytest

from app.people.tables import act, group, joining_code, membership
from tests.coordinate.school import School
from tests.join.cast import Postbox, open_by_letter, problems, said, send, sign_in, write
from tests.learn.browser import Browser, Page
from tests.learn.kept import count, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

DESK = "/en/coordinate/1"


async def make(browser: Browser, title: str = "Autumn", *, due: str = "2026-12-24") -> Page:
    return await send(browser, f"{DESK}/new-group", "Make the group", title=title, starts="2026-11-01", due=due)


async def make_code(browser: Browser, uses: str = "30") -> Page:
    return await send(browser, f"{DESK}/group/1", "Make a code", uses=uses)


def code_on(page: Page) -> str:
    return page.main.texts("secret")[0]


async def test_a_coordinator_makes_a_group_and_sees_it(irena: Browser) -> None:
    page = await make(irena)
    assert page.heading == "Autumn"
    assert "24 December 2026" in page.main.text
    page = await irena.open("/en/coordinate")
    assert (page.heading, "Autumn" in page.main.text) == ("Ours", True)
    assert "0 learners · due on 24 December 2026" in page.main.text


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"title": ""}, "Write a name of at most 80 characters."),
        ({"title": "x" * 81}, "Write a name of at most 80 characters."),
        ({"starts": "soon"}, "Write a day such as 2026-12-24."),
        ({"due": "31.2.2026"}, "Write a day such as 2026-12-24."),
        ({"due": "1.10.2026"}, "The due date is before the start."),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    irena: Browser, values: dict[str, str], problem: str
) -> None:
    given = {"title": "Autumn", "starts": "2026-11-01", "due": "", **values}
    page = await send(irena, f"{DESK}/new-group", "Make the group", **given)
    assert (page.status, problems(page)) == (422, [problem])
    assert {name: page.form("Make the group").value(name) for name in given} == given


async def test_a_name_is_taken_once_in_an_organisation(irena: Browser, site: Site) -> None:
    await make(irena)
    page = await make(irena)
    assert problems(page) == ["There is a group of this name already. Choose another."]
    assert await count(site.database, group) == 1


async def test_a_group_is_changed_and_deleted_and_its_learners_keep_everything(
    irena: Browser, maria: Browser, site: Site
) -> None:
    await make(irena)
    code = code_on(await make_code(irena))
    await join(maria, code)
    page = await send(irena, f"{DESK}/group/1/change", "Save", title="Winter", due="")
    assert (page.heading, said(page)) == ("Winter", ["Done."])
    page = await send(irena, f"{DESK}/group/1/delete", "Delete the group")
    assert page.heading == "Ours"
    assert await count(site.database, membership) == 0
    assert (await maria.open("/en/account")).heading == "My account"
    assert [row[0] for row in await values(site.database, act.c.action) if "group" in row[0]] == [
        "add group",
        "change group",
        "delete group",
    ]


async def join(browser: Browser, code: str) -> Page:
    page = await send(browser, "/en/join", "Go on", code=code)
    return await browser.send(page.form("Join the group"), "Join the group")


async def test_before_joining_a_learner_reads_who_sees_what(irena: Browser, maria: Browser) -> None:
    await make(irena)
    code = code_on(await make_code(irena))
    page = await send(maria, "/en/join", "Go on", code=code.lower())
    assert page.heading == "Join the group “Autumn”"
    assert "The coordinators of Ours (Irena) will see your name, your e-mail address" in page.main.text
    assert "To be completed by 24 December 2026." in page.main.text
    page = await maria.send(page.form("Join the group"), "Join the group")
    assert (page.heading, said(page)) == ("My groups", ["You are in the group now."])
    page = await irena.open(f"{DESK}/people")
    assert "maria@example.org" in page.main.text


async def test_a_stranger_with_a_link_signs_in_and_comes_back_to_it(
    irena: Browser, site: Site, postbox: Postbox
) -> None:
    await make(irena)
    link = (await make_code(irena)).main.texts("link")[0].removeprefix(site.origin)
    await open_by_letter(site, postbox, "Stefan")
    stefan = site.browser()
    page = await stefan.open(link)
    assert [button for form in page.forms() for button in form.buttons] == []
    page = await sign_in(stefan, "Stefan", address=page.links()["Sign in"])
    assert page.heading == "Join the group “Autumn”"


async def test_joining_twice_uses_a_code_up_once(irena: Browser, maria: Browser, site: Site) -> None:
    await make(irena)
    code = code_on(await make_code(irena))
    page = await send(maria, "/en/join", "Go on", code=code)
    form = page.form("Join the group")
    for _ in range(2):
        await maria.send(form, "Join the group")
    assert await values(site.database, joining_code.c.uses) == [(1,)]
    assert await count(site.database, membership) == 1


async def test_a_code_that_is_spent_withdrawn_or_too_old_lets_nobody_in(
    irena: Browser, maria: Browser, site: Site, postbox: Postbox
) -> None:
    await make(irena)
    once = code_on(await make_code(irena, uses="1"))
    stefan = await open_by_letter(site, postbox, "Stefan")
    late = (await send(stefan, "/en/join", "Go on", code=once)).form("Join the group")
    await join(maria, once)
    page = await stefan.send(late, "Join the group")
    over = ["This code does not count (any longer). Look whether it is typed right, or ask for a new one."]
    assert problems(page) == over
    withdrawn = code_on(await make_code(irena))
    page = await irena.open(f"{DESK}/group/1")
    button = next(one for form in page.forms() for one in form.buttons if one.startswith("Withdraw"))
    await irena.send(page.form(button), button)
    old = code_on(await make_code(irena))
    site.clock.go_on(days=31)
    stefan = site.browser()
    for code in (once, withdrawn, old, "NOSUCHCODE"):
        assert problems(await send(stefan, "/en/join", "Go on", code=code)) == over


@pytest.mark.parametrize("uses", ["0", "1001", "many", ""])
async def test_a_code_is_for_a_number_of_people(irena: Browser, site: Site, uses: str) -> None:
    await make(irena)
    page = await make_code(irena, uses=uses)
    assert problems(page) == ["Write for how many people the code is: from 1 to 1000."]
    assert await count(site.database, joining_code) == 0


async def test_who_leaves_is_seen_no_longer(irena: Browser, maria: Browser, site: Site) -> None:
    await make(irena)
    await join(maria, code_on(await make_code(irena)))
    learner = (await irena.open(f"{DESK}/people")).links()["Maria"]
    assert (await irena.open(learner)).heading == "Maria"
    page = await maria.open("/en/account/groups")
    page = await maria.send(page.form("Leave this group"), "Leave this group")
    assert said(page) == ["You have left the group. Its coordinators see nothing of you any more."]
    assert (await irena.open(learner)).status == 404
    assert "Maria" not in (await irena.open(f"{DESK}/people")).main.text


async def test_guessing_codes_is_slowed_down(maria: Browser) -> None:
    page = await send(maria, "/en/join", "Go on", code="AAAAABBBBB")
    for _ in range(19):
        page = await send(maria, "/en/join", "Go on", code="AAAAABBBBB")
    assert "does not count" in problems(page)[0]
    page = await send(maria, "/en/join", "Go on", code="AAAAABBBBB")
    assert problems(page)[0].startswith("That was tried too often.")


async def test_a_coordinator_removes_somebody_after_being_asked(irena: Browser, site: Site, school: School) -> None:
    await make(irena)
    await school.learner("Ioana", 1)
    page = await irena.open(f"{DESK}/person/{school.people['Ioana']}")
    page = await irena.open(page.links()["Remove from the group: Autumn"])
    page = await irena.send(page.form("Remove from the group"), "Remove from the group")
    assert page.heading == "Ours"
    assert await count(site.database, membership) == 0
    assert ("remove",) in await values(site.database, act.c.action)


async def test_a_form_of_another_session_changes_nothing(irena: Browser, site: Site) -> None:
    page = await irena.open(f"{DESK}/new-group")
    form = write(page.form("Make the group"), title="Autumn")
    pairs = [(name, "x" * 43 if name == "token" else value) for name, value in form.pairs("Make the group")]
    page = await irena.post(f"{DESK}/new-group", pairs)
    assert page.status == 422
    assert await count(site.database, group) == 0
