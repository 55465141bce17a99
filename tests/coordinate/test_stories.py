"""How a group played a story: rounded, of the first story of each, and nobody's own way."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from app.people.tables import group as group_table
from app.progress.tables import decision, run
from app.storage import Database, Writer
from tests.coordinate.conftest import coordinator
from tests.coordinate.school import School
from tests.join.cast import Postbox
from tests.learn.browser import Browser, Page
from tests.learn.course import small_course
from tests.learn.running import Site
from tests.learn.running import run as run_site
from tests.learn.test_query_budgets import Counting
from tests.play.story import STORY

pytestmark = pytest.mark.anyio

ADDRESS = "/en/coordinate/1/story/harbour"
DRUM = (("quay", "drum"), ("noon", "help"), ("evening", "play"))
RING = (("quay", "ring"), ("noon", "help"), ("evening", "shut"))


@pytest.fixture
def site(database: Database, tmp_path: Path, postbox: Postbox) -> Site:
    return run_site(database, small_course(tmp_path, STORY), post=postbox)


async def played(
    school: School, name: str, way: tuple[tuple[str, str], ...], ending: str | None = "full-quay", number: int = 1
) -> None:
    """Somebody's story, as the site itself would have written it."""
    now, person_id = school.site.clock(), school.people[name]

    async def work(writer: Writer) -> None:
        story = {"person_id": person_id, "course": "demo", "game": "harbour", "number": number}
        told = {"opening": "spring", "start": "{}", "started_at": now, "ended_at": ending and now, "ending": ending}
        added = await writer.all(run.insert().returning(run.c.id), {**story, **told})
        for n, (scene, choice) in enumerate(way, start=1):
            made = {"n": n, "scene": scene, "choice": choice, "state": "{}", "language": "en", "at": now}
            await writer.run(decision.insert(), {"run_id": added[0].id, **made})

    await school.site.database.write(work)


async def group_of(school: School, title: str, ways: int, *, drums: int, organisation: str = "Ours") -> int:
    """A group in which so many played, so many of them with the drum."""
    group = await school.group(title, organisation)
    for number in range(ways):
        name = f"{title}{number:02}"
        await school.learner(name, group)
        await played(school, name, DRUM if number < drums else RING, "full-quay" if number < drums else "quiet-quay")
    return group


def shares(page: Page) -> dict[str, str]:
    """What is said of each choice and ending; empty where nothing is."""
    found = {}
    for line in (line for listed in page.main.all("ul", within="shares") for line in listed.all("li")):
        words = "".join(node.text for node in line.all("strong"))
        found[line.all("p")[0].text.removesuffix(words).strip()] = words
    return found


async def told_of(browser: Browser, groups: dict[str, int]) -> set[str]:
    """The titles of the groups of which something is told."""
    pages = {title: await browser.open(f"{ADDRESS}?group={group}") for title, group in groups.items()}
    return {title for title, page in pages.items() if any(shares(page).values())}


async def test_while_few_have_played_nothing_is_told_of_them(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 4, drums=3)
    page = await irena.open(ADDRESS)
    assert "Shares are shown once 5 people have played to an end" in page.main.text
    assert set(shares(page).values()) == {""}
    assert {"Buy a drum.", "A full quay"} <= shares(page).keys()


async def test_shares_of_a_group_are_told_in_words_that_give_no_single_person_away(
    irena: Browser, school: School
) -> None:
    await group_of(school, "Autumn", 8, drums=4)
    found = shares(await irena.open(ADDRESS))
    assert (found["Buy a drum."], found["Ring the others."]) == ("about half", "about half")
    assert (found["Help them."], found["Count them."]) == ("most", "hardly anybody")
    assert (found["A full quay"], found["A quiet quay"]) == ("about half", "about half")


async def test_a_bar_tells_no_more_than_the_words_beside_it(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 8, drums=5)
    page = await irena.open(ADDRESS)
    drawn = {
        (line.all("strong")[0].text, line.all("rect", within="between")[0].attributes["width"])
        for listed in page.main.all("ul", within="shares")
        for line in listed.all("li")
    }
    assert drawn == {("about half", "50"), ("most", "80"), ("hardly anybody", "0")}


@pytest.mark.parametrize("drums", [0, 1, 2])
async def test_whether_one_or_two_chose_something_or_nobody_is_not_told(
    irena: Browser, school: School, drums: int
) -> None:
    await group_of(school, "Autumn", 9, drums=drums)
    found = shares(await irena.open(ADDRESS))
    assert (found["Buy a drum."], found["Ring the others."]) == ("hardly anybody", "most")
    # Those who came to a choice that only they had open are too few to be told of.
    assert found["A full quay"] == "hardly anybody"


async def test_of_many_people_shares_are_told_in_tens_of_percent(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 21, drums=7)
    page = await irena.open(ADDRESS)
    assert "From the first stories of 21 people that came to an end." in page.main.text
    assert (shares(page)["Buy a drum."], shares(page)["Ring the others."]) == ("about 30%", "about 70%")


async def test_the_first_story_of_each_counts_if_it_came_to_an_end(irena: Browser, school: School) -> None:
    group = await group_of(school, "Autumn", 5, drums=5)
    for number in range(5):
        await played(school, f"Autumn{number:02}", RING, "quiet-quay", number=2)
    for number in range(5):
        await school.learner(f"Open{number}", group)
        await played(school, f"Open{number}", RING, None)
    page = await irena.open(ADDRESS)
    assert "From the first stories of 5 people" in page.main.text
    assert (shares(page)["Buy a drum."], shares(page)["A quiet quay"]) == ("most", "hardly anybody")


async def test_how_many_have_begun_is_told_beside_how_many_came_to_an_end(irena: Browser, school: School) -> None:
    group = await group_of(school, "Autumn", 6, drums=3)
    for number in range(2):
        await school.learner(f"Open{number}", group)
        await played(school, f"Open{number}", DRUM[:2], None)
    await school.learner("Jan", group)
    page = await irena.open(ADDRESS)
    assert "From the first stories of 6 people that came to an end." in page.main.text
    assert "8 people have begun." in page.main.text


async def test_a_story_that_was_given_up_does_not_stand_before_the_first_that_came_to_an_end(
    irena: Browser, school: School
) -> None:
    group = await group_of(school, "Autumn", 4, drums=0)
    await school.learner("Jan", group)
    await played(school, "Jan", DRUM[:1], None, number=1)
    await played(school, "Jan", RING, "quiet-quay", number=2)
    page = await irena.open(ADDRESS)
    assert "From the first stories of 5 people that came to an end." in page.main.text
    assert "5 people have begun." in page.main.text


async def test_why_scenes_have_no_shares_is_said_once(irena: Browser, school: School) -> None:
    group = await group_of(school, "Autumn", 4, drums=0)
    for number in range(4):
        await school.learner(f"Home{number}", group)
        await played(school, f"Home{number}", (("quay", "home"), ("evening", "shut")), "quiet-quay")
    page = await irena.open(ADDRESS)
    assert page.main.text.count("Where no shares are shown, too few people came, or too few of another group.") == 1
    untold = [section.all("h3")[0].text for section in page.main.all("section") if not section.all("strong")]
    assert untold == ["Noon"]
    sheet = await irena.open(f"{ADDRESS}/sheet")
    assert "Noon" not in [section.all("h3")[0].text for section in sheet.main.all("section")]
    assert "Scenes to which too few people came are left out." in sheet.main.text
    found = shares(page)
    assert (found["Help them."], found["Count them."]) == ("", "")
    assert (found["Ring the others."], found["Shut the shed."]) == ("about half", "most")


async def test_what_the_few_of_another_group_did_does_not_follow_from_a_group_and_all(
    irena: Browser, school: School
) -> None:
    """With two drums of seven, and three of eight, the eighth would have been theirs."""
    autumn = await group_of(school, "Autumn", 7, drums=2)
    winter = await group_of(school, "Winter", 1, drums=1)
    assert "8 people" in (await irena.open(ADDRESS)).main.text
    page = await irena.open(f"{ADDRESS}?group={autumn}")
    assert "No shares of this group are shown" in page.main.text
    assert set(shares(page).values()) == {""}
    assert set(shares(await irena.open(f"{ADDRESS}?group={winter}")).values()) == {""}


async def test_of_several_groups_the_smallest_that_will_do_is_left_out_with_the_few(
    irena: Browser, school: School
) -> None:
    sizes = {"Autumn": 9, "Winter": 6, "Spring": 2}
    groups = {title: await group_of(school, title, size, drums=0) for title, size in sizes.items()}
    assert await told_of(irena, groups) == {"Autumn"}
    # Together, who is left out are enough again.
    await group_of(school, "Summer", 3, drums=0)
    assert await told_of(irena, groups) == {"Autumn", "Winter"}


async def test_in_a_scene_too_the_few_of_another_group_do_not_follow(irena: Browser, school: School) -> None:
    autumn = await group_of(school, "Autumn", 7, drums=2)
    winter = await school.group("Winter")
    for number in range(6):
        await school.learner(f"Winter{number}", winter)
        way = RING if number == 0 else (("quay", "home"), ("evening", "shut"))
        await played(school, f"Winter{number}", way, "quiet-quay")
    found = shares(await irena.open(f"{ADDRESS}?group={autumn}"))
    assert (found["Ring the others."], found["Shut the shed."], found["Help them."]) == ("most", "most", "")
    assert shares(await irena.open(ADDRESS))["Help them."] == "most"


async def test_who_is_in_two_groups_is_counted_in_the_last(irena: Browser, school: School) -> None:
    autumn = await group_of(school, "Autumn", 6, drums=0)
    winter = await group_of(school, "Winter", 5, drums=5)
    await school.join("Autumn00", winter)
    assert "11 people" in (await irena.open(ADDRESS)).main.text
    page = await irena.open(f"{ADDRESS}?group={winter}")
    assert "From the first stories of 6 people" in page.main.text
    assert "Who is in several groups is counted in the one that they joined last." in page.main.text
    assert "From the first stories of 5 people" in (await irena.open(f"{ADDRESS}?group={autumn}")).main.text


async def test_what_the_story_no_longer_has_is_left_out(irena: Browser, school: School) -> None:
    group = await group_of(school, "Autumn", 6, drums=0)
    for number in range(6):
        await school.learner(f"Old{number}", group)
        await played(school, f"Old{number}", (("quay", "swim"), ("cellar", "hide"), ("evening", "shut")), "drowned")
    found = shares(await irena.open(ADDRESS))
    assert (found["Ring the others."], found["A quiet quay"]) == ("most", "most")
    assert not {"swim", "hide", "drowned"} & set(found)


async def test_a_group_of_another_course_cannot_be_chosen(irena: Browser, school: School) -> None:
    await school.group("Autumn")
    other = await school.group("Bookkeeping")
    elsewhere = group_table.update().where(group_table.c.id == other).values(course="books")
    await school.site.database.write(lambda writer: writer.run(elsewhere, {}))
    options = [option.text for option in (await irena.open(ADDRESS)).main.all("option")]
    assert options == ["all groups", "Autumn"]


async def test_a_group_is_looked_at_alone(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 6, drums=6)
    second = await group_of(school, "Winter", 6, drums=0)
    await group_of(school, "Elsewhere", 9, drums=9, organisation="Theirs")
    assert "12 people" in (await irena.open(ADDRESS)).main.text
    page = await irena.open(f"{ADDRESS}?group={second}")
    assert "6 people" in page.main.text
    assert (shares(page)["Buy a drum."], shares(page)["Ring the others."]) == ("hardly anybody", "most")
    # Another organisation's group narrows nothing, and tells nothing.
    assert "12 people" in (await irena.open(f"{ADDRESS}?group=3")).main.text


async def test_the_sheet_has_the_authors_notes_and_the_lesson_behind_each_choice(
    irena: Browser, school: School
) -> None:
    group = await group_of(school, "Autumn", 8, drums=4)
    page = await irena.open(f"{ADDRESS}?group={group}")
    (sheet,) = (href for label, href in page.links().items() if "Sheet" in label)
    page = await irena.open(sheet)
    assert "Where was a choice hardest?" in page.main.text
    assert shares(page)["Buy a drum."] == "about half"
    assert "/en/demo/first/kinds" in page.links().values()
    assert page.heading == "The Harbour: what was chosen"


async def test_the_sheet_says_whose_it_is_and_asks_in_each_scene(irena: Browser, school: School) -> None:
    group = await group_of(school, "Autumn", 8, drums=4)
    page = await irena.open(f"{ADDRESS}/sheet?group={group}")
    assert "Ours · Autumn · As of" in page.main.text
    assert [scene.all("p")[0].text for scene in page.main.all("section")] == ["What do you do?"] * 3
    assert "left out" not in page.main.text
    assert "Ours · all groups · As of" in (await irena.open(f"{ADDRESS}/sheet")).main.text


async def test_the_sheet_serves_a_talk_while_nothing_can_be_told(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 2, drums=1)
    page = await irena.open(f"{ADDRESS}/sheet")
    assert "Shares are shown once 5 people have played to an end" in page.main.text
    assert "Where was a choice hardest?" in page.main.text
    assert {"Buy a drum.", "Help them.", "A full quay"} <= shares(page).keys()
    assert set(shares(page).values()) == {""}
    assert "/en/demo/first/kinds" in page.links().values()


async def test_the_desk_leads_to_it_and_no_name_stands_there(irena: Browser, school: School) -> None:
    await group_of(school, "Autumn", 8, drums=4)
    assert (await irena.open("/en/coordinate/1")).links()["The Harbour: what was chosen"] == f"{ADDRESS}?course=demo"
    for address in (ADDRESS, f"{ADDRESS}/sheet"):
        assert "Autumn0" not in (await irena.open(address)).markup


async def test_the_story_of_a_second_course_is_led_to_as_well(irena: Browser, school: School, tmp_path: Path) -> None:
    await group_of(school, "Autumn", 8, drums=4)
    courses = small_course(tmp_path / "two", STORY)
    copytree(courses / "demo", courses / "another", ignore=ignore_patterns("harbour"))
    course = courses / "another" / "course.md"
    without = course.read_text(encoding="utf-8").replace("games:\n  - harbour\n", "")
    course.write_text(without.replace("id: demo", "id: another"), encoding="utf-8")
    irena = school.site.again(courses).moved(irena)
    page = await irena.open((await irena.open("/en/coordinate/1")).links()["The Harbour: what was chosen"])
    assert "8 people" in page.main.text
    (sheet,) = (href for label, href in page.links().items() if "Sheet" in label)
    assert "8 people" in (await irena.open(sheet)).main.text
    assert page.forms()[0].value("course") == "demo"


async def test_a_story_that_the_course_does_not_have_is_not_found(irena: Browser) -> None:
    for address in ("/en/coordinate/1/story/nothing", "/en/coordinate/1/story/nothing/sheet"):
        assert (await irena.open(address)).status == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("many", [1, 3])
async def test_the_pages_ask_for_as_much_with_three_as_with_one(
    database: Database, tmp_path: Path, postbox: Postbox, many: int
) -> None:
    counting = Counting(database)
    school = School(run_site(counting, small_course(tmp_path, STORY), post=postbox))
    await school.organisation("Ours")
    irena = await coordinator(school.site, postbox, "Irena", "1")
    await group_of(school, "Autumn", 5 * many, drums=1)
    for address in (ADDRESS, f"{ADDRESS}/sheet"):
        counting.statements = 0
        assert (await irena.open(address)).status == 200
        assert (address, counting.statements) == (address, 5)
