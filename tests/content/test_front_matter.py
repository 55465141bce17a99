"""The front matter of a file, and the file as such."""

from pathlib import Path

import pytest

from app.content.library import load
from tests.content.folders import MODULE, errors, lesson, write

START = "courses/demo/first/01-start.md"
FAULTS = {
    "missing": (
        "Text.\n",
        'the front matter is missing; begin with "---", "id: …", "title: …", "outcomes: …", and "---" again',
        1,
    ),
    "empty file": (
        "",
        'the front matter is missing; begin with "---", "id: …", "title: …", "outcomes: …", and "---" again',
        1,
    ),
    "not closed": (
        "---\nid: start\n",
        'the front matter is missing; begin with "---", "id: …", "title: …", "outcomes: …", and "---" again',
        1,
    ),
    "an unquoted colon": (
        "---\nid: start\ntitle: One: two\noutcomes: [a]\n---\nText.\n",
        (
            "the front matter isn't YAML (mapping values are not allowed here); "
            "put quotes around a text that holds a colon or other signs, and indent lists by two spaces"
        ),
        3,
    ),
    "an unknown name": (
        "---\nid: start\ntitle: A\noutcomes: [a]\npoint: 1\n---\nText.\n",
        '"point" is unknown in this front matter; write "points"',
        5,
    ),
    "a missing name": (
        "---\nid: start\ntitle: A\n---\nText.\n",
        '"outcomes" is missing in the front matter; add "outcomes: …"',
        1,
    ),
    "a name twice": (
        "---\nid: start\nid: start\ntitle: A\noutcomes: [a]\n---\nText.\n",
        '"id" stands twice in the front matter; keep one of the two',
        3,
    ),
    "a list for a text": (
        "---\nid: start\ntitle: [a]\noutcomes: [a]\n---\nText.\n",
        '"title" has the wrong form; write "title: …" on one line',
        3,
    ),
    "a text for a list": (
        "---\nid: start\ntitle: a\noutcomes: a\n---\nText.\n",
        '"outcomes" has the wrong form; write "outcomes:" and below it one line "  - …" for each',
        4,
    ),
    "a text that is empty": (
        "---\nid: start\ntitle:\noutcomes: [a]\n---\nText.\n",
        '"title" is empty; write "title: …" on one line',
        3,
    ),
    "names without a mapping": (
        "---\n- id\n---\nText.\n",
        'the front matter isn\'t a list of names with texts; write lines like "title: …"',
        2,
    ),
    "a malformed id": (
        lesson("Text.\n", identity="The Start"),
        'the id "The Start" is malformed; write "the-start": lower-case letters, digits and hyphens',
        2,
    ),
    "an id that is a page of the site": (
        lesson("Text.\n", identity="quiz"),
        'the id "quiz" is the address of another page; choose another id',
        2,
    ),
    "a point that is no number": (
        lesson("Text.\n", extra="points: 1 two\n"),
        'the point "two" is not a number; write numbers: "points: 4, 5"',
        5,
    ),
    "too many outcomes": (
        lesson("Text.\n").replace("[begin]", "[a, b, c, d, e]"),
        "the lesson has too many outcomes; keep 1 to 4",
        1,
    ),
    "no body": (lesson(""), "the lesson is empty; write it below the front matter", 1),
    "not UTF-8": (
        lesson("Text.\n\nCaf\n").encode().replace(b"Caf", b"Caf\xe9"),
        'the file isn\'t UTF-8 text; save it with the encoding "UTF-8"',
        8,
    ),
}


@pytest.mark.parametrize(("content", "told", "line"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: str | bytes, told: str, line: int) -> None:
    assert f"{START}:{line}: {told}" in errors(tmp_path, {"first/01-start.md": content})


def test_a_lesson_id_is_unique_in_its_module_and_among_former_ids(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "first/02-next.md": lesson("Text.\n", extra="formerly: start\n", identity="next"),
        "first/03-last.md": lesson("Text.\n", identity="next"),
    }
    instead = "give each an id of its own"
    assert errors(tmp_path, files) == [
        f'courses/demo/first/02-next.md:1: the lesson id "start" is used already in {START}:1; {instead}',
        (
            'courses/demo/first/03-last.md:1: the lesson id "next" is used already in '
            f"courses/demo/first/02-next.md:1; {instead}"
        ),
    ]


def test_a_module_is_named_as_its_folder(tmp_path: Path) -> None:
    assert errors(tmp_path, {"first/module.md": MODULE.replace("id: first", "id: second")}) == [
        (
            'courses/demo/first/module.md:2: the id "second" differs from the folder\'s name; '
            'write "id: first", or rename the folder'
        )
    ]


@pytest.mark.parametrize(
    "written",
    [
        lesson("Café.\n").encode("utf-8-sig"),
        lesson("Café.\n").replace("\n", "\r\n").encode(),
        lesson("Café.\n").replace("\n", "\r").encode(),
        lesson("Cafe\u0301.\n").encode(),
    ],
    ids=["byte order mark", "CRLF", "CR", "decomposed accents"],
)
def test_the_way_a_file_is_saved_makes_no_difference(tmp_path: Path, written: bytes) -> None:
    course = load(write(tmp_path, {"first/01-start.md": written})).course("demo", "en")
    assert course
    segment = course.modules[0].lessons[0].segments[-1]
    assert (segment.source, segment.place.line) == ("Café.", 6)
