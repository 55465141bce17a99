"""What an author is told about a fault in a lesson: its line, what is wrong, what to write instead."""

from pathlib import Path

import pytest

from tests.content.folders import lesson_errors, question

ID_FORM = "the id in lower-case letters, digits and hyphens"
FAULTS = {
    "an unknown directive": ("::: queston one\n:::\n", '6: "::: queston" is unknown; write "question"'),
    "an unclosed container": (
        "Text.\n\n::: task\nDo it.\n",
        '8: "::: task" is not closed; write ":::" on a line of its own at its end',
    ),
    "a container opened inside another": (
        "::: task\nDo it.\n\n::: case\n## A title\n:::\n",
        '6: "::: task" is not closed; write ":::" on a line of its own at its end',
    ),
    "a closing line too many": (
        "Text.\n\n:::\n",
        '8: this ":::" closes nothing; remove it, or open a container above with "::: name"',
    ),
    "an indented container": (
        "- item\n\n  ::: task\n",
        '8: ":::" is indented or inside another block; start it at the beginning of the line',
    ),
    "an unknown attribute": (
        "::: case contry=gr\n## A title\n:::\n",
        '6: "contry=" is unknown for "::: case"; write "country"',
    ),
    "an unknown country": (
        "::: case country=uk\n## A title\n:::\n",
        '6: the country "uk" is unknown; write one of gr, bg, pl, ro',
    ),
    "a word without meaning": ("::: task now\nDo it.\n:::\n", '6: "now" means nothing here; write "::: task"'),
    "a case without a title": (
        "::: case\nText.\n:::\n",
        '6: the case has no title; begin it with one, "### …" under "##"',
    ),
    "a case beside its section": (
        "## One\n\n::: case\n## Two\n:::\n",
        '9: a heading inside the case is not below the section around it; write "###"',
    ),
    "an empty task": ("::: task\n:::\n", "6: the task is empty; write what to do at work this week"),
    "a figure without an id": (
        "::: figure kind=steps\nCaption\n\n1. One\n:::\n",
        f'6: this figure has no id; write "::: figure some-id kind=steps", {ID_FORM}',
    ),
    "a figure of an unknown kind": (
        "::: figure one kind=step\nCaption\n\n1. One\n:::\n",
        '6: the figure kind "step" is unknown; write "steps"',
    ),
    "a figure without a list": (
        "::: figure one kind=steps\nCaption\n:::\n",
        "6: this figure isn't made as steps; write a caption, a blank line and a list of steps: 1. …",
    ),
    "a hub with two centres": (
        "::: figure one kind=hub\nCaption\n\n- A\n  - B\n- C\n:::\n",
        (
            "6: this figure isn't made as hub; write a caption, a blank line and a list: one item for the centre, "
            "what stands around it nested below"
        ),
    ),
    "two figures with one id": (
        "::: figure one kind=steps\nCaption\n\n1. One\n:::\n\n::: figure one kind=steps\nCaption\n\n1. Two\n:::\n",
        '12: there is a figure "one" in this lesson already; give each figure an id of its own',
    ),
    "a heading jump": ("## One\n\n#### Two\n", '8: the heading jumps from level 2 to 4; write "###"'),
    "a title as heading": ("# One\n", '6: the title of the page is its only # heading; write "##"'),
    "an empty heading": ("##\n\nText.\n", "6: a heading has no text; write it or remove the #"),
    "raw HTML": ("A <b>bold</b> word.\n", '6: "<b>" is HTML; write it in Markdown or leave it out'),
    "an HTML comment": ("<!-- later -->\n", '6: "<!--" is HTML; write it in Markdown or leave it out'),
    "a code block": ("```\ncode\n```\n", "6: a code block can't be translated; write a list, a table or a block quote"),
    "an unknown term": (
        "A [coalition](term:coalitoin).\n",
        '6: the term "coalitoin" is not in the glossary; write "coalition"',
    ),
    "a term in a heading": (
        "## A [coalition](term:coalition)\n",
        "6: a glossary term is marked here; mark terms in paragraphs, lists and tables only",
    ),
    "a link to no lesson": (
        "See [it](lesson:strat).\n",
        '6: there is no lesson "strat" in "first" to link to; write "start"',
    ),
    "a link to no module": ("See [it](module:frist).\n", '6: there is no module "frist" to link to; write "first"'),
    "a link to no heading": (
        "## Who signs\n\nSee [it](lesson:start#who-sings).\n",
        '8: the lesson "start" has no place "#who-sings"; write "who-signs"',
    ),
    "a link without encryption": (
        "See [it](http://example.org/).\n",
        (
            '6: the link "http://example.org/" is malformed; '
            'write "lesson:id", "lesson:module/id#heading", "module:id" or an address with "https://"'
        ),
    ),
    "a script as a link": (
        "See [it](javascript:alert(1)).\n",
        (
            '6: the link "javascript:alert(1)" is malformed; '
            'write "lesson:id", "lesson:module/id#heading", "module:id" or an address with "https://"'
        ),
    ),
    "a picture without words": (
        "![](media:here.svg)\n",
        "6: a picture has no alternative text; say in the brackets what it shows: ![…](media:…)",
    ),
    "a picture from elsewhere": (
        "![A map](../map.svg)\n",
        '6: the picture "../map.svg" is malformed; write "media:file.svg" (svg, png, jpg, webp)',
    ),
    "a missing picture": ("![A map](media:map.svg)\n", '6: the picture "map.svg" is missing; put it into "media"'),
    "a question without an id": (
        "::: question\nWhy?\n:::\n",
        f'6: this question has no id; write "::: question some-id", {ID_FORM}',
    ),
    "a question with a malformed id": (
        question("One_two"),
        f'6: the id "One_two" is malformed; write "::: question some-id", {ID_FORM}',
    ),
    "a question that names a lesson": (
        question("one", "lesson=start"),
        '6: "lesson=" is for the questions of a quiz; remove it; this question belongs to the lesson it stands in',
    ),
    "two questions with one id": (
        question("one") + "\n" + question("one"),
        '17: the question id "one" is used already in courses/demo/first/01-start.md:6; give each an id of its own',
    ),
    "text after the list of a question": (
        question("one").replace("Explanation: ", ""),
        (
            '14: question "one": this text after the list is neither a hint nor an explanation; '
            'begin it with "Hint:", "Explanation:" or "Otherwise:", or join it to the one above'
        ),
    ),
    "an explanation joined to feedback": (
        question("one").replace("\n\nExplanation", "\nExplanation"),
        '13: question "one": "Explanation:" is swallowed by the text above; put a blank line before it',
    ),
    "two explanations": (
        question("one").replace(":::\n", "\nExplanation: Again.\n:::\n"),
        '16: question "one": there is a second "Explanation:"; join it to the first',
    ),
    "an empty hint": (
        question("one").replace("Explanation: Because.", "Hint:"),
        '14: question "one": "Hint:" is empty; write its text on the same line, or remove it',
    ),
    "a key inside the text": (
        question("one").replace("This one {#this}", "This {#this} one {#this-one}"),
        '9: question "one": a {#key} stands inside the text; put one key at the very end of the item',
    ),
    "a second text in an option": (
        question("one").replace("  > Yes.", "\n  Yes."),
        (
            '11: question "one": an item holds a second text; '
            'begin its lines with "> " if they are feedback, or join the two'
        ),
    ),
    "a heading in a question": (
        question("one").replace("Which one?", "## Which one?"),
        '7: question "one": a heading stands in a question; move it into the lesson before the question',
    ),
    "a link in an option": (
        question("one").replace("Another", "[Another](https://example.org)"),
        "11: there is a link here; put links into paragraphs, lists and tables only",
    ),
}


@pytest.mark.parametrize(("body", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_line_and_what_to_write_instead(tmp_path: Path, body: str, told: str) -> None:
    assert lesson_errors(tmp_path, body)[0] == told


def test_every_fault_of_a_lesson_is_told_at_once(tmp_path: Path) -> None:
    told = lesson_errors(tmp_path, "# One\n\n::: tsk\n:::\n\nA [b](term:c) <i>d</i>.\n")
    assert [int(line.split(":")[0]) for line in told] == [6, 8, 11, 11]


def test_a_lesson_without_faults_has_no_errors(tmp_path: Path) -> None:
    assert lesson_errors(tmp_path, f"## One\n\nA [coalition](term:coalition).\n\n{question('one')}") == []
