"""A course with a game is kept in a file and comes back as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.content import kept
from app.content.catalogues import Catalogue
from app.content.edition import Interface, as_written
from app.content.kept import load_kept
from app.content.library import Library, load
from app.content.locales import Locales
from app.content.stories import Game
from app.content.values import Html
from tests.content.folders import write
from tests.content.games.harbour import HARBOUR
from tests.localisation.translating import translate


def in_english(_language: str, _catalogue: Catalogue) -> Interface:
    return as_written


def game(library: Library, language: str) -> Game:
    (found,) = library.courses["demo"][language].games
    return found


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    courses = write(tmp_path, HARBOUR)
    translate(courses, tmp_path / "locales", "el", lambda message: f"ελ {message.source}")
    return courses


def test_a_game_comes_back_as_it_was_read(courses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locales, cache = Locales(tmp_path / "locales"), tmp_path / "cache"
    whole = load(courses, locales, interface=in_english)
    load_kept(courses, locales, cache=cache, interface=in_english)
    monkeypatch.setattr(kept, "load", None)  # from here on there is the file alone
    back, _ = load_kept(courses, locales, cache=cache, interface=in_english)
    for language in ("en", "el"):
        assert game(back, language) == replace(game(whole, language), segments=())
        assert game(back, language).art.keys() == {"anna", "harbour"}
        assert {type(picture) for picture in game(back, language).art.values()} == {Html}
    assert game(back, "el").scenes["quay"].title.plain == "ελ Six in the morning"


def test_a_picture_is_held_once_for_all_languages(courses: Path, tmp_path: Path) -> None:
    locales = Locales(tmp_path / "locales")
    for _ in range(2):
        library, _ = load_kept(courses, locales, cache=tmp_path / "cache", interface=in_english)
        assert game(library, "en").art["anna"] is game(library, "el").art["anna"]
