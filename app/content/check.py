"""Everything that is wrong with the courses, at once."""

from pathlib import Path

from app.content.edition import ENGLISH
from app.content.games.faults import check_story
from app.content.library import read_courses
from app.content.problems import Problem, Report


def check(root: Path) -> list[Problem]:
    """Every problem under `root`, errors and warnings, sorted by file and line.

    Stories are gone through once what is written in all files is in order.
    """
    report = Report()
    courses = read_courses(root, ENGLISH, report)
    if not report.errors:
        for game in (game for course in courses for game in course.games):
            check_story(game, report)
    return list(report.sorted())
