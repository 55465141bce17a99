"""Whatever a file holds, the check answers with problems and never falls over."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.check import check
from app.content.files import clean
from app.content.library import BrokenCourse, load
from tests.content.folders import COURSE, GLOSSARY, MODULE, lesson, question, write

PIECES = [
    *("\n", "\n\n", " ", "  ", "\t", "\r\n", "\0", "\ufeff", "\u2028", "\x85", "\xa0", "a", "é", "e\u0301", "Text. "),
    *("::: question one\n", "::: case\n", "::: task\n", "::: figure one kind=hub\n", ":::\n", "::: x=y\n", "  :::\n"),
    *("- ", "  - ", "1. ", "> ", "# ", "## ", "#### ", "[x] ", "[ ] ", "{#key}", "{#", "---\n", "```\n", "~~~\n"),
    *("| a | b |\n|:-|-:|\n", "| c |\n", "*", "**", "_", "`", "\\", "<b>", "<!--", "&lt;", "&#0;", "&#xD800;"),
    *("[a](term:coalition)", "[a](lesson:start#x)", "[a](module:x)", "[a](https://[::)", "[a](https://xn--.é/%zz)"),
    *(
        "[",
        "]",
        "(",
        ")",
        "![",
        "![](media:x.svg)",
        "![a](media:../x)",
        "<https://x.y>",
        "[a](<>)",
        "[a](javascript:x)",
    ),
    *(
        "Hint: ",
        "Explanation: ",
        "Otherwise:\n",
        "id: x\n",
        "title: *a\n",
        "outcomes:\n  - [",
        "{",
        "}",
        "? ",
        "%",
        "@",
        '"',
    ),
]
soups = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
files = {
    "course.md": COURSE,
    "glossary.md": GLOSSARY,
    "first/module.md": MODULE,
    "first/01-start.md": lesson(question("one")),
    "first/quiz.md": "---\npass_mark: 70\ndraw: 1\n---\n" + question("two", "lesson=start"),
    "curriculum.csv": "number,module,point,list,tested_by\n1,first,A,no,\n",
}


def lines_of(path: Path) -> int:
    return clean(path.read_bytes().decode("utf-8", errors="replace")).count("\n") + 1


def check_with(name: str, content: bytes) -> None:
    """Problems lie on lines that exist, and there are errors exactly if the course is refused."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**files, name: content})
        problems = check(root)
        places = {problem.place for problem in problems}
        assert [place for place in places if not 1 <= place.line <= lines_of(root.parent / place.file)] == []
        if any(problem.error for problem in problems):
            with pytest.raises(BrokenCourse):
                load(root)
        else:
            load(root)


@given(st.sampled_from(sorted(files)), st.binary(max_size=200))
def test_any_bytes_are_checked(name: str, content: bytes) -> None:
    check_with(name, content)


@given(st.sampled_from(sorted(files)), soups)
def test_any_text_after_a_good_beginning_is_checked(name: str, soup: str) -> None:
    check_with(name, (files[name] + soup).encode())


@given(st.sampled_from(sorted(files)), soups, st.integers(0, 200))
def test_any_text_inside_a_good_file_is_checked(name: str, soup: str, position: int) -> None:
    check_with(name, (files[name][:position] + soup + files[name][position:]).encode())


@pytest.mark.parametrize(
    "deep", ["[" * 3000, "> " * 3000, "- " * 3000, "*a _b " * 3000, "![" * 3000, "`" * 9000, "[a](" * 3000]
)
def test_deep_nesting_is_checked(tmp_path: Path, deep: str) -> None:
    check(write(tmp_path, {"first/01-start.md": lesson(deep + "\n")}))


def test_deeply_nested_front_matter_is_checked(tmp_path: Path) -> None:
    problems = check(write(tmp_path, {"first/01-start.md": f"---\nid: {'[' * 3000}\n---\n"}))
    assert "the front matter isn't YAML" in [problem.wrong for problem in problems]


def test_a_folder_where_a_file_belongs_is_checked(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "demo" / "first" / "02-folder.md").mkdir()
    assert "the file can't be read (Is a directory)" in [problem.wrong for problem in check(root)]
