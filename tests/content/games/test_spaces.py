"""Sets of measures as whole numbers do what sets of tuples do."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.games.spaces import Space
from app.content.stories import HIGHEST, LOWEST, Bound

Values = tuple[int, ...]
counts = st.integers(1, 4)


def values(measures: int, least: int = LOWEST, most: int = HIGHEST) -> st.SearchStrategy[Values]:
    return st.tuples(*[st.integers(least, most)] * measures)


def packed(space: Space, combinations: Iterable[Values]) -> int:
    together = 0
    for each in combinations:
        together |= space.of(each)
    return together


def moved(each: Values, effects: Values) -> Values:
    return tuple(sorted((LOWEST, now + effect, HIGHEST))[1] for now, effect in zip(each, effects, strict=True))


@given(st.data(), counts)
def test_a_set_moves_as_each_of_its_combinations_does(data: st.DataObject, measures: int) -> None:
    space = Space(measures)
    before = data.draw(st.sets(values(measures), max_size=12))
    effects = data.draw(values(measures, -12, 12))
    after = {moved(each, effects) for each in before}
    assert space.moved(packed(space, before), effects) == packed(space, after)


@given(st.data(), counts)
def test_the_way_back_has_exactly_what_moves_into_the_set(data: st.DataObject, measures: int) -> None:
    space = Space(measures)
    tried = data.draw(st.sets(values(measures), max_size=12))
    effects = data.draw(values(measures, -12, 12))
    # Some that are come to and some that may not be.
    wanted = {moved(each, effects) for each in list(tried)[::2]} | data.draw(st.sets(values(measures), max_size=4))
    back = space.moved_from(packed(space, wanted), effects)
    assert {each for each in tried if back & space.of(each)} == {
        each for each in tried if moved(each, effects) in wanted
    }


@given(st.sets(values(2), max_size=40), values(2, -12, 12))
def test_the_way_back_is_whole(wanted: set[Values], effects: Values) -> None:
    space = Space(2)
    everything = product(range(LOWEST, HIGHEST + 1), repeat=2)
    expected = {each for each in everything if moved(each, effects) in wanted}
    assert space.moved_from(packed(space, wanted), effects) == packed(space, expected)


@given(st.data(), counts)
def test_a_bound_holds_where_it_holds_for_the_measure(data: st.DataObject, measures: int) -> None:
    space = Space(measures)
    measure, number = data.draw(st.integers(0, measures - 1)), data.draw(st.integers(LOWEST, HIGHEST))
    each = data.draw(values(measures))
    at_most, at_least = (space.within(Bound(measure, at, number)) for at in ("<=", ">="))
    assert bool(at_most & space.of(each)) == (each[measure] <= number)
    assert bool(at_least & space.of(each)) == (each[measure] >= number)
    assert at_most | at_least == space.all


@pytest.mark.parametrize("measures", [1, 2, 3, 4])
def test_a_space_has_each_combination_once(measures: int) -> None:
    space = Space(measures)
    assert space.all.bit_count() == 11**measures
    assert packed(space, product(range(11), repeat=measures)) == space.all


@given(st.data(), counts)
def test_the_example_of_a_set_is_one_of_it(data: st.DataObject, measures: int) -> None:
    space = Space(measures)
    combinations = data.draw(st.sets(values(measures), min_size=1, max_size=12))
    assert space.example(packed(space, combinations)) in combinations
