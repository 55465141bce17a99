"""The list of what a course must teach, held against what its lessons say they teach."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.content.files import SourceFile
from app.content.model import Lesson, Place
from app.content.problems import Report

COLUMNS = ["number", "module", "point", "list"]


@dataclass(frozen=True, slots=True)
class Point:
    """`enumeration` tells that the point is a list, each item of which must be taught."""

    number: int
    module: str
    text: str
    enumeration: bool
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
        yield Point(int(row[0]), row[1], row[2], row[3] == "yes", place)
    else:
        report.error(
            place, "this point is malformed", "write number,module,point and yes or no; quote a text with commas"
        )


def check_curriculum(
    points: Collection[Point], lessons: Collection[Lesson], modules: Collection[str], report: Report
) -> None:
    """Report points that nothing teaches, as far as their module exists, and numbers that don't exist."""
    taught = {number for lesson in lessons for number in lesson.points}
    for point in points:
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
