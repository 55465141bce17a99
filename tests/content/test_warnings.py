"""What an author is advised to change, though the course can be shown as it is."""

from pathlib import Path

import pytest

from app.content.check import check
from tests.content.folders import lesson, question, write


def warnings(root: Path, body: str) -> list[str]:
    """The warnings of a lesson, its length apart, as `line: …`."""
    problems = check(write(root, {"first/01-start.md": lesson(body)}))
    assert not any(problem.error for problem in problems)
    told = [f"{problem.place.line}: {problem.wrong}; {problem.instead}" for problem in problems]
    return [line for line in told if " words; " not in line]


@pytest.mark.parametrize("words", ["coalition", "Coalitions"])
def test_a_first_use_of_a_term_without_its_mark_is_told(tmp_path: Path, words: str) -> None:
    assert warnings(tmp_path, f"## A coalition\n\n{words} and [a coalition](lesson:start).\n") == [
        f'8: "{words}" is a glossary term, and this is its first use in the lesson; write [{words}](term:coalition)'
    ]


def test_a_later_mark_is_told(tmp_path: Path) -> None:
    assert warnings(
        tmp_path, "A [coalition](term:coalition).\n\nTwo coalitions.\n\nThe [coalition](term:coalition).\n"
    ) == ['10: the term "coalition" was used before in this lesson; mark its first use only']


@pytest.mark.parametrize(
    "body",
    [
        "A [coalition](term:coalition), then coalitions.\n",
        "A supercoalition, a pre-coalition.\n",
        "An [agreement of partners](term:partnership-agreement), a partnership agreement.\n",
        f"{question('one').replace('Which one?', 'Which coalition?')}",
    ],
)
def test_what_needs_no_change_is_not_told(tmp_path: Path, body: str) -> None:
    assert warnings(tmp_path, body) == []


@pytest.mark.parametrize(("words", "told"), [(349, True), (350, False), (700, False), (701, True)])
def test_a_lesson_that_is_short_or_long_is_told(tmp_path: Path, words: int, told: bool) -> None:  # noqa: FBT001 - a parameter of the table
    problems = check(write(tmp_path, {"first/01-start.md": lesson("word " * words + "\n")}))
    expected = [f"the lesson has {words} words; aim at 350 to 700, questions apart"] if told else []
    assert [f"{problem.wrong}; {problem.instead}" for problem in problems] == expected


def test_a_module_that_is_not_named_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"second/module.md": "---\nid: second\n---\n"})
    assert ('the module "second" is not shown', False) in [(problem.wrong, problem.error) for problem in check(root)]
