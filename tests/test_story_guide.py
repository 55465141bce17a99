"""What the guide for stories shows is a story that can be played."""

import re
from pathlib import Path

import pytest

from app.content.check import check
from tests.content.folders import COURSE, write

GUIDE = (Path(__file__).parents[1] / "docs/stories.md").read_text(encoding="utf-8")
PICTURE = '<svg viewBox="0 0 8 8"><path class="ink" d="M1 1h6"/></svg>'
# What the examples name and don't show.
REST = """\
::: scene evening
### Evening

The quay is empty.

- Count the boats. {#count}
  then: trust +1, funds -1
  goto: quay if trust <= 5 | ending
  lesson: first/start
  > They are all there.
- Go home. {#home}
  then: trust -1, funds +1
  goto: ending
  lesson: first/start
  > Tomorrow, then.
:::

::: scene empty-account
### The account

There is nothing left.

- Go home. {#home}
  goto: ending
  lesson: first/start
  > That was that.
:::
"""


@pytest.fixture
def story() -> dict[str, str | bytes]:
    game, *examples = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return {
        "course.md": COURSE.replace("modules:\n  - first\n", "modules:\n  - first\ngames:\n  - harbour\n"),
        "harbour/game.md": game,
        "harbour/story.md": "\n".join([*examples, REST]),
        "harbour/art/harbour.svg": PICTURE,
        "harbour/art/anna.svg": PICTURE,
    }


def test_the_examples_make_a_story_without_a_fault(tmp_path: Path, story: dict[str, str | bytes]) -> None:
    problems = [problem for problem in check(write(tmp_path, story)) if "harbour" in problem.place.file]
    assert [str(problem) for problem in problems] == []


def test_the_examples_are_looked_at(tmp_path: Path, story: dict[str, str | bytes]) -> None:
    broken = {**story, "harbour/story.md": str(story["harbour/story.md"]).replace("goto: evening", "goto: morning")}
    assert any("morning" in str(problem) for problem in check(write(tmp_path, broken)))
