"""One course, one progress: what is done in one language is done in all."""

from functools import partial
from pathlib import Path

import pytest

from app.content.locales import Locales
from app.content.po import Message, Previous
from app.progress.tables import attempt, step
from app.storage import Database
from tests.learn.browser import Browser, Form, Page
from tests.learn.cast import begin_quiz, stem
from tests.learn.course import QUIZ_RIGHT, small_course
from tests.learn.kept import count, values
from tests.learn.running import Site, run
from tests.localisation.translating import change, translate

pytestmark = pytest.mark.anyio

SHORT_ANSWERS = {"el": "συμφωνία", "pl": "umowa", "ro": "acord"}


def into(language: str, message: Message) -> str:
    """Recognisable by its language; short answers are real ones."""
    if message.context in {"question/word/option/agreement", "question/quiz-word/option/agreement"}:
        return SHORT_ANSWERS[language]
    links = message.source[message.source.find("[") : message.source.rfind(")") + 1] if "](" in message.source else ""
    return f"[{language}] {message.source}" if not links else f"{language} {message.source}"


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return tmp_path / "locales"


@pytest.fixture
def courses(tmp_path: Path, locales: Path) -> Path:
    """The small course, all of it translated into Greek, Polish and Romanian."""
    courses = small_course(tmp_path)
    for language in SHORT_ANSWERS:
        translate(courses, locales, language, partial(into, language))
    return courses


@pytest.fixture
def site(database: Database, courses: Path, locales: Path) -> Site:
    return run(database, courses, locales=locales)


QUESTIONS = {
    "Quiz: who signs?": "quiz-who",
    "Quiz: what is shared?": "quiz-share",
    "Quiz: what is signed?": "quiz-word",
}


def asked(page: Page) -> str:
    """The id of the question of a quiz page."""
    return QUESTIONS[english(page)]


def english(page: Page) -> str:
    """The question of a quiz page without the mark of its language."""
    return stem(page).partition("] ")[2] or stem(page)


async def test_an_answer_given_in_one_language_is_done_in_the_others(maria: Browser) -> None:
    page = await maria.open("/el/demo/first/start")
    assert page.question("who-signs").all("p")[0].text == "[el] Who signs?"
    await maria.send(page.form_of("who-signs").choose("each"), "Check my answer")
    polish = await maria.open("/pl/demo/first/start")
    assert "[pl] Yes, a promise of its own." in polish.question("who-signs").text
    assert "One question is still open in this lesson." in polish.main.text


async def test_a_quiz_begun_in_greek_goes_on_in_polish_and_ends_in_romanian(maria: Browser, site: Site) -> None:
    page = await begin_quiz(maria, "/el/demo/first/quiz")
    greek = asked(page)
    page = await maria.send(right(page), "Save and go on")
    polish = asked(page)
    sent = right(page).values()
    switched = await maria.send(right(page), "Polski")
    assert switched.address == page.address.replace("/el/", "/pl/")
    assert (stem(switched), switched.forms()[0].values()) == (f"[pl] {english(page)}", sent)
    assert maria.cookies["language"] == "pl"
    page = await maria.send(right(switched), "Save and go on")
    page = await maria.send(page.form("Română"), "Română")
    romanian = asked(page)
    page = await maria.send(right(page), "Save and go on")
    result = await maria.send(page.form("Finish and see my result"), "Finish and see my result")
    assert result.address == "/ro/demo/first/quiz/1"
    assert await values(site.database, step.c.question, step.c.language) == sorted(
        [(greek, "el"), (polish, "el"), (romanian, "ro")]
    )
    assert await values(site.database, attempt.c.kind, attempt.c.score, attempt.c.passed) == [("quiz", 100.0, True)]


ROLES = """\
---
pass_mark: 67
draw: 1
---
::: question quiz-roles lesson=kinds
Quiz: who does what?

- Signs the agreement {#signs}
  - The director {#director}
- Keeps in touch {#keeps}
  - The liaison {#liaison}

Explanation: Two roles.
:::
"""


async def test_what_is_only_half_placed_goes_along_into_another_language(
    database: Database, tmp_path: Path, locales: Path
) -> None:
    courses = small_course(tmp_path, {"first/quiz.md": ROLES})
    translate(courses, locales, "pl", lambda message: into("pl", message))
    site = run(database, courses, locales=locales)
    maria = site.browser()
    page = await begin_quiz(maria)
    form = page.forms()[0].place({"signs": "director"})
    switched = await maria.send(form, "Polski")
    assert switched.address == page.address.replace("/en/", "/pl/")
    assert switched.forms()[0].values() == form.values()
    assert switched.texts("problem") == []
    assert await count(site.database, step) == 0


async def test_an_answer_in_another_language_than_the_page_counts(maria: Browser) -> None:
    page = await maria.open("/pl/demo/first/kinds")
    page = await maria.send(page.form_of("word").write("ΣΥΜΦΩΝΙΑ"), "Check my answer")
    assert "Right" in page.question("word").text


async def test_a_question_that_is_not_translated_whole_is_english_and_its_labels_are_not(
    site: Site, locales: Path
) -> None:
    folder = Locales(locales)
    change(folder, "el", "demo.first", "Goals belong in it.", lambda message: message.translated(("",)))
    page = await site.again(locales=locales).browser().open("/el/demo/first/start")
    question = page.question("what-holds")
    assert [(node.attributes["lang"], node.text) for node in question.all("span") if "lang" in node.attributes] == [
        ("en", "What does it hold?"),
        ("en", "Goals"),
        ("en", "A logo"),
    ]
    assert page.question("who-signs").all("span")[0].attributes.get("lang") is None


async def test_prose_without_a_translation_is_english_and_says_so(site: Site, locales: Path) -> None:
    change(Locales(locales), "el", "demo.first", "Everybody does.", lambda message: message.translated(("",)))
    page = await site.again(locales=locales).browser().open("/el/demo/first/start")
    assert '<span lang="en">Everybody does.</span>' in page.markup
    assert "[el] Goals and dates." in page.markup


async def test_prose_whose_english_changed_stays_with_a_note_and_a_question_falls_back(
    site: Site, locales: Path
) -> None:
    folder = Locales(locales)
    for source in ("Everybody does.", "Who signs?"):
        change(folder, "el", "demo.first", source, lambda message: message.marked_stale(Previous("", "Older.")))
    page = await site.again(locales=locales).browser().open("/el/demo/first/start")
    (note,) = [node for node in page.root.all("small") if node.attributes.get("class") == "stale"]
    assert note.text == "(older translation; see the English)"
    link = note.all("a")[0].attributes
    assert (link["href"].partition("#")[0], link["hreflang"]) == ("/en/demo/first/start", "en")
    assert "[el] Everybody does." in page.markup
    assert '<span lang="en">Who signs?</span>' in page.markup


async def test_a_changed_meaning_shows_the_english(site: Site, locales: Path) -> None:
    folder = Locales(locales)
    change(folder, "el", "demo.first", "Everybody does.", lambda message: message.marked_stale(Previous("", "Nobody.")))
    file = folder.file("el", "demo.first")
    file.write_bytes(file.read_bytes().replace(b"#, fuzzy\n#|", b"#. meaning changed\n#, fuzzy\n#|"))
    page = await site.again(locales=locales).browser().open("/el/demo/first/start")
    assert '<span lang="en">Everybody does.</span>' in page.markup


async def test_a_file_that_cannot_be_read_leaves_its_words_in_english(
    site: Site, locales: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Locales(locales).file("el", "demo.first").write_bytes(b'msgid "a"\nmsgstr "b')
    page = await site.again(locales=locales).browser().open("/el/demo/first/start")
    assert (page.status, page.heading) == (200, "The agreement")
    assert "locales/el/LC_MESSAGES/demo.first.po:2: this is no line of a PO file" in caplog.text


async def test_search_finds_what_is_read_in_the_language_that_is_read(maria: Browser) -> None:
    page = await maria.open("/ro/search?q=goals")
    assert next(address for address in page.links().values() if "#" in address).startswith("/ro/demo/first/start#")


def right(page: Page) -> Form:
    """The page's form, filled in with what is right."""
    form = page.forms()[0]
    language = page.address[1:3]
    if english(page) == "Quiz: what is signed?":
        return form.write(SHORT_ANSWERS[language])
    return QUIZ_RIGHT[english(page)](form)
