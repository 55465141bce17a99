"""Tiny courses, written to a folder as an author would."""

from pathlib import Path
from textwrap import dedent

from app.content.check import check
from app.content.edition import ENGLISH, Edition
from app.content.library import read_courses
from app.content.model import Course, Html, Lesson, Prose
from app.content.problems import Report

COURSE = """\
---
id: demo
title: Demo
summary: A course to test with.
outcomes:
  - read
modules:
  - first
---
Welcome.
"""
MODULE = """\
---
id: first
title: First
summary: The first module.
audience: For testers.
outcomes:
  - read more
---
Begin here.
"""
GLOSSARY = """\
---
title: Glossary
summary: Words.
---

- **Coalition** {#coalition}: An alliance of organisations.
- **Partnership agreement** {#partnership-agreement}: What partners sign.
"""
QUESTION = """\
::: question {id}
Which one?

- [x] This one {{#this}}
  > Yes.
- [ ] Another {{#another}}
  > No.

Explanation: Because.
:::
"""


def question(identity: str, *attributes: str) -> str:
    return QUESTION.format(id=" ".join([identity, *attributes]))


def lesson(body: str, *, identity: str = "start", extra: str = "") -> str:
    """A lesson; its body begins on line 6, and one more for each line that is `extra`."""
    return f"---\nid: {identity}\ntitle: Start\noutcomes: [begin]\n{extra}---\n{dedent(body)}"


def write(root: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """The folder of courses with the course "demo" in it; `files` are added to it or replace its own."""
    course = root / "courses" / "demo"
    whole: dict[str, str | bytes] = {
        "course.md": COURSE,
        "glossary.md": GLOSSARY,
        "first/module.md": MODULE,
        "first/01-start.md": lesson("Text.\n"),
        **(files or {}),
    }
    for name, content in whole.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root / "courses"


def read(root: Path, body: str, *, edition: Edition = ENGLISH, files: dict[str, str | bytes] | None = None) -> Course:
    """The course whose one lesson has this body."""
    courses = read_courses(write(root, {"first/01-start.md": lesson(body), **(files or {})}), edition, Report())
    return courses[0]


def read_lesson(
    root: Path, body: str, *, edition: Edition = ENGLISH, files: dict[str, str | bytes] | None = None
) -> Lesson:
    return read(root, body, edition=edition, files=files).modules[0].lessons[0]


def prose(lesson: Lesson) -> Html:
    return Html("".join(part.html for part in lesson.parts if isinstance(part, Prose)))


def errors(root: Path, files: dict[str, str | bytes]) -> list[str]:
    """The errors in "demo" with these files, as an author sees them."""
    return [str(problem) for problem in check(write(root, files)) if problem.error]


def lesson_errors(root: Path, body: str) -> list[str]:
    """The errors of a lesson with this body, which begins on line 6, as `line: …`."""
    name = "courses/demo/first/01-start.md:"
    return [error.removeprefix(name) for error in errors(root, {"first/01-start.md": lesson(body)})]
