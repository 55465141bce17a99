"""Anchors: the same in every language, each once on its page, and steady when text is added."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.content.edition import Edition, Translation
from app.content.model import Segment
from app.content.wording import Anchors
from tests.content.folders import prose, question, read_lesson

paragraphs = st.lists(st.text("abcde ", min_size=1).filter(str.strip), max_size=30)


def anchors_of(texts: list[str]) -> list[str]:
    anchors = Anchors()
    return [anchors.segment(text) for text in texts]


@given(paragraphs)
def test_no_anchor_is_given_twice(texts: list[str]) -> None:
    found = anchors_of(texts)
    assert len(set(found)) == len(found)


@given(paragraphs, st.text("fgh", min_size=1), st.integers(0, 30))
def test_a_new_paragraph_changes_no_other_anchor(texts: list[str], new: str, position: int) -> None:
    longer = [*texts[:position], new, *texts[position:]]
    added = anchors_of(longer)
    del added[min(position, len(texts))]
    assert added == anchors_of(texts)


@given(st.lists(st.text(), max_size=10))
def test_headings_get_usable_ids_that_differ(texts: list[str]) -> None:
    anchors = Anchors()
    found = [anchors.heading(text) for text in texts]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor) for anchor in found)


BODY = f"""\
## The same

The same

The same

- a
- b

  c
- [coalition](term:coalition)
  > quoted
  - nested

| x | x |
|---|---|
| y |   |

## q one

{question("one")}"""


def in_greek(_domain: str, segment: Segment) -> Translation:
    return Translation(f"Ελληνικά {segment.source}")


def test_anchors_are_the_same_in_another_language(tmp_path: Path) -> None:
    english = read_lesson(tmp_path, BODY)
    other = read_lesson(tmp_path, BODY, edition=Edition("el", in_greek))
    assert [segment.anchor for segment in english.segments] == [segment.anchor for segment in other.segments]
    assert re.findall(r' id="([^"]*)"', prose(english)) == re.findall(r' id="([^"]*)"', prose(other))


def test_ids_on_a_page_differ_and_hold_every_segment(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, BODY)
    ids = [*re.findall(r' id="([^"]*)"', prose(lesson)), *(found.anchor for found in lesson.questions)]
    assert len(set(ids)) == len(ids)
    assert {segment.anchor for segment in lesson.segments if segment.anchor} <= set(ids)


def test_a_heading_leaves_the_anchor_of_a_question_alone(tmp_path: Path) -> None:
    lesson = read_lesson(tmp_path, BODY)
    assert lesson.questions[0].anchor == "q-one"
    assert lesson.headings[-1].anchor == "q-one-2"


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=6, unique=True), st.integers(0, 6))
def test_a_paragraph_added_to_a_lesson_keeps_the_other_ids(texts: list[str], position: int) -> None:
    longer = [*texts[:position], "new", *texts[position:]]
    with tempfile.TemporaryDirectory() as folder:
        before = re.findall(r' id="([^"]*)"', prose(read_lesson(Path(folder), "\n\n".join(texts) + "\n")))
        after = re.findall(r' id="([^"]*)"', prose(read_lesson(Path(folder), "\n\n".join(longer) + "\n")))
    assert [anchor for anchor in after if anchor in before] == before
