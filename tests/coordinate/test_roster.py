"""The list of learners: how each stands, narrowed and sorted; and the same as a file."""

import csv
import io
import itertools
from datetime import date, timedelta
from urllib.parse import urlencode

import openpyxl
import pytest

from app.people.tables import act
from tests.coordinate.school import School
from tests.learn.browser import Browser, Page
from tests.learn.kept import values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

DESK = "/en/coordinate/1"


@pytest.fixture
async def class_of_six(school: School, site: Site) -> School:
    """Two groups; one of Theirs, whom Irena must never see."""
    today = site.clock().date()
    first = await school.group("Autumn", due=today + timedelta(days=20))
    second = await school.group("Winter")
    theirs = await school.group("Elsewhere", "Theirs")
    await school.learner("Ana", first, language="ro")
    await school.everything("Ana", ago=3)
    await school.learner("Borys", first, language="pl")
    await school.completed("Borys", "lesson", "first", "start", ago=2)
    await school.learner("Elena", first, language="bg")
    await school.completed("Elena", "lesson", "first", "start", ago=20)
    await school.learner("Nikos", second, language="el")
    for ago in (9, 6, 4):
        await school.attempt("Nikos", score=40, ago=ago)
    await school.learner("Zofia", second, language="pl", joined=40)
    await school.learner("Jan", second, language="pl", joined=2)
    await school.learner("Stefan", theirs, language="en")
    return school


def rows(page: Page) -> list[list[str]]:
    """The cells of each row, as they are seen."""
    table = page.main.all("tbody")
    return [[cell.text for cell in row if cell.tag in {"td", "th"}] for row in table[0].all("tr")] if table else []


def names(page: Page) -> list[str]:
    return [row[0].split()[0] for row in rows(page)]


async def listed(browser: Browser, **wanted: str) -> list[str]:
    return names(await browser.open(f"{DESK}/people?{urlencode(wanted)}"))


async def test_everybody_of_the_organisation_is_listed_and_nobody_else(irena: Browser, class_of_six: School) -> None:
    page = await irena.open(f"{DESK}/people")
    assert names(page) == ["Ana", "Borys", "Elena", "Jan", "Nikos", "Zofia"]
    assert "1 to 6 of 6 learners" in page.main.text
    assert "Stefan" not in page.markup


async def test_each_stands_as_they_did(irena: Browser, class_of_six: School) -> None:
    found = {row[0].split()[0]: row for row in rows(await irena.open(f"{DESK}/people"))}
    assert found["Ana"][2:5] == ["finished", "4/4", "3 days ago"]
    assert found["Borys"][2:5] == ["on track", "1/4", "2 days ago"]
    assert found["Elena"][2] == "stuck no activity for 20 days"
    assert found["Nikos"][2] == "stuck 3 failed attempts at the quiz of “First”"
    assert found["Zofia"][2] == "not started joined 40 days ago and has not started"
    assert found["Jan"][2:5] == ["not started", "0/4", "never"]
    assert found["Ana"][6] == "✓ 100%completed, best result 100%"
    assert found["Nikos"][6] == "0/4 40%0 of 4 done, best result 40%"


async def test_the_list_is_narrowed(irena: Browser, class_of_six: School) -> None:
    assert await listed(irena, state="attention") == ["Elena", "Nikos", "Zofia"]
    assert await listed(irena, state="finished") == ["Ana"]
    assert await listed(irena, state="new") == ["Jan", "Zofia"]
    assert await listed(irena, language="pl") == ["Borys", "Jan", "Zofia"]
    assert await listed(irena, group="2") == ["Jan", "Nikos", "Zofia"]
    assert await listed(irena, group="2", language="pl", state="attention") == ["Zofia"]
    assert await listed(irena, module="first") == ["Borys", "Elena", "Jan", "Nikos", "Zofia"]
    assert await listed(irena, activity="week") == ["Ana", "Borys", "Nikos"]
    assert await listed(irena, activity="quiet") == ["Elena"]
    assert await listed(irena, activity="never") == ["Jan", "Zofia"]
    assert await listed(irena, q="ZOF") == ["Zofia"]
    assert await listed(irena, q="nikos@") == ["Nikos"]
    assert await listed(irena, q="%") == []
    # What there isn't narrows nothing, nor does the group of another organisation.
    assert len(await listed(irena, group="3", language="1", state="lost", module="none", activity="often")) == 6


async def test_the_list_is_sorted_by_any_column(irena: Browser, class_of_six: School) -> None:
    assert await listed(irena, sort="-name") == ["Zofia", "Nikos", "Jan", "Elena", "Borys", "Ana"]
    assert await listed(irena, sort="-done") == ["Ana", "Borys", "Elena", "Jan", "Nikos", "Zofia"]
    assert await listed(irena, sort="last") == ["Jan", "Zofia", "Elena", "Nikos", "Ana", "Borys"]
    assert await listed(irena, sort="due") == ["Ana", "Borys", "Elena", "Jan", "Nikos", "Zofia"]
    assert await listed(irena, sort="state") == ["Jan", "Zofia", "Borys", "Elena", "Nikos", "Ana"]
    assert await listed(irena, sort="-first") == ["Ana", "Borys", "Elena", "Nikos", "Jan", "Zofia"]
    assert await listed(irena, sort="language") == ["Elena", "Nikos", "Borys", "Jan", "Zofia", "Ana"]
    page = await irena.open(f"{DESK}/people?sort=done")
    heading = next(cell for cell in page.main.all("th") if cell.attributes.get("aria-sort"))
    assert (heading.text, heading.attributes["aria-sort"]) == ("Done", "ascending")
    assert "sort=-done" in page.links()["Done"]


async def test_names_are_sorted_and_found_whatever_their_letters(irena: Browser, school: School) -> None:
    group = await school.group("Autumn")
    for name in ("Ωμέγα", "Άλφα", "Łucja", "Zora", "Lena"):
        await school.learner(name, group)
    assert await listed(irena) == ["Lena", "Łucja", "Zora", "Άλφα", "Ωμέγα"]
    assert await listed(irena, q="ΑΛΦΑ") == ["Άλφα"]
    assert await listed(irena, q="lucja") == ["Łucja"]


async def test_who_is_in_two_groups_is_listed_once_with_the_earlier_due_date(
    irena: Browser, class_of_six: School
) -> None:
    await class_of_six.join("Nikos", 1)
    page = await irena.open(f"{DESK}/people?q=nikos")
    assert (len(rows(page)), rows(page)[0][5]) == (1, "14 Dec 2026")


async def test_a_lesson_that_is_gone_counts_no_longer(irena: Browser, class_of_six: School) -> None:
    await class_of_six.completed("Borys", "lesson", "first", "of-old")
    page = await irena.open(f"{DESK}/people?q=borys")
    assert rows(page)[0][3] == "1/4"


async def test_long_lists_have_pages(irena: Browser, school: School) -> None:
    group = await school.group("Autumn")
    for number in range(52):
        await school.learner(f"N{number:02}", group)
    page = await irena.open(f"{DESK}/people")
    assert (len(rows(page)), "1 to 50 of 52 learners" in page.main.text) == (50, True)
    page = await irena.open(page.links()["More"])
    assert (names(page), "51 to 52 of 52 learners" in page.main.text) == (["N50", "N51"], True)
    assert len(await downloaded(irena, "")) == 53


async def downloaded(browser: Browser, query: str) -> list[list[str]]:
    """The CSV, with the mark that says in which encoding it is."""
    response = await browser.client.get(f"{DESK}/people.csv?{query}")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert response.content.startswith(b"\xef\xbb\xbf")
    return [*csv.reader(io.StringIO(response.content.decode("utf-8-sig")))]


async def worksheet(browser: Browser, query: str) -> list[list[object]]:
    response = await browser.client.get(f"{DESK}/people.xlsx?{query}")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


FILTERS = {
    "group": ("", "1", "2"),
    "language": ("", "pl"),
    "state": ("", "attention", "new"),
    "module": ("", "first"),
    "activity": ("", "week", "never"),
    "sort": ("", "-done"),
}


async def test_the_screen_the_csv_and_the_spreadsheet_agree_under_every_filter(
    irena: Browser, class_of_six: School
) -> None:
    for chosen in itertools.product(*FILTERS.values()):
        query = urlencode({name: value for name, value in zip(FILTERS, chosen, strict=True) if value})
        page = await irena.open(f"{DESK}/people?{query}")
        on_screen = [
            (row[0], row[1], row[2].partition(" joined")[0].partition(" no ")[0], row[3]) for row in rows(page)
        ]
        header, *lines = await downloaded(irena, query)
        assert header[:7] == ["Name", "E-mail address", "Language", "State", "Needs attention", "Done", "To be done"]
        in_file = [(f"{line[0]} {line[1]}", line[2], line[3], f"{line[5]}/{line[6]}") for line in lines]
        assert [(name, language, done) for name, language, _, done in on_screen] == [
            (name, language, done) for name, language, _, done in in_file
        ]
        assert all(seen.startswith(state) for (*_, seen, _), (*_, state, _) in zip(on_screen, in_file, strict=True))
        sheet = await worksheet(irena, query)
        assert [[str(value) for value in row[:4]] for row in sheet[1:]] == [line[:4] for line in lines]
        assert [row[5:7] for row in sheet[1:]] == [[int(line[5]), int(line[6])] for line in lines]


async def test_the_overview_counts_what_the_list_shows(irena: Browser, class_of_six: School) -> None:
    page = await irena.open(DESK)
    assert "6 learners" in page.main.text
    for label, count in (("Finished", "1"), ("On track", "1"), ("Stuck", "2"), ("Not started", "2")):
        assert len(rows(await irena.open(page.links()[label]))) == int(count)
    legend = [item.text for item in page.main.all("li") if item.text[-1:].isdigit()]
    assert legend[:4] == ["Finished 1", "On track 1", "Stuck 2", "Not started 2"]
    named = [link for link in page.links() if link in {"Elena", "Nikos", "Zofia"}]
    assert sorted(named) == ["Elena", "Nikos", "Zofia"]
    assert "1 of 6 learners have completed the course" in page.main.text


async def test_in_a_spreadsheet_numbers_are_numbers_and_dates_are_dates(irena: Browser, class_of_six: School) -> None:
    ana = (await worksheet(irena, "q=ana"))[1]
    assert ana[5:8] == [4, 4, ana[7]]
    assert [type(value).__name__ for value in ana[7:11]] == ["datetime"] * 4
    assert ana[11:] == [4, 100]


async def test_a_name_that_looks_like_a_formula_stays_text(irena: Browser, school: School) -> None:
    await school.learner("=1+1", await school.group("Autumn"))
    assert (await downloaded(irena, ""))[1][0] == "'=1+1"
    assert (await worksheet(irena, ""))[1][0] == "=1+1"


async def test_a_download_is_recorded(irena: Browser, class_of_six: School, site: Site) -> None:
    await downloaded(irena, "")
    assert ("download", "Ours (csv)") in await values(site.database, act.c.action, act.c.detail)


async def test_a_learners_page_tells_what_they_did_and_nothing_they_answered(
    irena: Browser, class_of_six: School
) -> None:
    await class_of_six.attempt("Nikos", score=90, marks={"q-word": 1.0}, answers={"q-word": "xylophone"})
    page = await irena.open(f"{DESK}/person/{class_of_six.people['Nikos']}")
    assert "Attempt 4 on 23 November 2026: 90%, passed" in page.main.text
    assert "xylophone" not in page.markup
    page = await irena.open(f"{DESK}/person/{class_of_six.people['Ana']}")
    assert "Course completed" in page.main.text


async def test_past_the_due_date_needs_attention(irena: Browser, school: School, site: Site) -> None:
    group = await school.group("Late", due=date(2026, 11, 20))
    await school.learner("Ana", group)
    await school.completed("Ana", "lesson", "first", "start", ago=1)
    assert rows(await irena.open(f"{DESK}/people"))[0][2] == "stuck 4 days past the due date"
