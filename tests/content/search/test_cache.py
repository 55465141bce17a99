"""The file that holds the finished index."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.content.library import load
from app.content.search import CannotIndex, open_index, prepare
from tests.content.folders import lesson, write
from tests.content.search.tiny import marked, search

LOADED = """
import sys
from pathlib import Path
from app.content.library import load
from app.content.search import open_index, prepare
file = prepare(load(Path(sys.argv[1])), Path(sys.argv[2]))
found = open_index(file).search("woman", course="demo", language="en")
print(found.hits[0].sentence, [name for name in sys.modules if "simplemma" in name])
"""


def test_the_index_is_built_and_finds_inflected_words(tmp_path: Path) -> None:
    courses = write(tmp_path, {"first/01-start.md": lesson("Women negotiated.\n")})
    index = open_index(prepare(load(courses), tmp_path / "cache" / "deep"))
    assert marked(search(index, "woman negotiates")) == ["Women", "negotiated"]


def test_a_process_that_searches_loads_no_dictionary(tmp_path: Path) -> None:
    courses = write(tmp_path, {"first/01-start.md": lesson("Women negotiated.\n")})
    command = [sys.executable, "-c", LOADED, str(courses), str(tmp_path / "cache")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert ended.stdout.strip() == "<mark>Women</mark> negotiated. []"


def test_the_index_is_reused_until_the_courses_change(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    courses = write(tmp_path)
    first = prepare(load(courses), cache)
    written = first.stat().st_mtime_ns
    assert prepare(load(courses), cache) == first
    assert first.stat().st_mtime_ns == written
    write(tmp_path, {"first/01-start.md": lesson("Women negotiated.\n")})
    second = prepare(load(courses), cache)
    assert second != first
    assert list(cache.iterdir()) == [second]
    assert search(open_index(second), "woman").hits


def test_several_who_prepare_at_once_get_the_same_whole_index(tmp_path: Path) -> None:
    library = load(write(tmp_path))
    with ThreadPoolExecutor(3) as pool:
        files = set(pool.map(lambda _: prepare(library, tmp_path / "cache"), range(3)))
    assert list((tmp_path / "cache").iterdir()) == list(files)
    assert search(open_index(*files), "alliances").hits


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "atsiv.db").touch()
    library = load(write(tmp_path))
    prepare(library, tmp_path)
    prepare(replace(library, version="another"), tmp_path)
    assert (tmp_path / "atsiv.db").exists()
    assert len(list(tmp_path.glob("search-*"))) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotIndex, match="file"):
        prepare(load(write(tmp_path)), tmp_path / "file")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 0}'])
def test_a_file_that_is_no_index_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "search-x.json").write_text(content)
    with pytest.raises(ValueError, match=r"index|Expecting"):
        open_index(tmp_path / "search-x.json")
