"""One story in every language: switching keeps the place, and a scene is in one language as a whole."""

from pathlib import Path

import pytest

from app.content.po import Message
from app.progress.tables import decision
from app.storage import Database
from tests.learn.browser import Browser
from tests.learn.course import small_course
from tests.learn.kept import values
from tests.learn.running import Site, run
from tests.localisation.translating import translate
from tests.play.cast import GAME, choose, offers, play
from tests.play.story import STORY

pytestmark = pytest.mark.anyio


def greek(message: Message) -> str:
    """Everything but one choice of the last scene."""
    return "" if message.source == "Shut the shed." else f"Ω {message.source}"


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    courses = small_course(tmp_path, STORY)
    translate(courses, tmp_path / "locales", "el", greek)
    return run(database, courses, locales=tmp_path / "locales")


async def test_a_story_is_gone_on_with_in_another_language(maria: Browser, site: Site) -> None:
    await play(maria, "ring")
    page = await maria.open(f"{GAME.replace('/en/', '/el/')}/1")
    assert (page.heading, [*offers(page)]) == ("Ω Noon", ["Ω Help them.", "Ω Count them."])
    assert "Ω Ring the others." in page.main.text
    page = await choose(maria, page, "help")
    assert await values(site.database, decision.c.n, decision.c.language) == [(1, "en"), (2, "el")]
    assert (await maria.open(f"{GAME}/1")).heading == "Evening"


async def test_a_scene_that_is_not_translated_whole_is_english(maria: Browser) -> None:
    await play(maria, "drum", "help")
    page = await maria.open(f"{GAME.replace('/en/', '/el/')}/1")
    assert (page.heading, [*offers(page)]) == ("Evening", ["Play the drum.", "Shut the shed."])
    (english,) = {node.attributes["lang"] for node in page.main.all("span") if "lang" in node.attributes}
    assert english == "en"
    assert "Ω Help them." in page.main.text
