"""Which questions are hard: with figures that agree with the attempts, and words that say no more than they do."""

import random

import pytest

from app.content.library import read_english
from app.people.operations import grant_role
from app.people.queries import account_by_email
from app.people.roles import Role
from app.progress.operations.differences import find_differences
from app.storage import Writer
from tests.coordinate.school import School
from tests.learn.browser import Browser, Page
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

ADDRESS = "/en/coordinate/1/questions"
QUIZ = ("q-who-signs", "q-stages")


def facts(page: Page) -> dict[str, str]:
    return dict(
        zip([each.text for each in page.main.all("dt")], [each.text for each in page.main.all("dd")], strict=True)
    )


async def test_while_nobody_has_finished_a_quiz_there_is_nothing_to_say(irena: Browser, school: School) -> None:
    await school.learner("Ana", await school.group("Autumn"))
    page = await irena.open(ADDRESS)
    assert "Nobody has finished this quiz yet." in page.main.text
    assert page.main.all("h3") == []


async def test_a_few_attempts_are_counted_and_not_judged(irena: Browser, school: School, quiz: tuple[str, str]) -> None:
    group = await school.group("Autumn")
    easy, hard = quiz
    for number in range(4):
        await school.learner(f"P{number}", group)
        await school.attempt(f"P{number}", score=50, marks={easy: 1.0, hard: float(number == 0)})
        # Only the first attempt counts.
        await school.attempt(f"P{number}", score=100, marks={easy: 1.0, hard: 1.0})
    page = await irena.open(ADDRESS)
    assert "From the first finished attempts of 4 people." in page.main.text
    assert [item.text for item in page.main.all("strong")] == ["Too few attempts to judge it."] * 2
    found = facts(page)
    assert found["Median"] == "50 %"
    assert found["Internal consistency (Cronbach’s alpha)"] == "too few attempts to say"
    right = [each.text for each in page.main.all("dd") if " people" in each.text]
    assert right == ["1 of 4 people", "4 of 4 people"]
    assert "nan" not in page.main.text.lower()


async def test_another_organisations_attempts_are_not_counted(
    irena: Browser, school: School, quiz: tuple[str, str]
) -> None:
    ours, theirs = await school.group("Autumn"), await school.group("Elsewhere", "Theirs")
    for name, group in (("Ana", ours), ("Stefan", theirs)):
        await school.learner(name, group)
        await school.attempt(name, score=100, marks=dict.fromkeys(quiz, 1.0))
    assert "of 1 person." in (await irena.open(ADDRESS)).main.text
    assert "of 1 person." in (await irena.open(f"{ADDRESS}?group=2")).main.text


async def test_with_enough_attempts_a_hard_question_is_named_and_its_options_are_counted(
    irena: Browser, school: School, quiz: tuple[str, str]
) -> None:
    group = await school.group("Autumn")
    easy, hard = quiz
    for number in range(40):
        await school.learner(f"P{number:02}", group)
        marks = {easy: float(number % 8 > 0), hard: float(number % 8 > 6)}
        await school.attempt(f"P{number:02}", score=50, marks=marks)
    page = await irena.open(ADDRESS)
    readings = [item.text for item in page.main.all("strong")]
    assert readings[0] == "It is hard: most get it wrong. Is it taught clearly?"
    assert "Discriminative efficiency" in facts(page)
    chosen = [row.text for row in page.main.all("tr")]
    assert "Each partner 35 (88%) right" in chosen


@pytest.fixture
def quiz(site: Site) -> tuple[str, str]:
    """Two questions of the quiz: one with options that the answers of the school name, and another."""
    (course,) = read_english(site.courses)
    asked = course.modules[0].quiz
    assert asked
    first = next(
        one for one in asked.questions if "each" in {option.key for option in getattr(one.body, "options", ())}
    )
    return first.id, next(one.id for one in asked.questions if one.id != first.id)


async def test_what_is_harder_in_one_language_is_listed_for_translators_and_changes_no_mark(
    school: School, site: Site, maria: Browser, quiz: tuple[str, str]
) -> None:
    group, chance = await school.group("Autumn"), random.Random(7)  # noqa: S311 - data, no secret
    (course,) = read_english(site.courses)
    asked = [one.id for one in course.modules[0].quiz.questions] if course.modules[0].quiz else []
    for number in range(120):
        language = ("en", "el")[number % 2]
        await school.learner(f"P{number:03}", group, language=language)
        marks = {question: float(chance.random() < 0.6) for question in asked}
        marks[quiz[0]] = float(chance.random() < (0.9 if language == "en" else 0.1))
        await school.attempt(f"P{number:03}", score=50, marks=marks, language=language)
    now = site.clock()
    assert await find_differences(site.database, course=course, now=now) > 0
    assert (await maria.open("/en/translation-problems")).status == 404

    async def grant(writer: Writer) -> None:
        found = await account_by_email(writer, email="maria@example.org")
        assert found
        await grant_role(writer, to=found, what=Role("translator", "en"), actor="", now=now)

    await site.database.write(grant)
    page = await maria.open("/en/translation-problems")
    assert page.heading == "Possible translation problems"
    assert "Easier when read in: English" in page.main.text
    # Looked at again, with nothing new, the same is found once.
    before = page.main.text
    await find_differences(site.database, course=course, now=now)
    assert (await maria.open("/en/translation-problems")).main.text == before
