"""The list of people: who is on which page of it, and how a name is found."""

from datetime import timedelta

import pytest

from app.people.operations import add_account
from app.storage import Writer
from tests.administer.test_people import facts, page_of
from tests.join.cast import Postbox, sign_in
from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, answer
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


async def add(site: Site, *names: str) -> None:
    now = site.clock()

    async def work(writer: Writer) -> None:
        for number, name in enumerate(names):
            await add_account(
                writer,
                email=f"p{number}@example.org",
                name=name,
                password_hash=None,
                pseudonym=f"pseudonym{number}",
                language="en",
                opened=True,
                now=now,
                lifetime=timedelta(days=730),
            )

    await site.database.write(work)


def names(page: Page) -> list[str]:
    return [link.text for link in page.main.all("a") if "/person/" in link.attributes["href"]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("μαρ", "Μαρία Παπά"),
        ("ΜΑΡΊΑ ΠΑΠ", "Μαρία Παπά"),
        ("ρία", "Μαρία Παπά"),
        ("γιώργος", "Γιώργος"),
        ("ива", "Иван"),
        ("łu", "Łucja"),
        ("100%", "100% Paper"),
        ("Paper_", None),
        ("\0", "100% Paper"),
    ],
)
async def test_a_name_is_found_in_capitals_and_in_small_letters(
    wanted: str, found: str | None, helena: Browser, site: Site
) -> None:
    await add(site, "Μαρία Παπά", "Γιώργος", "Иван", "Łucja", "100% Paper")
    page = await helena.send((await helena.open("/en/admin/people")).form("Search").write(wanted, "q"), "Search")
    assert names(page)[:1] == ([found] if found else [])


async def test_of_many_people_fifty_are_on_a_page(helena: Browser, site: Site) -> None:
    await add(site, *(f"Person {number:02}" for number in range(60)))
    page = await helena.open("/en/admin/people?q=person")
    assert (names(page)[0], names(page)[-1], len(names(page))) == ("Person 00", "Person 49", 50)
    assert "Back" not in page.links()
    page = await helena.open(page.links()["More"])
    assert (names(page)[0], len(names(page))) == ("Person 50", 10)
    assert "More" not in page.links()
    assert names(await helena.open(page.links()["Back"]))[0] == "Person 00"


async def test_a_list_says_what_is_unusual_about_an_account(helena: Browser, postbox: Postbox, site: Site) -> None:
    await add(site, "Ioana")
    page = await helena.open("/en/admin/people")
    assert [row.text for row in page.main.all(within="devices")[0].all("li")] == [
        "Helena helena@example.org administrator · with a second step",
        "Ioana p0@example.org",
    ]


@pytest.mark.parametrize("way", ["answer", "sign in"])
async def test_the_day_of_the_last_use_is_shown(way: str, helena: Browser, maria: Browser, site: Site) -> None:
    site.clock.go_on(days=3)
    if way == "answer":
        await answer(maria, KINDS, "word")
    else:
        await sign_in(site.browser())
    shown = facts(await page_of(helena, site))
    assert (shown["Signed up"], shown["Last used"]) == ("24 November 2026", "27 November 2026")
