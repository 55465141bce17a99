"""Everything that is wrong with the courses, at once."""

from pathlib import Path

from app.content.edition import ENGLISH
from app.content.library import read_courses
from app.content.problems import Problem, Report


def check(root: Path) -> list[Problem]:
    """Every problem under `root`, errors and warnings, sorted by file and line."""
    report = Report()
    read_courses(root, ENGLISH, report)
    return list(report.sorted())
