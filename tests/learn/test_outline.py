"""Home, outline and module page: ticks, bars, and the sentence on what is still missing."""

import pytest

from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, LESSON, READING, answer, complete_lessons, take_quiz
from tests.learn.course import QUIZ_RIGHT, QUIZ_WRONG, small_course, with_modules
from tests.learn.running import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
def site(sqlite_site: Site) -> Site:
    """What is shown has nothing to do with the kind of database."""
    return sqlite_site


PAGES = ("/en", "/en/demo", "/en/demo/first")


async def sentences(browser: Browser) -> list[list[str]]:
    return [(await browser.open(address)).texts("missing") for address in PAGES]


def rows(page: Page) -> list[str]:
    """What the outline says beside each lesson and the quiz."""
    listed = page.main.all("ol", within="lessons")[0].all("li")
    return [" ".join(row.texts("small")) for row in listed if "value" in row.attributes or "quiz" in row.classes]


async def test_a_visitor_sees_no_progress(ioana: Browser) -> None:
    for address in PAGES:
        page = await ioana.open(address)
        assert (page.texts("missing"), page.main.all("progress"), page.texts("tick")) == ([], [], [])


async def test_everything_is_there_for_a_visitor(ioana: Browser) -> None:
    page = await ioana.open("/en/demo")
    assert page.heading == "Demo"
    assert rows(page) == ["2 minutes", "4 minutes", "1 minute", "3 minutes"]
    assert outcomes(page) == ["read more"]
    assert outcomes(await ioana.open("/en/demo/first")) == ["say who signs", "answer", "read"]


def outcomes(page: Page) -> list[str]:
    """The first of what one will be able to do, in each list that can be opened."""
    return [node.all("li")[0].text for node in page.main.all("details")]


async def test_ticks_and_bars_show_what_is_done(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await answer(maria, LESSON, "what-holds")
    await answer(maria, KINDS, "fact")
    await take_quiz(maria, QUIZ_WRONG)
    for address in ("/en/demo", "/en/demo/first"):
        page = await maria.open(address)
        assert rows(page) == [
            "2 minutes · Completed",
            "4 minutes · Begun",
            "1 minute",
            "3 minutes · Begun Your best result is 0%; you need 67%.",
        ]
    bars = (await maria.open("/en/demo/first")).main.all("progress")
    assert [bar.attributes for bar in bars] == [{"max": "4", "value": "1", "aria-hidden": "true"}]


async def test_one_sentence_says_what_is_missing(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    need = "3 lessons and the module quiz are left. You pass with 67%."
    assert await sentences(maria) == [[need, need], [need, need], [need]]
    await answer(maria, LESSON, "what-holds")
    need = "2 lessons and the module quiz are left. You pass with 67%."
    assert await sentences(maria) == [[need, need], [need, need], [need]]
    await take_quiz(maria, {**QUIZ_WRONG, "Quiz: what is shared?": lambda form: form.choose("rooms")})
    need = "2 lessons and the module quiz are left. Your best result is 16%; you need 67%."
    assert await sentences(maria) == [[need, need], [need, need], [need]]
    await complete_lessons(maria)
    need = "Only the module quiz is left. Your best result is 16%; you need 67%."
    assert await sentences(maria) == [[need, need], [need, need], [need]]
    await take_quiz(maria)
    need = "Completed on 24 November 2026."
    assert await sentences(maria) == [[need, need], [need, need], [need]]


async def test_a_passed_quiz_leaves_lessons(maria: Browser) -> None:
    await take_quiz(maria)
    assert (await sentences(maria))[2] == ["3 lessons left."]
    await answer(maria, LESSON, "who-signs")
    await answer(maria, LESSON, "what-holds")
    page = await maria.open(READING)
    await maria.send(page.form("I have read this lesson"), "I have read this lesson")
    assert (await sentences(maria))[2] == ["One lesson left."]
    page = await maria.open("/en/demo/first")
    assert rows(page)[3] == "3 minutes · Completed Passed; your best result is 100%."


async def test_the_course_adds_up_its_modules(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    courses = small_course(tmp_path_factory.mktemp("modules"), with_modules("first", "second", "third"))
    maria = site.again(courses).browser()
    await answer(maria, "/en/demo/second/start", "who-signs")
    page = await maria.open("/en/demo")
    assert page.texts("missing") == [
        "5 lessons left. 3 module quizzes left.",
        "3 lessons and the module quiz are left. You pass with 67%.",
        "One lesson and the module quiz are left. You pass with 67%.",
        "One lesson and the module quiz are left. You pass with 67%.",
    ]
    await take_quiz(maria, quiz="/en/demo/third/quiz")
    await take_quiz(maria, quiz="/en/demo/second/quiz")
    page = await maria.open("/en/demo")
    assert page.texts("missing") == [
        "5 lessons and the module quiz are left. You pass with 67%.",
        "3 lessons and the module quiz are left. You pass with 67%.",
        "One lesson left.",
        "One lesson left.",
    ]


async def test_a_lesson_added_later_does_not_undo_a_completion(
    maria: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await complete_lessons(maria)
    await take_quiz(maria)
    site.clock.go_on(days=7)
    more = small_course(
        tmp_path_factory.mktemp("more"),
        {"first/04-more.md": "---\nid: more\ntitle: More\noutcomes: [go on]\n---\nMore to read.\n"},
    )
    maria = site.again(more).moved(maria)
    said = "Completed on 24 November 2026; 1 lesson added since."
    assert await sentences(maria) == [[said, said], [said, said], [said]]
    page = await maria.open("/en/demo/first")
    assert page.texts("bar") == ["4 of 5 done"]
    assert page.links()["Continue: More"] == "/en/demo/first/more"


async def test_a_lesson_taken_away_may_complete_the_course(
    maria: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await complete_lessons(maria)
    await take_quiz(maria, QUIZ_RIGHT)
    less = small_course(tmp_path_factory.mktemp("less"), {"first/02-kinds.md": None, "first/quiz.md": None})
    maria = site.again(less).moved(maria)
    page = await maria.open("/en/demo/first")
    assert page.texts("bar") == ["2 of 2 done"]


async def test_what_was_last_missing_is_taken_away(
    maria: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await complete_lessons(maria)
    without_quiz = small_course(tmp_path_factory.mktemp("without"), {"first/quiz.md": None})
    maria = site.again(without_quiz).moved(maria)
    said = ["You have completed this course.", "You have completed this module."]
    assert await sentences(maria) == [said, said, said[1:]]
