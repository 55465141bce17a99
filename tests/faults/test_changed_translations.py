"""Translations are changed while the site runs."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import httpx
import pytest

from app.content.locales import Locales
from app.content.po import Message
from tests.localisation.translating import change, translate
from tests.servers import serving

LESSON = "/el/demo/first/start"
# Far more requests than are answered in the seconds that a change may take to be seen.
MOST = 100_000


def greek(text: str, _message: Message) -> str:
    return text


@pytest.fixture
def locales(environment: dict[str, str], tmp_path: Path) -> Locales:
    """The running site's; in Greek everything is called “πρώτα” (first)."""
    environment["LOCALES_DIR"] = str(tmp_path / "locales")
    environment["WORKERS"] = "2"
    return translate(Path(environment["COURSES_DIR"]), tmp_path / "locales", "el", partial(greek, "πρώτα"))


def shown(origin: str) -> Iterator[str]:
    """The lesson again and again, each time over a new connection, so that every process has its turn."""
    for _ in range(MOST):
        yield httpx.get(f"{origin}{LESSON}", trust_env=False, timeout=60).text


def until(pages: Iterator[str], enough: Callable[[str], bool], times: int = 1) -> list[str]:
    """The first so many pages in a row of which each is enough."""
    found: list[str] = []
    for page in pages:
        found = [*found, page] if enough(page) else []
        if len(found) == times:
            break
    return found


def test_a_saved_translation_is_shown_by_every_process_and_a_broken_file_changes_nothing(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    with serving(environment, tmp_path):
        pages = shown(f"http://127.0.0.1:{environment['PORT']}")
        assert "πρώτα" in next(pages)
        change(locales, "el", "demo.first", "Everybody does.", lambda message: message.translated(("ύστερα",)))
        assert len(until(pages, lambda page: "ύστερα" in page, 50)) == 50
        file, log = locales.file("el", "demo.first"), tmp_path / "log"
        good = file.read_bytes()
        file.write_bytes(good.replace("ύστερα".encode(), b'"'))
        assert until(pages, lambda _: log.read_text().count("its last good text stays") == 2)
        assert len(until(islice(pages, 20), lambda page: "ύστερα" in page, 20)) == 20
        file.write_bytes(good.replace("ύστερα".encode(), "τέλος".encode()))
        assert len(until(pages, lambda page: "τέλος" in page, 50)) == 50


def test_what_an_editor_leaves_beside_a_file_keeps_no_change_from_being_seen(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    folder = locales.file("el", "demo").parent
    (folder / ".#demo.po").symlink_to("somebody@somewhere.1")
    (folder / "folder.po").mkdir()
    (folder / "round.po").symlink_to("round.po")
    with serving(environment, tmp_path):
        pages = shown(f"http://127.0.0.1:{environment['PORT']}")
        assert "πρώτα" in next(pages)
        change(locales, "el", "demo.first", "Everybody does.", lambda message: message.translated(("ύστερα",)))
        assert len(until(pages, lambda page: "ύστερα" in page, 20)) == 20


def test_a_file_that_is_just_being_written_leaves_the_last_good_text(
    environment: dict[str, str], tmp_path: Path, locales: Locales
) -> None:
    with serving(environment, tmp_path):
        pages = shown(f"http://127.0.0.1:{environment['PORT']}")
        assert "πρώτα" in next(pages)
        locales.file("el", "demo.first").write_bytes(b"")
        assert until(pages, lambda _: (tmp_path / "log").read_text().count("the file has no header") == 2)
        assert len(until(islice(pages, 20), lambda page: "πρώτα" in page, 20)) == 20
