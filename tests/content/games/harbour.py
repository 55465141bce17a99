"""A tiny story in the tiny course, as an author would write it, and shorter ones put together from scenes."""

from pathlib import Path

from app.content.check import check
from app.content.edition import ENGLISH, Edition
from app.content.library import read_courses
from app.content.problems import Report
from app.content.stories import Game
from tests.content.folders import COURSE, lesson, write

Files = dict[str, str | bytes]

FOLDER = "courses/demo/harbour/"
COURSE_WITH_GAME = COURSE.replace("  - first\n", "  - first\ngames:\n  - harbour\n")
GAME = """\
---
id: harbour
title: The Harbour
summary: Lead an association through one season.
minutes: 10
---

Every choice **costs** something.

::: measure trust
### Trust

How far people rely on you.
:::

::: measure funds
### Funds

How long the account will last.
:::

::: opening spring scene=quay start=trust:4,funds:5
### In spring

The boats are still on land.
:::

::: opening autumn scene=evening start=funds:3,trust:6
### In autumn

The boats are on land again.
:::

::: person anna
### Anna

Knows every boat.
:::

::: facilitator
Where was a choice hardest?
:::
"""
STORY = """\
::: scene quay art=harbour who=anna
### Six in the morning

Anna has opened the shed.

The drum is still in its box. {when="drum"}

- Ring the others
  one by one. {#ring}
  then: trust +1, funds -2
  goto: quay if chance 1 in 3 | evening
  lesson: first/start
  > Two come.

  > One brought a drum. {when="funds <= 3"}
- Buy a drum. {#buy}
  when: funds >= 3, not drum
  when: trust >= 8
  then: trust -1, funds -1, drum
  goto: evening if trust <= 7 | ending
  lesson: first/start#who-signs
  > It is loud.
:::

::: scene evening
### Evening

The quay is empty.

- Sell the drum. {#sell}
  when: drum
  then: trust -1, funds +2, not drum
  goto: quay
  lesson: first/start
  > Gone.
- Wait for the morning. {#wait}
  goto: quay
  lesson: first/start
  > It is cold.
- Go home. {#home}
  then: trust +1, funds -1
  goto: ending
  lesson: first/start
  > Tomorrow, then.
:::
"""
ENDINGS = """\
::: ending full-quay art=harbour who=anna
when: trust >= 7
when: trust >= 6, drum
### A full quay

They come without being rung.
:::

::: ending quiet-quay
### A quiet quay

Anna shuts the shed.

In autumn it is dark by then. {when="autumn"}
:::
"""
PICTURE = '<svg viewBox="0 0 8 8"><path class="ink" d="M1 1h6"/></svg>'
HARBOUR: Files = {
    "course.md": COURSE_WITH_GAME,
    "first/01-start.md": lesson("## Who signs\n\nText.\n"),
    "harbour/game.md": GAME,
    "harbour/01-story.md": STORY,
    "harbour/02-endings.md": ENDINGS,
    "harbour/art/harbour.svg": PICTURE,
    "harbour/art/anna.svg": PICTURE.replace("ink", "accent"),
}


def changed(file: str, old: str, new: str, files: Files = HARBOUR) -> Files:
    """The files with the one place in which `old` stands written otherwise."""
    whole = str(files[file])
    assert whole.count(old) == 1, old
    return {**files, file: whole.replace(old, new)}


def read_harbour(root: Path, files: Files = HARBOUR, *, edition: Edition = ENGLISH) -> Game:
    (course,) = read_courses(write(root, files), edition, Report())
    (game,) = course.games
    return game


def told(root: Path, files: Files, *, error: bool = True) -> list[str]:
    """What an author is told of the game, each as `file:line: wrong; instead`."""
    problems = check(write(root, files))
    found = [str(each) for each in problems if each.error == error and each.place.file.startswith(FOLDER)]
    return [each.removeprefix(FOLDER) for each in found]


def choice(key: str, goto: str, *, then: str = "", when: tuple[str, ...] = ()) -> str:
    lines = [*(f"when: {each}" for each in when), *([f"then: {then}"] if then else []), f"goto: {goto}"]
    written = "".join(f"  {line}\n" for line in [*lines, "lesson: first/start"])
    return f"- Do it. {{#{key}}}\n{written}  > It is done.\n"


def scene(identity: str, *choices: str) -> str:
    return f"::: scene {identity}\n### Scene\n\nSomething happens.\n\n{''.join(choices)}:::\n"


def ending(identity: str, *when: str) -> str:
    lines = "".join(f"when: {each}\n" for each in when)
    return f"::: ending {identity}\n{lines}### Ending\n\nIt is over.\n:::\n"


def opening(identity: str, first: str, start: str) -> str:
    return f"::: opening {identity} scene={first} start={start}\n### Opening\n\nIt begins.\n:::\n"


SPRING = opening("spring", "quay", "trust:5,funds:5")


def story(*parts: str, openings: tuple[str, ...] = (SPRING,)) -> Files:
    """A course whose game has these scenes and endings, each in a file of its own, and no picture."""
    front = GAME[: GAME.index("::: opening spring")]
    return {
        "course.md": COURSE_WITH_GAME,
        "harbour/game.md": front + "\n".join(openings),
        **{f"harbour/{part.split()[2]}.md": part for part in parts},
    }
