"""The search through a whole story finds what playing finds: neither less nor more."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.content.games.exploring import Explored, Knot, explore, leading_to_an_end
from app.content.games.playing import LUCK_BYTES, State, begin, choose, open_choices
from app.content.stories import END, Game
from tests.content.games.building import chance, coming_to_rest, games, played_through

Situation = tuple[Knot, tuple[int, ...]]


def situation(state: State, found: Explored) -> Situation:
    """The state as the search sees it."""
    scene = state.scene or END
    return Knot(scene, state.facts & found.territory.mattering[scene], state.ending), state.measures


def situations(knots: dict[Knot, int], found: Explored) -> set[Situation]:
    space = found.territory.space
    values = list(product(range(11), repeat=space.measures))
    return {(knot, each) for knot, measures in knots.items() for each in values if measures & space.of(each)}


@given(games(), st.integers(0, 2**32))
def test_whatever_random_play_comes_to_was_reached(game: Game, seed: int) -> None:
    found = explore(game)
    drawn = chance(seed)
    for opening in game.openings:
        state = begin(game, opening.id, drawn.getrandbits(8 * LUCK_BYTES))
        for _ in range(30):
            knot, measures = situation(state, found)
            assert found.reached.get(knot, 0) & found.territory.space.of(measures)
            choices = open_choices(game, state)
            if not choices:
                break
            state = choose(game, state, drawn.choice(choices).key)


@given(games())
def test_exactly_the_states_that_can_be_played_are_reached(game: Game) -> None:
    found = explore(game)
    assert situations(found.reached, found) == {situation(state, found) for state in played_through(game)}


@given(games())
def test_exactly_the_states_that_come_to_rest_lead_to_an_end(game: Game) -> None:
    found = explore(game)
    resting = coming_to_rest(played_through(game))
    assert situations(dict(leading_to_an_end(found)), found) == {situation(state, found) for state in resting}
