"""How many statements each page of a game asks the database for: as many after three stories as after one."""

from pathlib import Path

import pytest

from app.storage import Database
from tests.learn.course import small_course
from tests.learn.running import run
from tests.learn.test_query_budgets import Counting
from tests.play.cast import GAME, again, begin, choose, play, press
from tests.play.story import STORY

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("stories", [1, 3])
async def test_a_page_asks_for_as_much_after_three_stories_as_after_one(
    sqlite_database: Database, tmp_path: Path, stories: int
) -> None:
    counting = Counting(sqlite_database)
    maria = run(counting, small_course(tmp_path, STORY)).browser()
    for _ in range(stories):
        await play(maria, "drum", "help", "play")
    page = await play(maria, "drum")
    asked = {}
    counting.statements = 0
    await choose(maria, page, "count")
    asked["a choice and its scene"] = counting.statements
    for name, address in (("start", GAME), ("scene", f"{GAME}/{stories + 1}"), ("end", f"{GAME}/1")):
        counting.statements = 0
        assert (await maria.open(address)).status == 200
        asked[name] = counting.statements
    assert asked == {"a choice and its scene": 4, "start": 2, "scene": 1, "end": 2}


async def test_a_visitor_costs_no_statement_and_a_beginning_some(sqlite_database: Database, tmp_path: Path) -> None:
    counting = Counting(sqlite_database)
    site = run(counting, small_course(tmp_path, STORY))
    maria = site.browser()
    start = await maria.open(GAME)
    assert counting.statements == 0
    await press(maria, start, "opening", "spring")
    begun, counting.statements = counting.statements, 0
    await begin(maria, "autumn")
    anew = counting.statements
    assert (begun, anew) == (9, 11)


async def test_playing_again_costs_a_statement_for_each_decision_taken_over(
    sqlite_database: Database, tmp_path: Path
) -> None:
    counting = Counting(sqlite_database)
    maria = run(counting, small_course(tmp_path, STORY)).browser()
    end = await play(maria, "drum", "help", "play")
    asked = []
    for n in (1, 2, 3):
        counting.statements = 0
        await again(maria, end, n)
        asked.append(counting.statements)
    # The first leaves no open story behind.
    assert asked == [9, 12, 13]
