"""What search can find in a course: the lessons and the glossary as plain texts, as lists that JSON can hold."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from app.content.library import Library
from app.content.model import Course, Heading, Lesson, Term


class Kind(IntEnum):
    """What a part is of its document: a lesson's or glossary entry's title, a heading, or text below either."""

    TITLE = 0
    HEADING = 1
    TEXT = 2


class Part(NamedTuple):
    """A title, a heading or a passage. `above` is the number, in its document, of the part it stands under.

    The title is part 0 and stands under itself.
    """

    kind: int
    anchor: str
    text: str
    above: int


class Document(NamedTuple):
    """A lesson, or an entry of the glossary, whose `module` is empty."""

    module: str
    id: str
    parts: Sequence[Part]


class Texts(NamedTuple):
    """A course in one language."""

    course: str
    language: str
    documents: Sequence[Document]


def texts_of(library: Library) -> list[Texts]:
    """Every course in every language it exists in."""
    courses = (course for languages in library.courses.values() for course in languages.values())
    return [Texts(course.id, course.language, list(_documents(course))) for course in courses]


def from_json(courses: Sequence[Any]) -> list[Texts]:
    """What `texts_of` returned, after a journey through JSON."""
    return [
        Texts(
            course, language, [Document(module, name, [Part(*part) for part in parts]) for module, name, parts in rest]
        )
        for course, language, rest in courses
    ]


def _documents(course: Course) -> Iterator[Document]:
    for module in course.modules:
        for lesson in module.lessons:
            yield Document(module.id, lesson.id, _lesson_parts(lesson))
    for term in course.glossary:
        yield Document("", term.id, _term_parts(term))


def _term_parts(term: Term) -> list[Part]:
    return [Part(Kind.TITLE, term.id, term.term.plain, 0), Part(Kind.TEXT, term.id, term.definition.plain, 0)]


def _lesson_parts(lesson: Lesson) -> list[Part]:
    headings = [Part(Kind.HEADING, heading.anchor, heading.text, 0) for heading in lesson.headings]
    parts = [Part(Kind.TITLE, "", lesson.title.plain, 0), *headings]
    current = 0
    for passage in lesson.passages:
        current = _above(passage.heading, lesson.headings, current)
        parts.append(Part(Kind.TEXT, passage.anchor, passage.text, current))
    return parts


def _above(text: str, headings: Sequence[Heading], current: int) -> int:
    """The number of the part with this heading: the current one, the next one below or, after a case, one before."""
    if not text:
        return 0
    numbers = [number for number, heading in enumerate(headings, 1) if heading.text == text]
    return next((number for number in numbers if number >= current), numbers[-1] if numbers else 0)
