"""A file as a translator sees it: nothing is missing, each text stands for itself, and questions are open."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from app.content.edition import Edition, Translation
from app.content.in_place import Sheet, Source, read_alone, read_sheet
from app.content.library import read_english
from app.content.locales import course_domain, module_domain
from app.content.model import Html, Question, Segment, Short
from tests.content.folders import lesson, question, write
from tests.content.skeleton import HOSTILE, Blocks, seen

COURSES = Path(__file__).parents[2] / "courses"
BODY = f"""\
## Heading

Paragraph with [a term](term:coalition).

| a | b |
|---|---|
| c | a |

::: case
### Title

> Quoted
:::

::: figure one kind=hub
Caption

- Centre
  - Spoke
:::

{question("one")}"""


def mark(domain: str, segment: Segment) -> Mapping[str, str]:
    return {"data-text": name_of(domain, segment)}


def name_of(domain: str, segment: Segment) -> str:
    return hashlib.sha256(f"{domain} {segment.context} {segment.source}".encode()).hexdigest()[:16]


def greek(words: dict[str, Translation]) -> Edition:
    return Edition("el", lambda _domain, segment: words.get(segment.source), mark=mark)


def in_greek(words: str) -> Edition:
    return Edition("el", lambda _domain, _segment: Translation(words), mark=mark)


def source(root: Path, body: str) -> Source:
    courses = write(root, {"first/01-start.md": lesson(body)})
    return Source(courses, "demo", "first", "01-start.md")


def sheet(source: Source, edition: Edition) -> Sheet:
    found = read_sheet(source, edition)
    assert found
    return found


def html(value: object) -> str:
    """All the markup in a value, however deep."""
    if isinstance(value, tuple):
        return "\n".join(html(each) for each in value)
    if is_dataclass(value):
        return "\n".join(html(getattr(value, field.name)) for field in fields(value))
    return value if isinstance(value, Html) else ""


def blocks(sheet: Sheet) -> Blocks:
    """Those of all but definitions: one goes with its term, which a translation may leave out."""
    return seen(re.sub(r"<div popover.*?</div>", "", html(sheet), flags=re.DOTALL))


def shown(words: str, state: str) -> re.Pattern[str]:
    """The markup of a text that has these words and stands so."""
    return re.compile(rf'<span class="text {state}" data-text="\w{{16}}">{re.escape(words)}</span>')


def shipped() -> Iterator[tuple[str, Segment]]:
    """Every text of the shipped courses with its domain."""
    for course in read_english(COURSES):
        yield from ((course_domain(course.id), segment) for segment in course.segments)
        for module in course.modules:
            of_quiz = module.quiz.segments if module.quiz else ()
            of_lessons = (segment for each in module.lessons for segment in each.segments)
            domain = module_domain(course.id, module.id)
            yield from ((domain, segment) for segment in (*module.segments, *of_lessons, *of_quiz))
        for game in course.games:
            yield from ((module_domain(course.id, game.id), segment) for segment in game.segments)


def shipped_file(name: str) -> Source:
    course, *module, file = Path(name).parts[1:]
    return Source(COURSES, course, "".join(module), file)


def test_every_text_of_the_shipped_courses_is_marked_in_its_file_and_looks_alone_as_it_does_there() -> None:
    edition = Edition("el", lambda _domain, segment: Translation(f"{segment.source} ή"), mark=mark)
    pages: dict[str, str] = {}
    for domain, segment in shipped():
        file = shipped_file(segment.place.file)
        if segment.place.file not in pages:
            pages[segment.place.file] = html(sheet(file, edition))
        assert f'data-text="{name_of(domain, segment)}"' in pages[segment.place.file], segment
        assert read_alone(segment.context, segment.source, file, edition) in pages[segment.place.file], segment


def test_each_text_is_shown_as_far_as_it_is_translated(tmp_path: Path) -> None:
    words = {
        "Start": Translation("Αρχή"),
        "Heading": Translation("Τίτλος", stale=True),
        "Which one?": Translation("Ποιο;"),
        "This one": Translation("Αυτό", stale=True),
    }
    page = html(sheet(source(tmp_path, f"## Heading\n\nText.\n\n{question('one')}"), greek(words)))
    assert shown("Αρχή", "translated").search(page)
    assert shown("Τίτλος", "stale").search(page)
    assert shown('<span lang="en">Text.</span>', "untranslated").search(page)
    assert shown("Ποιο;", "translated").search(page)
    assert shown("Αυτό", "stale").search(page)
    assert shown('<span lang="en">Another</span>', "untranslated").search(page)


def test_an_older_translation_is_told_by_its_state_alone(tmp_path: Path) -> None:
    page = html(sheet(source(tmp_path, "Text.\n"), greek({"Text.": Translation("Κείμενο.", stale=True)})))
    assert re.search(rf"<p id=\"s\w+\">{shown('Κείμενο.', 'stale').pattern}</p>", page)


def test_a_question_is_given_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    body = (
        "::: question one kind=short\nWho?\n\n- [x] royalty {#royalty}\n- [ ] tax {#tax}\n  > No.\n\n"
        "Hint: Think.\n\nExplanation: Because.\n\nOtherwise: Hm.\n:::\n"
    )
    (asked,) = sheet(source(tmp_path, body), in_greek("Λέξη")).body
    assert isinstance(asked, Question)
    assert isinstance(asked.body, Short)
    assert [(each.right, each.text.plain) for each in asked.body.options] == [(True, "Λέξη"), (False, "Λέξη")]
    every = [asked.stem, *(each.text.html for each in asked.body.options), asked.body.options[1].feedback]
    every += [*asked.hints, asked.explanation, asked.body.otherwise]
    assert [bool(shown("Λέξη", "translated").search(each)) for each in every] == [True] * 7
    assert not {"form", "input", "select", "textarea"} & {tag.partition("#")[0] for tag in seen("".join(every)).blocks}


def test_two_options_that_are_translated_alike_take_no_question_away(tmp_path: Path) -> None:
    (asked,) = sheet(source(tmp_path, question("one")), in_greek("Ίδιο")).body
    assert isinstance(asked, Question)


def test_terms_are_explained_where_they_are_marked_without_being_texts_of_the_file(tmp_path: Path) -> None:
    page = html(
        sheet(source(tmp_path, "A [coalition](term:coalition).\n"), in_greek("Μια [συμμαχία](term:coalition)."))
    )
    assert 'popovertarget="term-coalition">συμμαχία</button>' in page
    definition = page.partition('<div popover id="term-coalition"')[2]
    assert definition
    assert "data-text" not in definition.partition("</div>")[0]


@pytest.mark.parametrize("file", ["02-missing.md", "../course.md", "/etc/passwd", "", ".", "\0"])
def test_nothing_but_a_file_of_the_folder_is_read(tmp_path: Path, file: str) -> None:
    assert read_sheet(replace(source(tmp_path, "Text.\n"), file=file), greek({})) is None


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_translation_changes_no_block_and_brings_no_markup(tmp_path: Path, words: str) -> None:
    file = source(tmp_path, BODY)
    here, english = blocks(sheet(file, in_greek(words))), blocks(sheet(file, greek({})))
    assert here.blocks == english.blocks
    assert here.dangers == []
    alone = seen(read_alone("", "Paragraph.", file, in_greek(words)))
    assert (alone.blocks, alone.dangers) == ([], [])


def test_an_address_leads_somewhere_alone_only_if_it_does_in_its_place(tmp_path: Path) -> None:
    file, edition = source(tmp_path, "Text.\n"), in_greek("<https://example.org>")
    contexts = ["", "question/one/hint/1", "question/one/option/this", "meta/lesson/start/title"]
    alone = [read_alone(context, "Words", file, edition) for context in contexts]
    assert [bool(seen(each).links) for each in alone] == [True, True, False, False]
