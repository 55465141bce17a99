"""From the Markdown of a question to the question, or to what is wrong with it."""

from hashlib import sha256

import pytest

from app.content import questions
from app.content.containers import Container, split
from app.content.edition import ENGLISH, Edition, Translation
from app.content.model import (
    Body,
    Choice,
    Item,
    Label,
    Matching,
    Option,
    Ordering,
    Question,
    Reflection,
    Short,
    Sorting,
)
from app.content.page import Page, Setting
from app.content.question_blocks import read_question_block

CHOICE = """
- [ ] The director {#lead}
  > One signature binds one organisation.
- [x] A representative of each partner {#each}
"""
PAIRS = """
- Liaison {#liaison}
  - Keeps information flowing {#flow}

  > Think of the word *link*.
- Host {#host}
  - Lends the rooms {#rooms}
- [ ] Signs the cheques {#cheques}
"""
GROUPS = """
- Before {#before}
  - Map the needs {#needs}
    > Needs come first.
  - Make the plan {#plan}
- After {#after}
  - Write the report {#report}
"""
STEPS = """
1. Meet {#meet}
   > Nothing comes before it.
2. Agree {#agree}
3. Sign {#sign}
"""
WORDS = """
- [x] royalty {#royalty}
- [ ] fee {#fee}
  > A fee is paid once.

Otherwise: It begins with the crown.
"""


def read(
    markdown: str, *, attributes: str = "", edition: Edition = ENGLISH
) -> tuple[Question | None, list[tuple[int, str, str]]]:
    """The question, and each problem with its line in `markdown`, what is wrong and what to write."""
    page = Page(Setting(course="networking", edition=edition), "lesson.md")
    source = f"::: question who-signs {attributes}\nWho signs?\n\n{markdown.strip()}\n:::\n"
    [container] = split(source, 1, page.file, page.report)
    assert isinstance(container, Container)
    block = read_question_block(container, page)
    question = questions.parse(block, lesson="agreement", report=page.report)
    return question, [(problem.place.line - 3, problem.wrong, problem.instead) for problem in page.report.problems]


def body(markdown: str, *, attributes: str = "") -> Body:
    question, problems = read(markdown, attributes=attributes)
    assert problems == []
    assert question is not None
    return question.body


def fault(markdown: str, *, attributes: str = "") -> tuple[int, str, str]:
    """The one problem of a question that cannot be made."""
    question, problems = read(markdown, attributes=attributes)
    assert question is None
    [problem] = problems
    return problem


def summary(parts: tuple[Item, ...] | tuple[Option, ...] | tuple[Label, ...]) -> list[tuple[object, ...]]:
    values = {Item: ("key", "target"), Option: ("key", "right"), Label: ("key",)}
    return [tuple(getattr(part, name) for name in values[type(part)]) for part in parts]


@pytest.mark.parametrize(
    ("markdown", "attributes", "kind"),
    [
        (CHOICE, "", "single"),
        (CHOICE.replace("[ ]", "[x]") + "- [ ] The author {#author}\n", "", "multiple"),
        (CHOICE, "kind=multiple", "multiple"),
        ("- [x] True {#true}\n- [ ] False {#false}\n", "", "truefalse"),
        (PAIRS, "", "matching"),
        (GROUPS, "", "sorting"),
        (
            PAIRS.split("- [ ]", maxsplit=1)[0].replace("\n\n  > Think of the word *link*.", ""),
            "kind=sorting",
            "sorting",
        ),
        (STEPS, "", "ordering"),
        (WORDS, "kind=short", "short"),
        ("Explanation: Many do.", "kind=reflection", "reflection"),
    ],
)
def test_the_kind_of_a_question_is_plain_from_its_shape_or_stated(markdown: str, attributes: str, kind: str) -> None:
    question, problems = read(markdown, attributes=attributes)

    assert problems == []
    assert question is not None
    assert question.kind == kind


def test_a_question_holds_what_was_written() -> None:
    question, _ = read(CHOICE + "\nHint: Look.\n\nHint: Look again.\n\nExplanation: Each one.\n")

    assert question is not None
    assert (question.id, question.lesson, question.anchor) == ("who-signs", "agreement", "q-who-signs")
    assert question.stem_plain == "Who signs?"
    assert [("Look." in hint, "again" in hint) for hint in question.hints] == [(True, False), (False, True)]
    assert "Each one." in question.explanation
    assert (question.place.file, question.place.line) == ("lesson.md", 1)


def test_a_revision_is_the_beginning_of_the_hash_of_the_source() -> None:
    question, _ = read(CHOICE)
    changed, _ = read(CHOICE.replace("director", "chair"))

    assert question is not None
    assert changed is not None
    assert question.revision == sha256(question.source.encode()).hexdigest()[:16]
    assert question.revision != changed.revision


def test_choices_hold_their_options_and_the_feedback_on_each() -> None:
    choice = body(CHOICE)

    assert isinstance(choice, Choice)
    assert summary(choice.options) == [("lead", False), ("each", True)]
    assert ["One signature" in option.feedback for option in choice.options] == [True, False]
    assert choice.options[0].text.plain == "The director"


def test_a_matching_holds_its_items_their_partners_and_the_extra_choice() -> None:
    matching = body(PAIRS)

    assert isinstance(matching, Matching)
    assert summary(matching.items) == [("liaison", "flow"), ("host", "rooms")]
    assert summary(matching.labels) == [("flow",), ("rooms",), ("cheques",)]
    assert "Think of" in matching.items[0].feedback


def test_a_sorting_holds_its_groups_and_what_belongs_there() -> None:
    sorting = body(GROUPS)

    assert isinstance(sorting, Sorting)
    assert summary(sorting.items) == [("needs", "before"), ("plan", "before"), ("report", "after")]
    assert summary(sorting.labels) == [("before",), ("after",)]
    assert "Needs come first." in sorting.items[0].feedback


def test_an_ordering_holds_its_items_in_their_right_order() -> None:
    ordering = body(STEPS)

    assert isinstance(ordering, Ordering)
    assert summary(ordering.items) == [("meet", "1"), ("agree", "2"), ("sign", "3")]
    assert "Nothing comes before" in ordering.items[0].feedback


def test_a_short_answer_holds_accepted_answers_foreseen_mistakes_and_the_rest() -> None:
    short = body(WORDS, attributes="kind=short")

    assert isinstance(short, Short)
    assert summary(short.options) == [("royalty", True), ("fee", False)]
    assert "crown" in short.otherwise


def test_a_short_answer_may_have_one_accepted_answer_alone() -> None:
    assert isinstance(body("- [x] royalty {#royalty}\n", attributes="kind=short"), Short)


def test_a_reflection_needs_nothing_but_its_question() -> None:
    assert body("", attributes="kind=reflection") == Reflection()


@pytest.mark.parametrize(
    ("markdown", "attributes", "line", "wrong", "instead"),
    [
        (CHOICE, "kind=mutliple", -2, 'no kind "mutliple"', 'write "multiple"'),
        (CHOICE, "kind=essay", -2, 'no kind "essay"', "write one of single, multiple"),
        ("", "", -2, "no list to answer with", 'kind=reflection"'),
        ("- Director {#lead}\n- Author {#author}\n", "", 1, "does not tell the kind", 'with "[x]"'),
        ("", "kind=single", -2, "no list", "- [x]"),
        (CHOICE + "* [ ] The author {#author}\n", "", 4, "second list", "keep one list"),
        (CHOICE.replace("[x]", "[ ]"), "", 1, "no answer is right", '"[x]"'),
        (CHOICE.replace("[ ]", "[x]"), "kind=single", 3, "second right answer", "kind=multiple"),
        (CHOICE.replace("[ ]", "[x]"), "", 1, "every answer is right", "add an option"),
        (CHOICE.replace("[x]", "[ ]"), "kind=multiple", 1, "no answer is right", '"[x]"'),
        ("- [x] Each {#each}\n", "", 1, "too few options", "at least two"),
        (CHOICE.replace("[ ] ", ""), "", 1, '"The director" has no box', '"- [x]"'),
        (CHOICE.replace(" {#lead}", ""), "", 1, '"The director" has no key', "{#partner}"),
        (CHOICE.replace("#lead", "#Lead partner"), "", 1, "{#Lead partner} is malformed", "{#lead-partner}"),
        (CHOICE.replace("#lead", "#each"), "", 3, "{#each} is used twice, first on line 4", "own"),
        (CHOICE.replace("#lead", "#wrong"), "", 1, "give the answer away", "name what"),
        (CHOICE.replace("#lead", "#a"), "", 1, "{#a} names a position", "name what"),
        (CHOICE.replace("#lead", "#option-2"), "", 1, "{#option-2} names a position", "name what"),
        (CHOICE.replace("The director", ""), "", 1, "no text", "write what can be chosen"),
        (f"{CHOICE}\nOtherwise: Hm.\n", "", -2, "only a short answer", "kind=short"),
        ("- [x] True {#true}\n- [x] False {#false}\n", "", 2, "second right answer", "tick one only"),
        ("- [ ] True {#true}\n- [ ] False {#false}\n", "", 1, "no answer is right", '"[x]"'),
        ("- [x] Yes {#yes}\n- [ ] False {#false}\n", "kind=truefalse", 1, "{#yes} is neither", "leave out kind"),
        (PAIRS.replace("  - Lends the rooms {#rooms}\n", ""), "", 5, '"Host" has no partner', "nest its partner"),
        (PAIRS.replace("- [ ]", "- [x]"), "", 7, "ticked, but belongs to no item", '"- [ ]"'),
        (PAIRS.replace("#rooms", "#flow"), "", 6, "used twice", "own"),
        (PAIRS.replace("- Lends", "- [x] Lends"), "", 6, "has a box", "remove"),
        (PAIRS.replace("{#rooms}\n", "{#rooms}\n    > Hm.\n"), "", 6, "nobody would see", "after the nested list"),
        (PAIRS + "  > Hm.\n", "", 7, "nobody would see", "move it"),
        (PAIRS.replace("{#rooms}\n", "{#rooms}\n  - Chairs {#chairs}\n"), "kind=matching", 7, "more than one", "sort"),
        ("- Host {#host}\n  - Lends the rooms {#rooms}\n", "", 1, "too few pairs", "at least two"),
        (GROUPS.replace("  - Write the report {#report}\n", ""), "", 5, 'nothing belongs to the group "After"', "nest"),
        (GROUPS.replace("{#after}\n", "{#after}\n  > Hm.\n\n"), "", 5, "nobody would see", "under the items"),
        (GROUPS.replace("- Make", "- [x] Make"), "", 4, "has a box", "remove"),
        (GROUPS + "    - in ink {#ink}\n", "", 7, "list inside", "bring its items out"),
        (GROUPS.split("- After", maxsplit=1)[0], "", 1, "too few groups", "at least two"),
        ("- Meet {#meet}\n- Agree {#agree}\n", "kind=ordering", 1, "no order", '"1."'),
        (STEPS.replace("{#meet}", "{#first}"), "", 1, "names a position", "name what"),
        (STEPS.split("2.", maxsplit=1)[0], "", 1, "too few items", "at least two"),
        (WORDS.replace("[x]", "[ ]"), "kind=short", 1, "no answer is right", '"[x]"'),
        ("", "kind=short", -2, "no list", "royalty"),
        (CHOICE, "kind=reflection", 1, "no list to choose from", "another kind"),
    ],
)  # fmt: skip
def test_a_malformed_question_is_told_with_its_line_and_what_to_write_instead(
    markdown: str, attributes: str, line: int, wrong: str, instead: str
) -> None:
    told_line, told_wrong, told_instead = fault(markdown, attributes=attributes)

    assert told_line == line
    assert told_wrong.startswith('question "who-signs": ')
    assert wrong in told_wrong
    assert instead in told_instead


def test_every_fault_of_a_question_is_told_at_once() -> None:
    _, problems = read("- [ ] The director\n- [ ] The author {#B}\n- Nobody {#nobody}\n")

    assert [line for line, _, _ in problems] == [1, 2, 3, 1]


@pytest.mark.parametrize(
    ("markdown", "attributes", "line", "wrong"),
    [
        (CHOICE.replace("A representative of each partner", "the  Director"), "", 3, "same as the item on line 4"),
        (PAIRS.replace("Signs the cheques", "Lends the rooms"), "", 7, "same as the item on line 9"),
        (GROUPS.replace("Make the plan", "Map the needs"), "", 4, "same as the item on line 5"),
        (STEPS.replace("Agree", "Meet"), "", 3, "same as the item on line 4"),
        (WORDS.replace("fee {", "“Royalty” {"), "kind=short", 2, "same as the item on line 4"),
        (WORDS.replace("royalty {", "... {"), "kind=short", 1, "only punctuation"),
    ],
)
def test_texts_that_cannot_be_told_apart_are_told(markdown: str, attributes: str, line: int, wrong: str) -> None:
    _, problems = read(markdown, attributes=attributes)

    assert [(told, wrong in words) for told, words, _ in problems] == [(line, True)]


@pytest.mark.parametrize(("markdown", "attributes"), [(CHOICE, ""), (PAIRS, ""), (GROUPS, ""), (WORDS, "kind=short")])
def test_a_translation_in_which_texts_become_alike_takes_no_question_away(markdown: str, attributes: str) -> None:
    question, _ = read(markdown, attributes=attributes, edition=Edition("el", lambda *_: Translation("ίδιο")))

    assert question is not None
