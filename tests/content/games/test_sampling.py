"""Playing by chance and counting what comes of it."""

from pathlib import Path

from hypothesis import given

from app.content.games.sampling import sample
from app.content.stories import Game
from tests.content.games.building import chance, games
from tests.content.games.harbour import HARBOUR, choice, ending, opening, read_harbour, scene, story

OPENINGS = (opening("spring", "quay", "trust:5,funds:5"), opening("autumn", "pier", "trust:2,funds:8"))


@given(games())
def test_every_run_is_counted_once(game: Game) -> None:
    found = sample(game, 5, chance(1))
    ended = sum(counts.total() for counts in found.endings.values())
    assert ended + found.unfinished.total() == found.runs == 5
    assert [counts.total() for counts in found.measures] == [ended] * len(game.measures)
    assert found.steps.total() == ended


def test_openings_take_turns_and_their_endings_are_told_apart(tmp_path: Path) -> None:
    quay = scene("quay", choice("on", "pier", then="trust +1"))
    pier = scene("pier", choice("out", "ending", then="funds -3"))
    game = read_harbour(tmp_path, story(quay, pier, ending("a", "spring"), ending("b"), openings=OPENINGS))
    found = sample(game, 5, chance(1))
    assert found.endings == {"spring": {"a": 3}, "autumn": {"b": 2}}
    assert found.steps == {2: 3, 1: 2}
    assert found.choices == {("quay", "on"): 3, ("pier", "out"): 5}
    assert found.measures == ({6: 3, 2: 2}, {2: 3, 5: 2})


def test_every_open_choice_is_equally_likely(tmp_path: Path) -> None:
    keys = ["one", "two", "three"]
    ways = [choice(key, "ending") for key in keys]
    game = read_harbour(
        tmp_path, story(scene("quay", *ways, choice("closed", "ending", when=("trust >= 6",))), ending("end"))
    )
    found = sample(game, 3000, chance(1))
    assert {key for _, key in found.choices} == {*keys}
    assert all(900 <= found.choices["quay", key] <= 1100 for key in keys)


def test_a_run_that_goes_round_for_ever_is_counted_where_it_was(tmp_path: Path) -> None:
    game = read_harbour(tmp_path, story(scene("quay", choice("on", "quay")), ending("end")))
    found = sample(game, 2, chance(1))
    assert found.unfinished == {"quay": 2}
    assert found.endings == {"spring": {}}


def test_a_run_that_comes_to_a_dead_end_is_counted_there(tmp_path: Path) -> None:
    closed = scene("pier", choice("out", "ending", when=("trust >= 6",)))
    game = read_harbour(tmp_path, story(scene("quay", choice("on", "pier")), closed, ending("end")))
    assert sample(game, 2, chance(1)).unfinished == {"pier": 2}


def test_the_same_chance_gives_the_same_runs(tmp_path: Path) -> None:
    game = read_harbour(tmp_path, HARBOUR)
    first, second, other = (sample(game, 50, chance(seed)) for seed in (1, 1, 2))
    assert first == second
    assert first != other
