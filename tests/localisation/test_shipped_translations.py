"""The five languages as they are shipped: complete, in order, and one course in each."""

import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import app
from app.content.edition import Edition, Translation
from app.content.library import Library, load, read_courses, read_english
from app.content.locales import Locales
from app.content.model import Choice, Course, Html, Lesson, Matching, Ordering, Prose, Question, Segment, Short, Sorting
from app.content.po import PoFile
from app.content.problems import Report
from app.localisation.checks.report import Checked, report, source_of
from app.localisation.checks.tallies import unfinished
from app.localisation.refreshing import refreshed_languages, refreshed_templates
from app.localisation.templates import templates
from tests.content.skeleton import HOSTILE, seen

ROOT = Path(app.__path__[0]).parent
COURSES, LOCALES = ROOT / "courses", Locales(ROOT / "locales")
FILES = sorted(LOCALES.root.glob("*/LC_MESSAGES/*.po"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load(COURSES, LOCALES)


@pytest.fixture(scope="module")
def wanted() -> Mapping[str, PoFile]:
    return templates(read_english(COURSES), ROOT / "app")


@pytest.fixture(scope="module")
def checked(wanted: Mapping[str, PoFile]) -> Checked:
    return report(LOCALES, source_of(wanted, read_english(COURSES)), glossary=LOCALES.root / "glossary.csv")


def test_the_site_speaks_five_languages(library: Library) -> None:
    assert library.languages == ("en", "bg", "el", "pl", "ro")
    assert library.faults == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_gettext_accepts_every_file_and_would_write_it_so(path: Path) -> None:
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    canonical = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True)
    assert path.read_bytes() == canonical.stdout


def test_another_extract_and_update_would_change_nothing(wanted: Mapping[str, PoFile]) -> None:
    languages = refreshed_languages(wanted, LOCALES, languages=LOCALES.languages)
    refreshed = [*refreshed_templates(wanted, LOCALES), *languages]
    assert len(refreshed) == 5 * len(wanted)
    assert [each.path.name for each in refreshed if each.changed] == []


def test_nothing_is_missing_stale_or_warned_of(checked: Checked) -> None:
    assert unfinished(checked.tallies) == []
    assert [str(problem) for problem in checked.problems] == []


def lessons(course: Course) -> Iterator[Lesson]:
    return (lesson for module in course.modules for lesson in module.lessons)


def questions(course: Course) -> Iterator[Question]:
    for module in course.modules:
        yield from module.questions
    yield from course.self_check.questions if course.self_check else ()


def prose(lesson: Lesson) -> Html:
    """Without the definitions of terms, each of which goes with a mark that stays English if its paragraph does."""
    html = "".join(part.html for part in lesson.parts if isinstance(part, Prose))
    return Html(re.sub(r"<div popover.*?</div>", "", html, flags=re.DOTALL))


def key_of(question: Question) -> object:
    """What is right, by the keys."""
    body = question.body
    if isinstance(body, Choice | Short):
        return [(option.key, option.right) for option in body.options]
    if isinstance(body, Matching | Sorting):
        return [(item.key, item.target) for item in body.items], [label.key for label in body.labels]
    return [(item.key, item.target) for item in body.items] if isinstance(body, Ordering) else None


def structure(course: Course) -> object:
    """All that must be the same in every language."""
    return (
        [(module.id, [lesson.id for lesson in module.lessons]) for module in course.modules],
        [(lesson.id, lesson.minutes, lesson.words) for lesson in lessons(course)],
        [[(heading.anchor, heading.level) for heading in lesson.headings] for lesson in lessons(course)],
        [seen(prose(lesson)).blocks for lesson in lessons(course)],
        [(question.id, question.kind, question.revision, len(question.hints)) for question in questions(course)],
        [key_of(question) for question in questions(course)],
        [term.id for term in course.glossary],
    )


def links(course: Course) -> list[list[str]]:
    return [sorted(seen(prose(lesson)).links) for lesson in lessons(course)]


@pytest.mark.parametrize("language", ["el", "bg", "pl", "ro"])
def test_every_language_is_the_same_course(library: Library, language: str) -> None:
    english, other = library.courses["networking"]["en"], library.courses["networking"][language]
    assert structure(other) == structure(english)
    assert links(other) == [[re.sub("^/en/", f"/{language}/", link) for link in page] for page in links(english)]


@pytest.mark.parametrize("seed", range(4))
def test_no_translation_whatever_changes_the_course(library: Library, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated is the point

    def translate(_domain: str, segment: Segment) -> Translation | None:
        words = "".join(chance.choices([*HOSTILE, segment.source, "λέξη "], k=3))
        return chance.choice([Translation(words), Translation(words, stale=True), None])

    (course,) = read_courses(COURSES, Edition("el", translate), Report())
    assert structure(course) == structure(library.courses["networking"]["en"])
    assert [danger for lesson in lessons(course) for danger in seen(prose(lesson)).dangers] == []
