"""A state and a choice make the next state, and nothing else has a say in it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.games.playing import LUCK_BYTES, NotOpen, State, begin, choose, open_choices, shown
from app.content.stories import Game
from tests.content.games.building import games
from tests.content.games.harbour import choice, ending, opening, read_harbour, scene, story

RUNS = 3000


def shares(counts: Counter[str]) -> dict[str, float]:
    return {name: count / counts.total() for name, count in counts.items()}


lucks = st.integers(0, 2 ** (8 * LUCK_BYTES) - 1)


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    return read_harbour(tmp_path_factory.mktemp("harbour"))


def quay(*facts: str, trust: int = 5, funds: int = 5, luck: int = 0) -> State:
    return State("quay", (trust, funds), frozenset({"spring", *facts}), luck)


def evening(*facts: str, trust: int = 5, funds: int = 5, luck: int = 0) -> State:
    return replace(quay(*facts, trust=trust, funds=funds, luck=luck), scene="evening")


def keys(game: Game, state: State) -> list[str]:
    return [each.key for each in open_choices(game, state)]


def test_a_story_begins_where_its_opening_says(game: Game) -> None:
    assert begin(game, "spring", 7) == State("quay", (4, 5), frozenset({"spring"}), 7)
    assert begin(game, "autumn", 7) == State("evening", (6, 3), frozenset({"autumn"}), 7)


def test_there_is_no_other_beginning(game: Game) -> None:
    with pytest.raises(KeyError, match="winter"):
        begin(game, "winter", 7)


def test_a_choice_changes_measures_and_notes_what_happened(game: Game) -> None:
    after = choose(game, quay(trust=4), "buy")
    assert (after.scene, after.ending, after.measures) == ("evening", "", (3, 4))
    assert after.facts == {"spring", "drum"}


def test_a_choice_takes_back_what_happened(game: Game) -> None:
    after = choose(game, evening("drum"), "sell")
    assert after.measures == (4, 7)
    assert after.facts == {"spring"}


@given(games(), st.data())
def test_the_same_choice_in_the_same_state_leads_to_the_same(game: Game, data: st.DataObject) -> None:
    luck = data.draw(lucks)
    runs = [begin(game, "spring", luck), begin(game, "spring", luck)]
    for _ in range(10):
        assert runs[0] == runs[1]
        choices = keys(game, runs[0])
        if not choices:
            break
        key = data.draw(st.sampled_from(choices))
        runs = [choose(game, state, key) for state in runs]


@given(games(), st.data())
def test_measures_stay_between_zero_and_ten_and_a_run_is_in_a_scene_or_at_an_ending(
    game: Game, data: st.DataObject
) -> None:
    state = begin(game, "autumn", data.draw(lucks))
    for _ in range(20):
        assert {*state.measures} <= {*range(11)}
        assert (state.scene in game.scenes) != (game.ending(state.ending) is not None)
        assert 0 <= state.luck < 2 ** (8 * LUCK_BYTES)
        choices = keys(game, state)
        if not choices:
            break
        state = choose(game, state, data.draw(st.sampled_from(choices)))


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        (quay(trust=10, funds=5), "ring", (10, 3)),
        (quay(trust=5, funds=1), "ring", (6, 0)),
        (quay(trust=0, funds=3), "buy", (0, 2)),
        (evening("drum", trust=5, funds=9), "sell", (4, 10)),
    ],
)
def test_a_measure_goes_no_further_than_its_bounds(game: Game, before: State, key: str, after: tuple[int, int]) -> None:
    assert choose(game, before, key).measures == after


@pytest.mark.parametrize(
    ("state", "opened"),
    [
        (quay(funds=3), ["ring", "buy"]),
        (quay(funds=2), ["ring"]),
        (quay("drum", funds=3), ["ring"]),
        (quay("drum", funds=2, trust=8), ["ring", "buy"]),
        (evening("drum"), ["sell", "wait", "home"]),
        (evening(), ["wait", "home"]),
        (replace(quay(), scene="removed"), []),
        (replace(quay(), scene="", ending="full-quay"), []),
    ],
)
def test_a_choice_is_open_where_one_of_its_conditions_holds_whole(game: Game, state: State, opened: list[str]) -> None:
    assert keys(game, state) == opened


@pytest.mark.parametrize(
    ("state", "key"),
    [
        (quay(funds=2), "buy"),
        (quay(), "sell"),
        (quay(), "nonsense"),
        (replace(quay(), scene="", ending="full-quay"), "ring"),
        (replace(quay(), scene="removed"), "ring"),
    ],
)
def test_what_is_closed_or_unknown_cannot_be_chosen(game: Game, state: State, key: str) -> None:
    with pytest.raises(NotOpen, match=key):
        choose(game, state, key)


def test_the_first_way_that_holds_is_gone(tmp_path: Path) -> None:
    ways = "low if funds <= 2 | drummed if drum | low if trust >= 9 | middle"
    others = [scene(name, choice("end", "ending")) for name in ("low", "drummed", "middle")]
    game = read_harbour(tmp_path, story(scene("quay", choice("go", ways)), *others, ending("end")))
    found = [
        choose(game, state, "go").scene
        for state in (quay("drum", funds=2), quay("drum", funds=3), quay(trust=9), quay(trust=8))
    ]
    assert found == ["low", "drummed", "low", "middle"]


def test_a_way_is_chosen_by_what_the_choice_made_of_the_measures_and_facts(tmp_path: Path) -> None:
    go = choice("go", "low if funds <= 2 | drummed if drum | quay", then="funds -3, drum")
    game = read_harbour(
        tmp_path,
        story(scene("quay", go), *(scene(name, choice("end", "ending")) for name in ("low", "drummed")), ending("end")),
    )
    assert [choose(game, quay(funds=funds), "go").scene for funds in (5, 6)] == ["low", "drummed"]


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        (evening(trust=6), "full-quay"),  # the choice adds one
        (evening("drum", trust=5), "full-quay"),
        (evening(trust=5), "quiet-quay"),
        (evening("drum", trust=4), "quiet-quay"),
    ],
)
def test_the_first_ending_that_holds_is_reached(game: Game, state: State, reached: str) -> None:
    after = choose(game, state, "home")
    assert (after.scene, after.ending) == ("", reached)


def test_of_two_endings_that_hold_the_first_in_the_files_is_reached(tmp_path: Path) -> None:
    home = scene("quay", choice("go", "ending"))
    game = read_harbour(tmp_path, story(home, ending("a", "trust >= 9"), ending("b", "trust >= 5"), ending("c")))
    found = [choose(game, quay(trust=trust), "go").ending for trust in (10, 9, 8, 5, 4)]
    assert found == ["a", "a", "b", "b", "c"]


def test_chance_depends_on_the_luck_alone(game: Game) -> None:
    for luck in range(50):
        led = {
            choose(game, quay(*facts, luck=luck, trust=trust), "ring").scene
            for trust in (1, 9)
            for facts in ((), ("drum",))
        }
        assert len(led) == 1


def test_chance_comes_as_often_as_it_says(game: Game) -> None:
    led = Counter(choose(game, quay(luck=luck), "ring").scene for luck in range(RUNS))
    assert shares(led) == pytest.approx({"quay": 1 / 3, "evening": 2 / 3}, abs=0.03)


def test_a_second_chance_is_no_shadow_of_the_first(tmp_path: Path) -> None:
    ways = "one if chance 1 in 2 | two if chance 1 in 2 | three if trust <= 3, chance 1 in 4 | four"
    scenes = [scene(name, choice("end", "ending")) for name in ("one", "two", "three", "four")]
    game = read_harbour(tmp_path, story(scene("quay", choice("go", ways)), *scenes, ending("end")))
    led = Counter(choose(game, quay(luck=luck, trust=3), "go").scene for luck in range(RUNS))
    assert shares(led) == pytest.approx({"one": 1 / 2, "two": 1 / 4, "three": 1 / 16, "four": 3 / 16}, abs=0.03)
    without = Counter(choose(game, quay(luck=luck, trust=4), "go").scene for luck in range(RUNS))
    assert shares(without) == pytest.approx({"one": 1 / 2, "two": 1 / 4, "four": 1 / 4}, abs=0.03)


def test_chance_does_not_run_out_over_many_ways(tmp_path: Path) -> None:
    names = [f"way-{number}" for number in range(16)]
    ways = " | ".join(f"{name} if chance 1 in 10" for name in names)
    scenes = [scene(name, choice("end", "ending")) for name in (*names, "left")]
    game = read_harbour(tmp_path, story(scene("quay", choice("go", f"{ways} | left")), *scenes, ending("end")))
    led = shares(Counter(choose(game, quay(luck=luck), "go").scene for luck in range(RUNS)))
    assert led == pytest.approx(
        {name: 0.9**place / 10 for place, name in enumerate(names)} | {"left": 0.9**16}, abs=0.03
    )


def test_the_next_step_draws_anew(game: Game) -> None:
    lucks = [choose(game, quay(luck=luck), "ring").luck for luck in range(100)]
    assert len({*lucks}) == 100
    assert Counter(luck % 2 for luck in lucks[::2]).keys() == {0, 1}


def test_what_is_left_to_do_does_not_depend_on_luck(game: Game) -> None:
    assert {tuple(keys(game, quay(luck=luck))) for luck in range(50)} == {("ring", "buy")}


def test_a_paragraph_is_shown_where_its_condition_holds(game: Game) -> None:
    text = game.scenes["quay"].text
    always, with_drum = "<p>Anna has opened the shed.</p>", "<p>The drum is still in its box.</p>"
    assert shown(text, quay()) == (always,)
    assert shown(text, quay("drum")) == (always, with_drum)
    consequence = game.scenes["quay"].choices[0].consequence
    assert [len(shown(consequence, quay(funds=funds))) for funds in (3, 4)] == [2, 1]
    (last,) = (each.text for each in game.endings if each.id == "quiet-quay")
    assert [len(shown(last, begin(game, name, 0))) for name in ("spring", "autumn")] == [1, 2]


def test_a_fact_that_must_not_have_happened_closes_an_opening_to_a_choice(tmp_path: Path) -> None:
    only_in_spring = scene("quay", choice("row", "ending", when=("not autumn",)), choice("wait", "ending"))
    openings = (opening("spring", "quay", "trust:1,funds:1"), opening("autumn", "quay", "trust:1,funds:1"))
    game = read_harbour(tmp_path, story(only_in_spring, ending("end"), openings=openings))
    assert keys(game, begin(game, "spring", 0)) == ["row", "wait"]
    assert keys(game, begin(game, "autumn", 0)) == ["wait"]
