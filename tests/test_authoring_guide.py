"""What the guide for authors shows is what the courses are read with."""

import re
from pathlib import Path

import pytest

from app.content.figures import LISTS
from app.content.questions import KINDS
from tests.content.folders import errors, lesson, read_lesson

GUIDE = (Path(__file__).parents[1] / "docs/authoring.md").read_text(encoding="utf-8")


def examples(language: str) -> dict[int, str]:
    """Each block of this language by its line in the guide."""
    blocks = re.finditer(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return {GUIDE.count("\n", 0, block.start(1)) + 1: block[1] for block in blocks}


@pytest.mark.parametrize("line", examples("markdown"))
def test_an_example_is_written_as_lessons_are(tmp_path: Path, line: int) -> None:
    assert errors(tmp_path, {"first/01-start.md": lesson(examples("markdown")[line])}) == []


def test_the_example_of_front_matter_opens_a_lesson(tmp_path: Path) -> None:
    (front,) = examples("yaml").values()
    points = "number,module,point,list,tested_by\n" + "".join(f"{number},first,A point,no,\n" for number in (4, 5, 6))
    assert errors(tmp_path, {"first/01-start.md": f"{front}\nText.\n", "curriculum.csv": points}) == []


def test_every_kind_of_question_has_an_example(tmp_path: Path) -> None:
    written = "\n".join(each for each in examples("markdown").values() if each.startswith("::: question"))
    assert {question.kind for question in read_lesson(tmp_path, written).questions} == KINDS.keys()


@pytest.mark.parametrize("notation", ["case", "task", *(f"figure .+ kind={each}" for each in LISTS)])
def test_every_other_notation_has_an_example(notation: str) -> None:
    assert any(re.search(rf"^::: {notation}\b", each, re.MULTILINE) for each in examples("markdown").values())
