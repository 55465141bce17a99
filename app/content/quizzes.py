"""Reading a module's quiz, or the test of a module that has no lessons of its own."""

import math
import re
from collections.abc import Collection, Iterator, Sequence

from app.content import questions
from app.content.containers import Container, Stretch, split
from app.content.files import SourceFile
from app.content.frontmatter import Field, FrontMatter, Written, read_front_matter
from app.content.model import Question, Quiz, Share
from app.content.page import LinkUse, Page, Setting
from app.content.problems import suggestion
from app.content.question_blocks import read_question_block

SCHEMA = {"pass_mark": Field(), "draw": Field()}
TEST_SCHEMA = {"pass_mark": Field(), "draw": Field(many=True)}
SHARE = re.compile(r"([a-z0-9-]+) ([0-9]{1,3})", re.ASCII)
LESSON = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)", re.ASCII)
MINUTES_A_QUESTION = 0.75


def quiz_minutes(draw: int) -> int:
    """Three quarters of a minute for each question that is drawn, rounded up."""
    return math.ceil(draw * MINUTES_A_QUESTION)


def read_quiz(source: SourceFile, setting: Setting, *, lessons: Collection[str]) -> Quiz:
    """`lessons` are the ids of the module's lessons, which the questions come from; without any, it is a test.

    The lessons that a test's questions name are noted as links, to be checked when all modules have been read.
    """
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA if lessons else TEST_SCHEMA, setting.report)
    found = tuple(read_questions(front, page, lessons=lessons))
    shares = () if lessons else tuple(_shares(front.texts("draw"), found, page))
    if lessons:
        draw = _whole(front, "draw", page, most=max(len(found), 1), unit="questions, as many as the quiz has")
    else:
        draw = sum(share.draw for share in shares)
    return Quiz(
        questions=found,
        draw=draw,
        pass_mark=_whole(front, "pass_mark", page, most=100, unit="per cent"),
        minutes=quiz_minutes(draw),
        segments=tuple(page.segments),
        shares=shares,
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


def _shares(rows: Sequence[Written], found: Sequence[Question], page: Page) -> Iterator[Share]:
    """How many questions are drawn from each module, of those that the test has."""
    named: set[str] = set()
    for row in rows:
        match = SHARE.fullmatch(row.text)
        if match is None:
            page.report.error(
                row.place, f'"{row.text}" is no share of a test', 'write a module and a number: "media 3"'
            )
            continue
        share = Share(match[1], int(match[2]))
        most = sum(one.lesson.startswith(f"{share.module}/") for one in found)
        if share.module in named:
            page.report.error(row.place, f'the module "{share.module}" has two shares', "keep one of the two")
        elif not 1 <= share.draw <= most:
            wrong = f'the share "{row.text}" is out of range'
            instead = f"write a whole number from 1 to {most}, as many as the test has from it"
            page.report.error(row.place, wrong, instead if most else "write questions from its lessons, or remove it")
        else:
            named.add(share.module)
            yield share


def read_questions(front: FrontMatter, page: Page, *, lessons: Collection[str]) -> Iterator[Question]:
    """The questions below the front matter, which hold nothing but questions to mark; see `read_quiz`."""
    for piece in split(front.body, front.line, page.file, page.report):
        if isinstance(piece, Stretch) or piece.name != "question":
            wrong = "a quiz holds questions only"
            page.report.error(page.place(_first_line(piece)), wrong, "move this text into a lesson or into a question")
            continue
        block = read_question_block(piece, page)
        lesson = _lesson(piece, page, lessons) if lessons else _lesson_elsewhere(piece, page)
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


def _lesson_elsewhere(container: Container, page: Page) -> str:
    """The lesson of another module that a question comes from, as `module/lesson`."""
    written = container.attributes.get("lesson", "")
    match = LESSON.fullmatch(written)
    place = page.place(container.line)
    if match:
        page.setting.links.append(LinkUse(place, match[1], match[2], ""))
    else:
        wrong = f'question "{container.id}" names no lesson with its module'
        page.report.error(place, wrong, 'write "lesson=module/lesson" with the ids of both')
    return written
