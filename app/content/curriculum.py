"""The list of what a course must teach, held against what its lessons say they teach."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.content.files import SourceFile
from app.content.model import Module, Place
from app.content.problems import Report, suggestion

COLUMNS = ["number", "module", "point", "list", "tested_by"]


@dataclass(frozen=True, slots=True)
class Point:
    """`enumeration` tells that the point is a list; the questions `tested_by` go through it."""

    number: int
    module: str
    text: str
    enumeration: bool
    tested_by: tuple[str, ...]
    place: Place


def read_curriculum(source: SourceFile, report: Report) -> tuple[Point, ...]:
    """The points in their order; malformed rows are reported and left out."""
    reader = csv.reader(source.text.split("\n"))
    points: dict[int, Point] = {}
    try:
        if next(reader, []) != COLUMNS:
            report.error(source.place(), "the first line isn't that of a curriculum", f'write "{",".join(COLUMNS)}"')
            return ()
        for row in reader:
            for point in _point(row, source.place(reader.line_num), report):
                if point.number in points:
                    report.error(point.place, f"point {point.number} stands twice", "give each point its own number")
                points[point.number] = point
    except csv.Error as error:
        report.error(
            source.place(reader.line_num + 1), f"this line isn't CSV ({error})", "put quotes around a text with commas"
        )
    return tuple(points.values())


def _point(row: list[str], place: Place, report: Report) -> Iterator[Point]:
    if not row:
        return
    if (
        len(row) == len(COLUMNS)
        and row[0].isascii()
        and row[0].isdecimal()
        and len(row[0]) < 5
        and row[3] in ("yes", "no")
    ):
        yield Point(int(row[0]), row[1], row[2], row[3] == "yes", tuple(row[4].split()), place)
    else:
        report.error(
            place,
            "this point is malformed",
            "write number,module,point, yes or no, and the ids of the questions that go through a list; "
            "quote a text with commas",
        )


def check_curriculum(points: Collection[Point], modules: Mapping[str, Module], report: Report) -> None:
    """Report points that nothing teaches and lists that nothing tests, as far as their module exists.

    Reported are numbers, and questions, that don't exist, too.
    """
    lessons = [lesson for module in modules.values() for lesson in module.lessons]
    taught = {number for lesson in lessons for number in lesson.points}
    for point in points:
        if point.module in modules:
            _check_tested(point, modules[point.module], report)
        if point.module in modules and point.number not in taught:
            wrong = f"no lesson teaches point {point.number} ({point.text})"
            report.error(point.place, wrong, f'add {point.number} to the "points:" of the lesson that teaches it')
    known: Mapping[int, Point] = {point.number: point for point in points}
    for lesson in lessons:
        for number in lesson.points:
            if number not in known:
                report.error(
                    lesson.place, f"the curriculum has no point {number}", 'correct the "points:" of this lesson'
                )


def _check_tested(point: Point, module: Module, report: Report) -> None:
    known = {question.id for question in module.questions}
    for question in point.tested_by:
        if question not in known:
            wrong = f'"{module.id}" has no question "{question}" that could test point {point.number}'
            report.error(point.place, wrong, suggestion(question, sorted(known), "name one, or remove it"))
    if point.enumeration and not point.tested_by:
        wrong = f"no question goes through the list of point {point.number} ({point.text})"
        report.error(point.place, wrong, "name one in the last column, by its id")
