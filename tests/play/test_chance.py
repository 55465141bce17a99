"""Chance is drawn once for a run: whoever goes back to a decision and makes it again comes to the same."""

from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.browser import Browser, Page
from tests.learn.course import small_course
from tests.learn.running import Site, run
from tests.play.cast import GAME, again, begin, choose, play
from tests.play.story import with_scenes

pytestmark = pytest.mark.anyio

BY_CHANCE = with_scenes("funds -1\n  goto: noon\n", "funds -1\n  goto: noon if chance 1 in 2 | evening\n")


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Site:
    return run(database, small_course(tmp_path, BY_CHANCE))


async def came_to(browser: Browser, scene: str) -> Page:
    """Begin stories until the first choice leads to this scene."""
    for _ in range(20):
        page = await play(browser, "ring")
        if page.heading == scene:
            return page
    raise AssertionError(f"in 20 stories nobody came to {scene}")


async def test_stories_differ_and_each_stays_as_it_is(maria: Browser) -> None:
    for scene in ("Noon", "Evening"):
        page = await came_to(maria, scene)
        address = page.address.partition("#")[0]
        for _ in range(3):
            assert (await maria.open(address)).heading == scene


@pytest.mark.parametrize("scene", ["Noon", "Evening"])
async def test_the_same_choice_made_again_leads_to_the_same(maria: Browser, scene: str) -> None:
    address = (await came_to(maria, scene)).address.partition("#")[0]
    for _ in range(3):
        await begin(maria, "autumn")
        page = await again(maria, await maria.open(address), 1)
        assert (await choose(maria, page, "ring")).heading == scene


async def test_playing_again_is_not_mistaken_for_a_story_that_came_elsewhere(maria: Browser) -> None:
    await came_to(maria, "Evening")
    page = await maria.open(GAME)
    over = (await choose(maria, await maria.open(page.links()["Go on with your story"]), "shut")).address
    await came_to(maria, "Noon")
    assert (await again(maria, await maria.open(over.partition("#")[0]), 2)).heading == "Evening"
