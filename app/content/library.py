"""All courses, read once and held for as long as the site runs."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from app.content.catalogues import Catalogue, read_catalogue
from app.content.courses import COURSE, read_course
from app.content.edition import ENGLISH, SOURCE_LANGUAGE, Edition, Interface, as_written
from app.content.folder import Folder
from app.content.locales import INTERFACE, Locales
from app.content.model import Course, Place, Segment, Short
from app.content.problems import Problem, Report

_NONE: Mapping[str, Catalogue] = MappingProxyType({})


class BrokenCourse(Exception):
    """A course has errors; `problems` holds them and the warnings, sorted by file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Library:
    """`courses` holds each course by its id and then by language; `version` is the hash of all source files.

    `catalogues` are the translations that it was made with, by language.
    """

    languages: tuple[str, ...]
    courses: Mapping[str, Mapping[str, Course]]
    version: str
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Locale files that can't be read, in the place of which there is what they said before, or English."""
        return tuple(fault for catalogue in self.catalogues.values() for fault in catalogue.faults)

    def course(self, course_id: str, language: str) -> Course | None:
        return self.courses.get(course_id, {}).get(language)


Words = Callable[[str, Catalogue], Interface]
"""Makes a language's words for what the site itself says in a course."""


def load(
    root: Path,
    locales: Locales | None = None,
    *,
    before: Mapping[str, Catalogue] = _NONE,
    interface: Words = lambda _language, _catalogue: as_written,
) -> Library:
    """Read every course under `root` in English, which comes first, and in each language of `locales`.

    `before` are the last translations that were good, for files that can't be read now. Raises BrokenCourse if the
    English has an error; warnings alone don't matter, and a translation can't be wrong in a way that keeps a course
    from being read.
    """
    languages = locales.languages if locales else ()
    catalogues = {each: read_catalogue(locales, each, before.get(each)) for each in languages} if locales else {}
    courses = _read({SOURCE_LANGUAGE, *languages}, root, catalogues, interface)
    return _library(root, locales, catalogues, courses)


def reload(
    root: Path,
    locales: Locales | None,
    *,
    languages: Collection[str],
    present: Library,
    translations: Mapping[str, Catalogue],
    interface: Words,
) -> Library:
    """The `present` library with some of its languages read anew, which takes a share of the time of reading all.

    `translations` are those of all languages, with which the others were made. Where answers are accepted now that
    weren't before, or no longer, all languages are read, since an answer counts in each. Raises as `load` does.
    """
    catalogues = {
        each: read_catalogue(locales, each, before) if locales and each in languages else before
        for each, before in translations.items()
    }
    courses = _read(languages, root, catalogues, interface)
    fresh = [course for each in courses.values() for course in each.values()]
    if any(_accepted(course) != _accepted(known) for course in fresh for known in _known(course, present)):
        return load(root, locales, before=translations, interface=interface)
    names = courses if SOURCE_LANGUAGE in languages else present.courses
    merged = {name: {**present.courses.get(name, {}), **courses.get(name, {})} for name in names}
    return _library(root, locales, catalogues, merged)


def _known(course: Course, present: Library) -> Iterator[Course]:
    """What it was until now."""
    yield from (known for each in present.courses.values() for known in each.values() if known.id == course.id)


def _accepted(course: Course) -> dict[tuple[str, str], frozenset[str]]:
    asked = ((module.id, question) for module in course.modules for question in module.questions)
    return {(module, one.id): one.body.accepted for module, one in asked if isinstance(one.body, Short)}


def _read(
    languages: Collection[str], root: Path, catalogues: Mapping[str, Catalogue], interface: Words
) -> dict[str, dict[str, Course]]:
    report = Report()
    courses: dict[str, dict[str, Course]] = {}
    for edition in _editions(languages, catalogues, interface):
        reported = report if edition.language == SOURCE_LANGUAGE else Report()
        for course in read_courses(root, edition, reported):
            courses.setdefault(course.id, {})[edition.language] = course
        if report.errors:
            raise BrokenCourse(report.sorted())
    return courses


def _library(
    root: Path,
    locales: Locales | None,
    catalogues: Mapping[str, Catalogue],
    courses: Mapping[str, Mapping[str, Course]],
) -> Library:
    return Library(
        (SOURCE_LANGUAGE, *catalogues),
        MappingProxyType({name: MappingProxyType(dict(languages)) for name, languages in courses.items()}),
        version_of(root, locales),
        MappingProxyType(dict(catalogues)),
    )


def read_courses(root: Path, edition: Edition, report: Report) -> tuple[Course, ...]:
    """Every course under `root` in one language, as far as it can be read."""
    folder = Folder(root, root.resolve().name)
    names = folder.subfolders(COURSE)
    if not names:
        report.error(Place(folder.name, 1), "there is no course here", f'add a folder with a "{COURSE}"')
    if INTERFACE in names:
        report.error(Place(f"{folder.name}/{INTERFACE}", 1), "the site's own words have this name", "name it otherwise")
    courses = (read_course(folder.subfolder(name), edition, report) for name in names)
    return tuple(course for course in courses if course)


def read_english(root: Path) -> tuple[Course, ...]:
    """Every course in English alone, which holds every segment. Raises BrokenCourse as `load` does."""
    report = Report()
    courses = read_courses(root, ENGLISH, report)
    if report.errors:
        raise BrokenCourse(report.sorted())
    return courses


def _editions(languages: Collection[str], catalogues: Mapping[str, Catalogue], interface: Words) -> Iterator[Edition]:
    def everywhere(domain: str, segment: Segment) -> tuple[str, ...]:
        found = (catalogue.translate(domain, segment) for catalogue in catalogues.values())
        return (segment.source, *(each.text for each in found if each))

    if SOURCE_LANGUAGE in languages:
        yield Edition(everywhere=everywhere)
    for language, catalogue in catalogues.items():
        if language in languages:
            yield Edition(language, catalogue.translate, interface(language, catalogue), everywhere)


def version_of(root: Path, locales: Locales | None) -> str:
    """The hash of all source files: of the courses and, where there are any, of the translations."""
    digest = hashlib.sha256()
    for folder in (root, locales.root) if locales else (root,):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
