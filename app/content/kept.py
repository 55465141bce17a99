"""The courses as a site holds them: read from one file, and without what only translators and checks need.

To read that file takes a tenth of the time of reading all courses anew, and what it holds half of their memory.
"""

import hashlib
import io
import os
import pickle
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from app.content.catalogues import Catalogue
from app.content.edition import Translation
from app.content.library import Library, Words, load, version_of
from app.content.locales import Locales
from app.content.model import (
    Choice,
    Course,
    Heading,
    Html,
    Item,
    Label,
    Lesson,
    Matching,
    Module,
    Option,
    Ordering,
    Passage,
    Place,
    Prose,
    Question,
    Quiz,
    Reflection,
    SelfCheck,
    Share,
    Short,
    Sorting,
    Term,
    Text,
)
from app.content.po import Key
from app.content.problems import Problem
from app.content.stories import (
    Bound,
    Chance,
    Ending,
    Fact,
    Game,
    LessonPlace,
    Named,
    Opening,
    Paragraph,
    Scene,
    Way,
)
from app.content.stories import Choice as StoryChoice

_PREFIX: Final = "library-"
_DIGEST: Final = hashlib.sha256().digest_size
# Bytes that are left to the database on a small disk.
_SPARED: Final = 64 * 1024 * 1024
_CODE: Final = Path(__file__).parents[1]


Packed = bytes
"""Translations in little memory, for the day when a locale file can't be read and its last good text has to stay."""


def load_kept(root: Path, locales: Locales | None, *, cache: Path, interface: Words) -> tuple[Library, Packed]:
    """What `slim` makes of `load`, from the file in `cache` if it holds that; else the file is written.

    A file that is missing, damaged or made by another edition of this program is as good as none, and a folder that
    can't be written to is no fault. Raises BrokenCourse as `load` does.
    """
    path = cache / f"{_PREFIX}{version_of(root, locales)}-{_edition()}.pickle"
    found = _read(path)
    if found is None:
        library = load(root, locales, interface=interface)
        found = slim(library)
        # What stands in the place of a file that can't be read is not what the files say.
        if not library.faults and library.version in path.name:
            _write(path, *found)
    return found


def slim(library: Library) -> tuple[Library, Packed]:
    """The library without its segments and translations, but for the site's own words; the translations are packed."""
    shared: dict[str, str] = {}
    courses = {
        name: MappingProxyType({language: _slim_course(course, shared) for language, course in each.items()})
        for name, each in library.courses.items()
    }
    light = {language: replace(each, domains={}) for language, each in library.catalogues.items()}
    packed = zlib.compress(pickle.dumps(dict(library.catalogues), protocol=5), level=1)
    return replace(library, courses=MappingProxyType(courses), catalogues=MappingProxyType(light)), packed


def unpacked(packed: Packed) -> Mapping[str, Catalogue]:
    """The translations, by language."""
    found: Mapping[str, Catalogue] = _Reader(io.BytesIO(zlib.decompress(packed))).load()
    return found


def _slim_course(course: Course, shared: dict[str, str]) -> Course:
    modules = tuple(_slim_module(module, shared) for module in course.modules)
    check = course.self_check
    if check:
        check = replace(check, questions=tuple(_sharing(question, shared) for question in check.questions))
    games = tuple(_slim_game(game, shared) for game in course.games)
    return replace(course, modules=modules, self_check=check, segments=(), games=games)


def _slim_game(game: Game, shared: dict[str, str]) -> Game:
    """The game with its pictures held once for all languages."""
    art = {name: cast("Html", shared.setdefault(picture, picture)) for name, picture in game.art.items()}
    return replace(game, art=art, segments=())


def _slim_module(module: Module, shared: dict[str, str]) -> Module:
    quiz = module.quiz
    if quiz:
        quiz = replace(quiz, questions=tuple(_sharing(each, shared) for each in quiz.questions), segments=())
    lessons = tuple(_slim_lesson(lesson, shared) for lesson in module.lessons)
    return replace(module, lessons=lessons, quiz=quiz, segments=())


def _slim_lesson(lesson: Lesson, shared: dict[str, str]) -> Lesson:
    parts = tuple(part if isinstance(part, Prose) else _sharing(part, shared) for part in lesson.parts)
    return replace(lesson, parts=parts, segments=())


def _sharing(question: Question, shared: dict[str, str]) -> Question:
    """The question with its English source held once for all languages."""
    return replace(question, source=shared.setdefault(question.source, question.source))


def _read(path: Path) -> tuple[Library, Packed] | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, content = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    try:
        languages, courses, known, catalogues, packed = _Reader(io.BytesIO(content)).load()
        found = {name: MappingProxyType(dict(each)) for name, each in courses.items()}
        return Library(languages, MappingProxyType(found), known, MappingProxyType(dict(catalogues))), packed
    except Exception:  # noqa: BLE001 - whatever stands there, the courses can be read anew
        return None


def _write(path: Path, library: Library, packed: Packed) -> None:
    courses = {name: dict(each) for name, each in library.courses.items()}
    held = (library.languages, courses, library.version, dict(library.catalogues), packed)
    content = pickle.dumps(held, protocol=5)
    unfinished = path.with_name(f"{path.stem}.{os.getpid()}.unfinished")
    # Where it can't be written, the site is shown all the same, only later the next time.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for other in _others(path):
            other.unlink(missing_ok=True)
        try:
            # What people do comes first: answers lie in this folder too.
            if shutil.disk_usage(path.parent).free > len(content) + _SPARED:
                unfinished.write_bytes(hashlib.sha256(content).digest() + content)
                unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _others(path: Path) -> Iterator[Path]:
    """Those of other editions, and what a start left that was ended while it wrote."""
    return (other for other in path.parent.glob(f"{_PREFIX}*") if other != path)


# All that a library is made of, besides what needs no name: texts, numbers, tuples, dictionaries.
_VALUES: Final = (
    *(Catalogue, Choice, Course, Heading, Html, Item, Key, Label, Lesson, Matching, Module, Option, Ordering, Passage),
    *(Place, Problem, Prose, Question, Quiz, Reflection, SelfCheck, Share, Short, Sorting, Term, Text, Translation),
    *(Bound, Chance, Ending, Fact, Game, LessonPlace, Named, Opening, Paragraph, Scene, StoryChoice, Way),
    frozenset,
)
_BY_NAME: Final = {(each.__module__, each.__name__): each for each in _VALUES}


class _Reader(pickle.Unpickler):
    """Makes these values and calls nothing else, whatever somebody put into the file.

    A name is looked up among theirs and never in a module, where it could lead on to anything.
    """

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _BY_NAME[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a library") from None


def _edition() -> str:
    """What tells one edition of this program, and of what it reads courses with, from another."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("babel", "markdown-it-py", "pyyaml"):
        digest.update(version(name).encode())
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
