"""A story is translated as any other text: on the map, at the desk with its page beside, and improved by readers."""

from functools import partial
from pathlib import Path

import pytest

from app.content.po import Key
from app.localisation.exchange.units import unit_id
from app.storage import Database
from tests.join.cast import Postbox
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.localisation.translating import translate
from tests.play.cast import GAME, play
from tests.play.story import STORY
from tests.translate.conftest import signed
from tests.translate.desk import po, save

pytestmark = pytest.mark.anyio

DOMAIN = "demo.harbour"
CONTEXT, CHOICE = "scene/quay/choice/drum", "Buy a drum."
AT_THE_DESK = f"/en/translate/pl/{DOMAIN}/{unit_id(DOMAIN, Key(CONTEXT, CHOICE))}"


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    courses = small_course(tmp_path, STORY)
    translate(courses, tmp_path / "locales", "pl", partial(signed, "pl"))
    return tmp_path / "locales"


@pytest.fixture
def site(database: Database, tmp_path: Path, locales: Path, postbox: Postbox) -> Site:
    return run(database, tmp_path / "courses", post=postbox, locales=locales, data_dir=tmp_path / "data")


async def test_the_map_names_the_story_and_its_parts(jadwiga: Browser) -> None:
    told = (await jadwiga.open("/en/translate/pl")).main.text
    assert "The Harbour" in told
    assert "About the story" in told
    assert "From “Six in the morning” on" in told
    assert "From “A full quay” on" in told


async def test_a_choice_stands_in_its_scene_and_says_what_it_is(jadwiga: Browser) -> None:
    page = await jadwiga.open(AT_THE_DESK)
    assert "Choice in a story, on a button" in page.main.text
    (current,) = [node for node in page.root if node.attributes.get("aria-current") == "true" and node.tag == "span"]
    assert current.text == f"pl: {CHOICE}"
    # All of the scene is there, whatever a player would see of it.
    for other in ("Six in the morning", "It is cold.", "The account is nearly empty.", "You sleep until noon."):
        assert f"pl: {other}" in page.main.text
    assert page.links()["See the page as readers see it"] == GAME.replace("/en/", "/pl/")


async def test_what_is_saved_is_what_players_read(jadwiga: Browser, locales: Path, site: Site) -> None:
    await save(jadwiga, AT_THE_DESK, "Kup bęben.")
    assert po(locales, domain=DOMAIN).by_key[Key(CONTEXT, CHOICE)].translations == ("Kup bęben.",)
    player = run(site.database, site.courses, locales=locales).browser()
    await play(player)
    assert "Kup bęben." in (await player.open(f"{GAME.replace('/en/', '/pl/')}/1")).main.text


async def test_readers_find_texts_of_the_story_by_searching(maria: Browser) -> None:
    address = "/pl/improve?at=/demo/play/harbour/1"
    page = await maria.open(address)
    assert "or in the story." in page.main.text
    assert not [to for to in page.links().values() if "/improve/" in to]
    page = await maria.open(f"{address}&q=drum")
    assert f"pl: {CHOICE}" in page.main.text
