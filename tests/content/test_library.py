"""Loading every course, or refusing to."""

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from app.content.check import check
from app.content.library import BrokenCourse, load
from tests.content.folders import lesson, write


def test_a_course_is_found_by_its_id_and_language(tmp_path: Path) -> None:
    library = load(write(tmp_path))
    course = library.course("demo", "en")
    assert course
    assert (course.id, course.language, [module.id for module in course.modules]) == ("demo", "en", ["first"])
    assert library.course("demo", "el") is None
    assert library.course("other", "en") is None
    assert library.languages == ("en",)


def test_a_library_can_not_be_changed(tmp_path: Path) -> None:
    library: Any = load(write(tmp_path))
    with pytest.raises(FrozenInstanceError):
        library.version = "another"
    with pytest.raises(TypeError):
        library.courses["demo"] = {}


def test_lessons_come_in_the_order_of_their_file_names(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "first/10-last.md": lesson("Text.\n", identity="last"),
        "first/02-next.md": lesson("Text.\n", identity="next"),
        "first/.draft.md": "not read",
    }
    course = load(write(tmp_path, files)).course("demo", "en")
    assert course
    assert [each.id for each in course.modules[0].lessons] == ["start", "next", "last"]


def test_a_broken_course_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    root = write(tmp_path, {"first/01-start.md": lesson("# One\n"), "glossary.md": "---\ntitle: G\n---\n"})
    with pytest.raises(BrokenCourse) as refused:
        load(root)
    assert list(refused.value.problems) == check(root)
    assert [problem.place.file for problem in refused.value.problems if problem.error] == [
        "courses/demo/first/01-start.md",
        "courses/demo/glossary.md",
    ]


def test_a_folder_without_courses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenCourse, match="there is no course here"):
        load(tmp_path / "nowhere")


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    before = load(write(tmp_path)).version
    assert load(write(tmp_path)).version == before
    assert load(write(tmp_path, {"media/map.svg": "<svg>"})).version != before
