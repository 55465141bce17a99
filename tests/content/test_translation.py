"""The point at which translations enter: words change, blocks and markup never do."""

import re
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from hypothesis import given
from hypothesis import strategies as st

import app.content
from app.content.edition import Edition, Translation
from app.content.model import Choice, Html, Lesson, Question, Segment
from tests.content.folders import prose, question, read, read_lesson
from tests.content.skeleton import HOSTILE, seen

BODY = f"""\
## Heading

Paragraph with [a term](term:coalition).

1. one
2. two
   - three

| a | b |
|---|---|
| c | d |

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


def without_definitions(lesson: Lesson) -> Html:
    """A definition goes with its term, which a translation may leave out."""
    return Html(re.sub(r"<div popover.*?</div>", "", prose(lesson), flags=re.DOTALL))


def in_greek(words: str | None) -> Edition:
    return Edition("el", lambda _domain, _segment: Translation(words) if words else None)


def read_with(words: str) -> tuple[Lesson, Lesson]:
    with tempfile.TemporaryDirectory() as folder:
        return read_lesson(Path(folder), BODY), read_lesson(Path(folder), BODY, edition=in_greek(words))


def texts_of(question: Question) -> str:
    assert isinstance(question.body, Choice)
    options = [option.text.html + option.feedback for option in question.body.options]
    return "".join([question.stem, *options, *question.hints, question.explanation])


def assert_inert(words: str) -> None:
    english, other = read_with(words)
    blocks = seen(without_definitions(other))
    assert blocks.blocks == seen(without_definitions(english)).blocks
    assert blocks.dangers == []
    assert seen(texts_of(other.questions[0])).blocks == seen(texts_of(english.questions[0])).blocks
    assert seen(texts_of(other.questions[0])).dangers == []
    assert seen(other.title.html).blocks == []


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_translation_changes_no_block_and_brings_no_markup(words: str) -> None:
    assert_inert(words)


@given(st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join)))
def test_any_translation_changes_no_block_and_brings_no_markup(words: str) -> None:
    assert_inert(words)


def test_a_translation_takes_the_place_of_the_english_and_keeps_its_markup(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, "A **bold** word.\n", edition=in_greek("Μια **έντονη** λέξη."))
    assert re.search(r'<p id="s\w{5}">Μια <strong>έντονη</strong> λέξη.</p>', prose(lesson))


@pytest.mark.parametrize("missing", [None, "", " \n ", "&nbsp;", "**&nbsp;**"])
def test_text_without_a_translation_is_english_and_says_so(tmp_path: Path, missing: str | None) -> None:
    lesson = read_lesson(tmp_path, "A *b*.\n", edition=in_greek(missing))
    assert '<span lang="en">A <em>b</em>.</span></p>' in prose(lesson)
    assert lesson.title.html == '<span lang="en">Start</span>'
    assert lesson.title.plain == "Start"


def test_the_english_itself_is_not_marked(tmp_path: Path) -> None:
    assert 'lang="' not in prose(read_lesson(tmp_path, BODY))


def test_a_question_is_translated_whole_or_not_at_all(tmp_path: Path) -> None:
    def all_but_one(_domain: str, segment: Segment) -> Translation | None:
        return None if segment.context.endswith("feedback/another") else Translation("Ελληνικά")

    lesson = read_lesson(tmp_path, BODY, edition=Edition("el", all_but_one))
    assert "Ελληνικά" in prose(lesson)
    assert "Ελληνικά" not in texts_of(lesson.questions[0])
    assert '<span lang="en">Which one?</span>' in lesson.questions[0].stem


def test_a_translation_never_changes_what_is_right(tmp_path: Path) -> None:
    english, other = read_with("- [x] κείμενο {#other}")
    for before, after in zip(english.questions, other.questions, strict=True):
        assert (after.id, after.kind, after.source, after.revision) == (
            before.id,
            before.kind,
            before.source,
            before.revision,
        )
        assert isinstance(before.body, Choice)
        assert isinstance(after.body, Choice)
        assert [(each.key, each.right) for each in after.body.options] == [
            (each.key, each.right) for each in before.body.options
        ]
    assert (other.minutes, other.words) == (english.minutes, english.words)


def test_every_text_is_a_segment_with_the_context_that_identifies_it(tmp_path: Path) -> None:
    course = read(tmp_path, f"Text.\n\n{question('one')}")
    module = course.modules[0]
    segments = [*course.segments, *module.segments, *module.lessons[0].segments]
    assert [(segment.context, segment.source) for segment in segments] == [
        ("meta/course/title", "Demo"),
        ("meta/course/summary", "A course to test with."),
        ("meta/course/outcome", "read"),
        ("", "Welcome."),
        ("meta/glossary/title", "Glossary"),
        ("meta/glossary/summary", "Words."),
        ("glossary/coalition/term", "Coalition"),
        ("glossary/coalition/definition", "An alliance of organisations."),
        ("glossary/partnership-agreement/term", "Partnership agreement"),
        ("glossary/partnership-agreement/definition", "What partners sign."),
        ("meta/module/first/title", "First"),
        ("meta/module/first/summary", "The first module."),
        ("meta/module/first/audience", "For testers."),
        ("meta/module/first/outcome", "read more"),
        ("", "Begin here."),
        ("meta/lesson/start/title", "Start"),
        ("meta/lesson/start/outcome", "begin"),
        ("", "Text."),
        ("question/one/stem", "Which one?"),
        ("question/one/option/this", "This one"),
        ("question/one/feedback/this", "Yes."),
        ("question/one/option/another", "Another"),
        ("question/one/feedback/another", "No."),
        ("question/one/explanation", "Because."),
    ]


def test_a_segment_knows_its_line(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, f"Text.\n\n{question('one')}")
    assert [segment.place.line for segment in lesson.segments] == [3, 4, 6, 9, 11, 12, 13, 14, 16]


def test_the_words_of_the_site_are_translated_too_and_offered_to_translators(tmp_path: Path) -> None:
    asked: set[str] = set()

    def interface(message: str, /, **_: object) -> str:
        asked.add(message)
        return f"«{message}»"

    def translate(_domain: str, segment: Segment) -> Translation:
        return Translation(segment.source, stale=segment.source == "Do.")

    body = (
        "A [coalition](term:coalition).\n\n| a |\n|---|\n| b |\n\n::: case\n## A\n:::\n\n::: task\nDo.\n:::\n\n"
        "## B\n\n| a |\n|---|\n| b |\n\n::: figure one kind=cycle\nCaption\n\n1. One\n:::\n"
    )
    html = prose(read_lesson(tmp_path, body, edition=Edition("el", translate, interface)))
    assert 'id="to-do-this-week"' in html
    assert [message for message in asked if f"«{message}»" not in html] == []
    sources = [path.read_bytes() for path in Path(app.content.__file__).parent.glob("*.py")]
    assert asked == {message for source in sources for _, message, *_ in extract("python", BytesIO(source))}
