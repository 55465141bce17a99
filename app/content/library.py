"""All courses, read once and held for as long as the site runs."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from app.content.courses import COURSE, read_course
from app.content.edition import ENGLISH, Edition
from app.content.folder import Folder
from app.content.model import Course, Place
from app.content.problems import Problem, Report


class BrokenCourse(Exception):
    """A course has errors; `problems` holds them and the warnings, sorted by file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Library:
    """`courses` holds each course by its id and then by language; `version` is the hash of all source files."""

    languages: tuple[str, ...]
    courses: Mapping[str, Mapping[str, Course]]
    version: str

    def course(self, course_id: str, language: str) -> Course | None:
        return self.courses.get(course_id, {}).get(language)


def load(root: Path) -> Library:
    """Read every course under `root`.

    Raises BrokenCourse if anything has an error; warnings alone don't matter.
    """
    report = Report()
    courses = read_courses(root, ENGLISH, report)
    if report.errors:
        raise BrokenCourse(report.sorted())
    by_language = {course.id: MappingProxyType({course.language: course}) for course in courses}
    return Library((ENGLISH.language,), MappingProxyType(by_language), _version(root))


def read_courses(root: Path, edition: Edition, report: Report) -> tuple[Course, ...]:
    """Every course under `root` in one language, as far as it can be read."""
    folder = Folder(root, root.resolve().name)
    names = folder.subfolders(COURSE)
    if not names:
        report.error(Place(folder.name, 1), "there is no course here", f'add a folder with a "{COURSE}"')
    courses = (read_course(folder.subfolder(name), edition, report) for name in names)
    return tuple(course for course in courses if course)


def _version(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
