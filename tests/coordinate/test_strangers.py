"""Who coordinates another organisation, or none, learns nothing, not even that there is something."""

import pytest

from app.people.tables import group, invitation, membership, role
from tests.coordinate.school import School
from tests.learn.browser import Browser
from tests.learn.kept import count
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

PAGES = (
    "",
    "/people",
    "/people.csv",
    "/people.xlsx",
    "/person/1",
    "/questions",
    "/report",
    "/story/harbour",
    "/story/harbour/sheet",
    "/message",
    "/new-group",
    "/group/1",
    "/group/1/change",
    "/group/1/delete",
    "/group/1/bring",
    "/group/1/list/1",
)
FORMS = {
    "/new-group": [("title", "Mine"), ("starts", "2026-11-01"), ("course", "demo")],
    "/group/1": [("do", "code"), ("uses", "3"), ("days", "30")],
    "/group/1/change": [("title", "Mine"), ("starts", "2026-11-01")],
    "/group/1/delete": [("do", "delete")],
    "/group/1/bring": [("pasted", "jan@example.org")],
    "/group/1/list/1": [("do", "invite"), ("email", "1")],
    "/message": [("do", "send"), ("subject-en", "Hello"), ("text-en", "You"), ("count", "1"), ("once", "x")],
}


@pytest.fixture
async def ours(school: School) -> School:
    first = await school.group("Autumn")
    await school.learner("Ioana", first)
    theirs = await school.group("Elsewhere", "Theirs")
    await school.learner("Stefan", theirs)
    return school


async def test_another_organisations_coordinator_and_a_learner_find_nothing(
    petra: Browser, maria: Browser, ours: School, site: Site
) -> None:
    own = {**FORMS, f"/person/{ours.people['Ioana']}": [("do", "remove"), ("group", "1")]}
    before = [await count(site.database, table) for table in (group, membership, invitation)]
    for browser in (petra, maria):
        token = (await browser.open("/en/account")).form("Sign out").value("token")
        for path in (*PAGES, f"/person/{ours.people['Ioana']}"):
            assert (path, (await browser.open(f"/en/coordinate/1{path}")).status) == (path, 404)
        for path, pairs in own.items():
            address = f"/en/coordinate/1{path}"
            assert (path, (await browser.post(address, [("token", token), *pairs])).status) == (path, 404)
    assert [await count(site.database, table) for table in (group, membership, invitation)] == before
    assert (await maria.open("/en/coordinate")).status == 404


async def test_a_group_or_learner_of_another_organisation_is_not_found_in_ones_own(
    petra: Browser, ours: School, site: Site
) -> None:
    for path in (*(one for one in PAGES if one.startswith("/group/1")), f"/person/{ours.people['Ioana']}"):
        assert (path, (await petra.open(f"/en/coordinate/2{path}")).status) == (path, 404)
    page = await petra.open("/en/coordinate/2/people?group=1")
    assert ("Ioana" in page.markup, "Stefan" in page.markup) == (False, True)
    assert "Ioana" not in (await petra.open("/en/coordinate/2/report")).markup
    token = (await petra.open("/en/account")).form("Sign out").value("token")
    pairs = [("token", token), ("do", "remove"), ("group", "1")]
    assert (await petra.post(f"/en/coordinate/2/person/{ours.people['Ioana']}", pairs)).status == 404
    assert await count(site.database, membership) == 2


async def test_who_isnt_signed_in_is_asked_to(ours: School, site: Site) -> None:
    stefan = site.browser()
    for path in PAGES:
        page = await stefan.open(f"/en/coordinate/1{path}")
        assert (path, page.heading) == (path, "Sign in")


async def test_a_role_that_was_taken_back_counts_at_once(irena: Browser, ours: School, site: Site) -> None:
    assert (await irena.open("/en/coordinate/1/people")).status == 200
    await site.database.write(lambda writer: writer.run(role.delete(), {}))
    assert (await irena.open("/en/coordinate/1/people")).status == 404
