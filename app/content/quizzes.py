"""Reading a module's quiz."""

import math
from collections.abc import Collection, Iterator

from app.content import questions
from app.content.containers import Container, Stretch, split
from app.content.files import SourceFile
from app.content.frontmatter import Field, FrontMatter, read_front_matter
from app.content.model import Question, Quiz
from app.content.page import Page, Setting
from app.content.problems import suggestion
from app.content.question_blocks import read_question_block

SCHEMA = {"pass_mark": Field(), "draw": Field()}
MINUTES_A_QUESTION = 0.75


def quiz_minutes(draw: int) -> int:
    """Three quarters of a minute for each question that is drawn, rounded up."""
    return math.ceil(draw * MINUTES_A_QUESTION)


def read_quiz(source: SourceFile, setting: Setting, *, lessons: Collection[str]) -> Quiz:
    """`lessons` are the ids of the module's lessons, which the questions come from."""
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA, setting.report)
    found = tuple(_questions(front, page, lessons))
    draw = _whole(front, "draw", page, most=max(len(found), 1), unit="questions, as many as the quiz has")
    return Quiz(
        questions=found,
        draw=draw,
        pass_mark=_whole(front, "pass_mark", page, most=100, unit="per cent"),
        minutes=quiz_minutes(draw),
        segments=tuple(page.segments),
    )


def _whole(front: FrontMatter, name: str, page: Page, *, most: int, unit: str) -> int:
    """A whole number from 1 to `most`; 1 if it is anything else."""
    written = front.text(name)
    text = written.text
    if text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= most:
        return int(text)
    if text:
        page.report.error(
            written.place, f'"{name}: {text}" is out of range', f"write a whole number from 1 to {most} ({unit})"
        )
    return 1


def _questions(front: FrontMatter, page: Page, lessons: Collection[str]) -> Iterator[Question]:
    for piece in split(front.body, front.line, page.file, page.report):
        if isinstance(piece, Stretch) or piece.name != "question":
            wrong = "a quiz holds questions only"
            page.report.error(page.place(_first_line(piece)), wrong, "move this text into a lesson or into a question")
            continue
        block = read_question_block(piece, page)
        lesson = _lesson(piece, page, lessons)
        question = questions.parse(block, lesson=lesson, report=page.report)
        if question and not question.graded:
            wrong = "a reflection can't stand in a quiz, as it has no mark"
            page.report.error(question.place, wrong, "move it into a lesson")
        elif question:
            yield question


def _first_line(piece: Stretch | Container) -> int:
    if isinstance(piece, Container):
        return piece.line
    lines = piece.text.split("\n")
    return piece.line + next(number for number, line in enumerate(lines) if line.strip())


def _lesson(container: Container, page: Page, lessons: Collection[str]) -> str:
    lesson = container.attributes.get("lesson", "")
    if lesson not in lessons:
        wrong = (
            f'there is no lesson "{lesson}" in this module' if lesson else f'question "{container.id}" names no lesson'
        )
        instead = suggestion(lesson, lessons, 'write "lesson=" and the id of the lesson it comes from')
        page.report.error(page.place(container.line), wrong, instead)
    return lesson
