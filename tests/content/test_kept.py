"""The courses as a site holds them, and the file that spares it reading them anew."""

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.content import kept
from app.content.catalogues import Catalogue
from app.content.edition import Interface, as_written
from app.content.kept import load_kept, slim, unpacked
from app.content.library import BrokenCourse, Library, load
from app.content.locales import Locales
from app.content.model import Lesson, Prose, Question
from tests.content.folders import COURSE, lesson, question, write
from tests.localisation.translating import translate


def in_english(_language: str, _catalogue: Catalogue) -> Interface:
    return as_written


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    courses = write(tmp_path, {"first/01-start.md": lesson(f"Partners meet.\n\n{question('one')}")})
    translate(courses, tmp_path / "locales", "el", lambda message: f"ελ {message.source}")
    return courses


@pytest.fixture
def locales(tmp_path: Path) -> Locales:
    return Locales(tmp_path / "locales")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def begin(courses: Path, locales: Locales, cache: Path) -> Callable[[], Library]:
    """A start of the site."""
    return lambda: load_kept(courses, locales, cache=cache, interface=in_english)[0]


def files(cache: Path) -> list[str]:
    return [path.name for path in cache.iterdir()]


def shown(library: Library, language: str) -> list[object]:
    """What a reader gets of the one lesson."""
    (start,) = library.courses["demo"][language].modules[0].lessons
    return [part.html if isinstance(part, Prose) else (part.stem, part.body) for part in start.parts]


def test_what_is_read_back_is_what_was_read(begin: Callable[[], Library], courses: Path, locales: Locales) -> None:
    whole = load(courses, locales, interface=in_english)
    for library in (begin(), begin()):
        assert (library.languages, library.version) == (whole.languages, whole.version)
        for language in ("en", "el"):
            assert shown(library, language) == shown(whole, language)
            assert library.courses["demo"][language].glossary == whole.courses["demo"][language].glossary


def test_courses_are_read_once(begin: Callable[[], Library], monkeypatch: pytest.MonkeyPatch) -> None:
    begin()
    monkeypatch.setattr(kept, "load", None)
    assert shown(begin(), "el")


def test_a_change_of_a_course_or_of_a_translation_is_seen(
    begin: Callable[[], Library], cache: Path, courses: Path, locales: Locales
) -> None:
    begin()
    (before,) = files(cache)
    write(courses.parent, {"first/01-start.md": lesson("They meet again.\n")})
    assert "They meet again." in str(shown(begin(), "en"))
    (after,) = files(cache)
    assert after != before
    translate(courses, locales.root, "el", lambda message: f"γρ {message.source}")
    assert "γρ They meet again." in str(shown(begin(), "el"))
    assert len(files(cache)) == 1


class Trap:
    """What somebody could put into a file to have it run."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch trapped",)


# Calls what a module of this program has imported: Path.write_text(Path("trapped"), "").
BY_IMPORT = (
    b"\x80\x04\x8c\x10app.content.kept\x8c\x0fPath.write_text\x93"
    b"\x8c\x10app.content.kept\x8c\x04Path\x93\x8c\x07trapped\x85R\x8c\x00\x86R."
)
MISSING = b"\x80\x04\x8c\x0bapp.content\x8c\x04Gone\x93."


@pytest.mark.parametrize(
    "content",
    [b"", b"nothing", pickle.dumps([1, 2]), pickle.dumps(Trap()), pickle.dumps((Trap(),) * 5), BY_IMPORT, MISSING],
)
def test_a_file_that_holds_something_else_is_as_good_as_none(
    begin: Callable[[], Library], cache: Path, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin()
    (path,) = cache.iterdir()
    path.write_bytes(hashlib.sha256(content).digest() + content)
    path.with_suffix(".1.unfinished").touch()
    monkeypatch.chdir(tmp_path)
    assert shown(begin(), "en")
    assert not (tmp_path / "trapped").exists()
    assert content not in path.read_bytes()[:200] or not content
    assert [*cache.iterdir()] == [path]


def test_a_damaged_file_is_as_good_as_none(begin: Callable[[], Library], cache: Path) -> None:
    begin()
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    for place in (0, 40, len(whole) // 2, len(whole) - 3):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        path.write_bytes(damaged)
        assert shown(begin(), "el")
        assert path.read_bytes() == whole


def test_on_a_small_disk_the_room_is_left_to_the_database(
    begin: Callable[[], Library], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_SPARED", shutil.disk_usage(cache.parent).total)
    assert shown(begin(), "el")
    assert files(cache) == []


def test_a_folder_that_cannot_be_written_to_is_no_fault(courses: Path, locales: Locales, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    library, _ = load_kept(courses, locales, cache=tmp_path / "file", interface=in_english)
    assert shown(library, "en")


def test_what_stands_for_a_broken_file_is_not_kept(begin: Callable[[], Library], cache: Path, locales: Locales) -> None:
    locales.file("el", "demo.first").write_bytes(b'msgid "a"\nmsgstr "b')
    assert begin().faults
    assert begin().faults
    assert not cache.exists() or files(cache) == []


def test_a_broken_course_is_told(begin: Callable[[], Library], courses: Path) -> None:
    write(courses.parent, {"course.md": COURSE.replace("- first", "- frist")})
    with pytest.raises(BrokenCourse, match="frist"):
        begin()


def test_translations_are_packed_whole(courses: Path, locales: Locales) -> None:
    library = load(courses, locales, interface=in_english)
    light, packed = slim(library)
    assert unpacked(packed) == library.catalogues
    assert {language: each.domains for language, each in light.catalogues.items()} == {"el": {}}
    assert light.catalogues["el"].interface == library.catalogues["el"].interface


def test_an_english_source_is_held_once(courses: Path, locales: Locales) -> None:
    light, _ = slim(load(courses, locales, interface=in_english))
    sources = [one.source for each in light.courses["demo"].values() for one in questions(each.modules[0].lessons)]
    assert len({id(source) for source in sources}) == 1


def questions(lessons: tuple[Lesson, ...]) -> list[Question]:
    return [one for each in lessons for one in each.questions]
