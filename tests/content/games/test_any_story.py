"""Whatever the files of a game hold, the check answers with problems, and what it lets pass can be played."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.content.check import check
from app.content.files import clean
from app.content.games.graph import draw
from app.content.games.sampling import sample
from app.content.library import BrokenCourse, load
from tests.content.folders import write
from tests.content.games.building import chance
from tests.content.games.harbour import HARBOUR, changed

PIECES = [
    *("\n", "\n\n", " ", "  ", "\0", "é", "a", "Text. ", ":::\n", "::: scene quay\n", "::: scene x art=harbour\n"),
    *("::: ending x\n", "::: measure x\n", "::: opening x scene=quay start=trust:1\n", "::: person anna\n", "### T\n"),
    *(
        "::: facilitator\n",
        "- ",
        "  > ",
        "> ",
        "{#key}",
        "{#",
        '{when="drum"}',
        '{when="',
        "when: ",
        "then: ",
        "goto: ",
    ),
    *("lesson: ", "first/start", "ending", "quay", " | ", " if ", "trust >= 3", "funds -2", "not drum", "not ", ", "),
    *("chance 1 in 3", "chance 0 in 0", "trust >= 99", "trust +99", "---\n", "minutes: ٣\n", "<svg>", "<g>", "</g>"),
    *('<path d="', '"/>', "<!", "&#0;", "<?x?>", "autumn"),
]
soups = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
STORY_FILES = sorted(name for name in HARBOUR if name.startswith("harbour/"))


def check_with(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**HARBOUR, name: content})
        problems = check(root)
        for place in {problem.place for problem in problems}:
            text = clean((root.parent / place.file).read_bytes().decode("utf-8", errors="replace"))
            assert 1 <= place.line <= text.count("\n") + 1
        try:
            (game,) = load(root).courses["demo"]["en"].games
        except BrokenCourse:
            assert any(problem.error for problem in problems)
            return
        draw(game)
        sample(game, 4, chance(1))


@given(st.sampled_from(STORY_FILES), st.binary(max_size=100))
def test_any_bytes_are_checked(name: str, content: bytes) -> None:
    check_with(name, content)


@given(st.sampled_from(STORY_FILES), soups, st.integers(0, 900))
def test_any_text_inside_a_good_file_is_checked(name: str, soup: str, position: int) -> None:
    whole = str(HARBOUR[name])
    check_with(name, (whole[:position] + soup + whole[position:]).encode())


VALUES = {
    "when: trust >= 8": "when: ",
    "then: trust +1, funds -2": "then: ",
    "goto: evening if trust <= 7 | ending": "goto: ",
}


@given(st.sampled_from(sorted(VALUES)), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_any_notation_is_checked(line: str, soup: str) -> None:
    written = VALUES[line] + " ".join(soup.split("\n"))
    name = "harbour/01-story.md"
    check_with(name, str(changed(name, line, written)[name]).encode())
