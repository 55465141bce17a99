"""Reading a lesson: its front matter, and its body as prose and questions in turn."""

import math
import re
from collections.abc import Iterable
from html import escape

from app.content import questions
from app.content.addresses import lesson_path, term_address
from app.content.containers import Container, Stretch, split
from app.content.figures import read_figure
from app.content.files import SourceFile
from app.content.frontmatter import Field, FrontMatter, Written, read_front_matter
from app.content.identifiers import check_identifier
from app.content.model import Html, Lesson, Passage, Prose, Question
from app.content.page import Page, Setting
from app.content.prose import read_stretch
from app.content.question_blocks import read_question_block
from app.content.sections import read_case, read_task
from app.content.segments import read_text, read_texts

SCHEMA = {
    "id": Field(),
    "title": Field(),
    "outcomes": Field(many=True),
    "points": Field(required=False),
    "formerly": Field(required=False),
}
WORDS_A_MINUTE = 180
MINUTES_A_QUESTION = 0.5
MOST_OUTCOMES = 4
FEWEST_WORDS, MOST_WORDS = 350, 700
RESERVED = frozenset({"print", "quiz"})
READERS = {"case": read_case, "task": read_task, "figure": read_figure}


def reading_minutes(words: int, questions: int) -> int:
    """Minutes for English text at 180 words a minute and half a minute a question, rounded up; at least 1.

    They are counted in the English text, so that every language states the same.
    """
    return max(1, math.ceil(words / WORDS_A_MINUTE + questions * MINUTES_A_QUESTION))


def read_lesson(source: SourceFile, setting: Setting) -> Lesson:
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA, setting.report)
    identity = check_identifier(front.text("id"), setting.report, reserved=RESERVED)
    page.path = lesson_path(setting.course, setting.module, identity)
    context = f"meta/lesson/{identity}"
    title = read_text(front.text("title"), page, context=f"{context}/title")
    outcomes = read_texts(front.texts("outcomes"), page, context=f"{context}/outcome")
    parts = read_parts(front.body, front.line, page, lesson=identity)
    _check(front, parts, page)
    return Lesson(
        id=identity,
        title=title,
        outcomes=outcomes,
        parts=parts,
        headings=tuple(page.headings),
        passages=tuple(page.passages),
        segments=tuple(page.segments),
        minutes=reading_minutes(page.words, sum(isinstance(part, Question) for part in parts)),
        words=page.words,
        points=tuple(_numbers(front.text("points"), page)),
        formerly=tuple(_former_ids(front.text("formerly"), page)),
        place=source.place(),
    )


def read_parts(body: str, line: int, page: Page, *, lesson: str) -> tuple[Prose | Question, ...]:
    """The finished parts of a body that begins on `line` of its file."""
    pieces = split(body, line, page.file, page.report)
    page.anchors.reserve(
        f"q-{piece.id}" for piece in pieces if isinstance(piece, Container) and piece.name == "question"
    )
    parts: list[Prose | Question] = []
    prose: list[str] = []
    for piece in pieces:
        if isinstance(piece, Container) and piece.name == "question":
            parts += [*_prose(prose, page), *_question(piece, page, lesson)]
            prose = []
        else:
            prose.append(_read(piece, page))
    return (*parts, *_prose(prose, page))


def _read(piece: Stretch | Container, page: Page) -> Html:
    return read_stretch(piece, page) if isinstance(piece, Stretch) else READERS[piece.name](piece, page)


def _prose(pieces: Iterable[str], page: Page) -> tuple[Prose, ...]:
    html = "".join(pieces)
    return (Prose(Html(html + _definitions(page))),) if html else ()


def _definitions(page: Page) -> str:
    """What the marked terms mean, once a page, outside the paragraphs that use them."""
    terms = [term for term in dict.fromkeys(page.terms_used) if term not in page.terms_defined]
    page.terms_defined.update(terms)
    return "".join(_definition(term, page) for term in terms)


def _definition(term: str, page: Page) -> str:
    _ = page.setting.edition.interface
    entry = page.setting.terms[term]
    label = _("In the glossary")
    address = term_address(page.setting.edition.language, page.setting.course, term)
    return (
        f'<div popover id="term-{term}" class="definition" role="note">'
        f"<p><strong>{entry.term.html}</strong></p>\n<p>{entry.definition.html}</p>\n"
        f'<p><a href="{escape(address)}">{escape(label)}</a></p></div>\n'
    )


def _question(container: Container, page: Page, lesson: str) -> tuple[Question, ...]:
    if "lesson" in container.attributes:
        wrong = '"lesson=" is for the questions of a quiz'
        page.report.error(
            page.place(container.line), wrong, "remove it; this question belongs to the lesson it stands in"
        )
    block = read_question_block(container, page)
    question = questions.parse(block, lesson=lesson, report=page.report)
    if question is None:
        return ()
    page.passages.append(Passage(question.anchor, page.heading, question.stem_plain))
    return (question,)


def _check(front: FrontMatter, parts: tuple[Prose | Question, ...], page: Page) -> None:
    if not parts and not front.body.strip():
        page.report.error(front.place, "the lesson is empty", "write it below the front matter")
    elif not FEWEST_WORDS <= page.words <= MOST_WORDS:
        wrong = f"the lesson has {page.words} words"
        page.report.warning(front.place, wrong, f"aim at {FEWEST_WORDS} to {MOST_WORDS}, questions apart")
    if len(front.texts("outcomes")) > MOST_OUTCOMES:
        page.report.error(front.place, "the lesson has too many outcomes", f"keep 1 to {MOST_OUTCOMES}")


def _numbers(written: Written, page: Page) -> Iterable[int]:
    for word in re.split(r"[,\s]+", written.text):
        if word.isdecimal() and word.isascii() and len(word) < 5:
            yield int(word)
        elif word:
            page.report.error(written.place, f'the point "{word}" is not a number', 'write numbers: "points: 4, 5"')


def _former_ids(written: Written, page: Page) -> Iterable[str]:
    words = [word for word in re.split(r"[,\s]+", written.text) if word]
    return [check_identifier(Written(word, written.place), page.report) for word in words]
