"""A report for a funder: headcounts for all, results never of fewer than five people."""

import pytest

from tests.coordinate.school import School
from tests.learn.browser import Browser, Page

pytestmark = pytest.mark.anyio

ADDRESS = "/en/coordinate/1/report"


def table(page: Page, number: int) -> list[list[str]]:
    body = page.main.all("tbody")[number]
    return [[cell.text for cell in row if cell.tag in {"th", "td"}] for row in body.all("tr")]


async def people(school: School, group: int, language: str, count: int, *, score: float) -> None:
    for number in range(count):
        name = f"{language}{group}{number}"
        await school.learner(name, group, language=language)
        await school.attempt(name, score=score)


async def test_it_says_how_many_how_far_and_with_which_results(irena: Browser, school: School) -> None:
    first, second = await school.group("Autumn"), await school.group("Winter")
    await people(school, first, "el", 5, score=60)
    await people(school, first, "pl", 6, score=80)
    await people(school, second, "el", 7, score=90)
    await people(school, second, "pl", 8, score=70)
    await school.learner("Zofia", second, language="pl")
    page = await irena.open(ADDRESS)
    assert page.heading == "Ours: learners and results"
    assert table(page, 0) == [
        ["Winter", "7", "9", "16"],
        ["Autumn", "5", "6", "11"],
        ["All", "12", "15", "27"],
    ]
    assert table(page, 1)[0] == ["Winter", "7", "8", "15"]
    assert table(page, 2)[2] == ["All", "0", "0", "0"]
    assert table(page, 3) == [
        ["Winter", "90%", "70%", "79%"],
        ["Autumn", "60%", "80%", "71%"],
        ["All", "78%", "74%", "76%"],
    ]


async def test_results_of_a_few_are_left_out_with_others_so_that_they_cant_be_worked_out(
    irena: Browser, school: School
) -> None:
    first, second, third = [await school.group(title) for title in ("Autumn", "Winter", "Spring")]
    await people(school, first, "el", 2, score=10)
    await people(school, first, "pl", 9, score=80)
    await people(school, second, "el", 9, score=90)
    await people(school, second, "pl", 20, score=70)
    await people(school, third, "el", 30, score=60)
    await people(school, third, "pl", 30, score=60)
    results = table(await irena.open(ADDRESS), 3)
    assert [row[:3] for row in results] == [
        ["Spring", "60%", "60%"],
        ["Winter", "–", "–"],
        ["Autumn", "–", "–"],
        ["All", "64%", "66%"],
    ]
    assert all(row[3] != "–" for row in results)


async def test_names_and_addresses_are_in_no_report(irena: Browser, school: School) -> None:
    await people(school, await school.group("Autumn"), "el", 3, score=50)
    page = await irena.open(ADDRESS)
    assert "el10" not in page.main.text
    assert "example.org" not in page.main.text


async def test_who_is_in_two_groups_is_counted_in_the_last(irena: Browser, school: School) -> None:
    first, second = await school.group("Autumn"), await school.group("Winter")
    await school.learner("Ana", first, joined=30)
    await school.join("Ana", second, joined=3)
    assert table(await irena.open(ADDRESS), 0) == [["Winter", "1", "1"], ["All", "1", "1"]]


async def test_without_learners_it_says_so(irena: Browser, school: School) -> None:
    await school.group("Autumn")
    assert "Nobody has joined yet." in (await irena.open(ADDRESS)).main.text
