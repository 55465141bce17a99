"""Questions from their containers, and again from the source that was kept of them."""

from pathlib import Path

import pytest

from app.content.library import BrokenCourse
from app.content.model import Choice, Matching, Ordering, Question, Sorting
from app.content.reading import read_question
from tests.content.folders import question, read_lesson

KINDS = {
    "single": question("one"),
    "matching": """\
::: question one
Match them.

- Liaison {#liaison}
  - Keeps information flowing {#flow}

  > The bridge.
- Facilitator {#facilitator}
  - Stays neutral {#neutral}
- [ ] Pays {#pays}
:::
""",
    "sorting": """\
::: question one
Sort them.

- Before {#before}
  - Plan {#plan}
    > First.
  - Meet {#meet}
- After {#after}
  - Thank {#thank}
:::
""",
    "ordering": """\
::: question one
In which order?

1. Plan {#plan}
   > First.
2. Do {#do}
:::
""",
    "short": """\
::: question one kind=short
What is it?

- [x] royalty {#royalty}
- [ ] fee {#fee}
  > Not quite.

Hint: It begins with r.

Hint: It ends with y.

Otherwise: Think again.
:::
""",
    "reflection": """\
::: question one kind=reflection
What do you think?

In a few words.

Explanation: There is no wrong answer.
:::
""",
}
CONTEXTS = {
    "single": {"option/this", "option/another", "feedback/this", "feedback/another", "explanation"},
    "matching": {"item/liaison", "label/flow", "feedback/liaison", "item/facilitator", "label/neutral", "label/pays"},
    "sorting": {"label/before", "item/plan", "feedback/plan", "item/meet", "label/after", "item/thank"},
    "ordering": {"item/plan", "feedback/plan", "item/do"},
    "short": {"option/royalty", "option/fee", "feedback/fee", "hint/1", "hint/2", "otherwise"},
    "reflection": {"explanation"},
}


def only_question(root: Path, source: str) -> Question:
    return read_lesson(root, source).questions[0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_is_a_segment_named_after_what_it_is(tmp_path: Path, kind: str) -> None:
    lesson = read_lesson(tmp_path, KINDS[kind])
    contexts = {segment.context for segment in lesson.segments if segment.anchor == "q-one"}
    assert contexts == {f"question/one/{part}" for part in {"stem", *CONTEXTS[kind]}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_the_same_when_its_source_is_read_again(tmp_path: Path, kind: str) -> None:
    first = only_question(tmp_path, f"Text.\n\n{KINDS[kind]}")
    again = read_question(first.source, language="en", course="demo", module="first", lesson="start")
    assert again.kind == kind
    assert (again.id, again.lesson, again.body, again.stem) == (first.id, first.lesson, first.body, first.stem)
    assert (again.hints, again.explanation) == (first.hints, first.explanation)
    assert (again.source, again.revision) == (first.source, first.revision)


def test_a_question_read_again_for_another_language_says_that_it_is_english(tmp_path: Path) -> None:
    source = only_question(tmp_path, question("one")).source
    again = read_question(source, language="el", course="demo", module="first", lesson="start")
    assert again.stem == '<p><span lang="en">Which one?</span></p>'


def test_a_question_of_a_quiz_names_its_lesson_when_read_again() -> None:
    again = read_question(question("one", "lesson=start"), language="en", course="demo", module="first", lesson="")
    assert again.lesson == "start"


@pytest.mark.parametrize("source", ["", "Text.", "::: task\nDo it.\n:::\n", "::: question one\nWhy?\n:::\n"])
def test_what_is_no_question_is_refused(source: str) -> None:
    with pytest.raises(BrokenCourse):
        read_question(source, language="en", course="demo", module="first", lesson="start")


def test_the_revision_changes_with_the_words_but_not_with_spaces_at_the_ends(tmp_path: Path) -> None:
    first = only_question(tmp_path, question("one"))
    assert only_question(tmp_path, question("one").replace("\n", "  \n")).revision == first.revision
    assert only_question(tmp_path, question("one").replace("Which", "What")).revision != first.revision


def test_the_parts_of_a_question_come_out_where_they_belong(tmp_path: Path) -> None:
    body = only_question(tmp_path, KINDS["matching"]).body
    assert isinstance(body, Matching)
    assert [(item.text.plain, item.target, item.feedback) for item in body.items] == [
        ("Liaison", "flow", "<p>The bridge.</p>"),
        ("Facilitator", "neutral", ""),
    ]
    assert [label.key for label in body.labels] == ["flow", "neutral", "pays"]


def test_sorting_and_ordering_are_read(tmp_path: Path) -> None:
    sorting = only_question(tmp_path, KINDS["sorting"]).body
    assert isinstance(sorting, Sorting)
    assert [(item.key, item.target, item.feedback) for item in sorting.items] == [
        ("plan", "before", "<p>First.</p>"),
        ("meet", "before", ""),
        ("thank", "after", ""),
    ]
    ordering = only_question(tmp_path, KINDS["ordering"]).body
    assert isinstance(ordering, Ordering)
    assert [(item.key, item.target) for item in ordering.items] == [("plan", "1"), ("do", "2")]


def test_options_hold_markup_and_plain_words(tmp_path: Path) -> None:
    body = only_question(tmp_path, question("one").replace("Another", "*An*other & more")).body
    assert isinstance(body, Choice)
    assert (body.options[1].text.html, body.options[1].text.plain) == ("<em>An</em>other &amp; more", "Another & more")


def test_a_stem_may_have_several_paragraphs(tmp_path: Path) -> None:
    found = only_question(tmp_path, KINDS["reflection"])
    assert found.stem == "<p>What do you think?</p>\n<p>In a few words.</p>"
    assert found.stem_plain == "What do you think? In a few words."
