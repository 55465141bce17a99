"""What is told of a story leaves every way open to several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.progress.statistics.stories import FEWEST, LEAST, is_told, tenths
from app.progress.statistics.suppression import TOTAL, suppressed

# All of different sizes: of groups of one size, it doesn't matter which is left out.
sizes = st.lists(st.integers(1, 30), max_size=8, unique=True)


def told(counts: list[int]) -> dict[int, bool]:
    """Of all, for 0, and of each group by its number."""
    came = [group for group, people in enumerate(counts, start=1) for _ in range(people)]
    return {group: is_told(came, group=group) for group in range(len(counts) + 1)}


@given(sizes)
def test_groups_are_left_out_as_in_a_report(counts: list[int]) -> None:
    hidden = suppressed({(str(group), "here"): people for group, people in enumerate(counts, start=1)}, least=FEWEST)
    expected = {group: (str(group), "here") not in hidden for group in range(1, len(counts) + 1)}
    assert told(counts) == {0: bool(counts) and (TOTAL, "here") not in hidden, **expected}


@given(st.lists(st.integers(0, 12), max_size=8))
def test_who_is_left_when_told_groups_are_taken_from_all_are_not_few(counts: list[int]) -> None:
    found = told(counts)
    left = sum(people for group, people in enumerate(counts, start=1) if not found[group])
    assert not found[0] or left == 0 or left >= FEWEST
    assert all(people >= FEWEST for group, people in enumerate(counts, start=1) if found[group])


@pytest.mark.parametrize("people", range(FEWEST, 60))
def test_of_two_choices_it_never_shows_whether_nobody_one_or_two_took_the_other(people: int) -> None:
    assert len({tenths([people - few, few]) for few in range(LEAST)}) == 1


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_what_few_chose_has_no_share_and_all_else_has_one(counts: list[int]) -> None:
    assert [share > 0 for share in tenths(counts)] == [count >= LEAST for count in counts]


def test_shares_are_rounded_to_tenths_and_of_few_people_more() -> None:
    assert tenths([14, 7]) == (7, 3)
    assert tenths([95, 3, 2]) == (10, 1, 0)
    assert tenths([6, 2, 2]) == (5, 0, 0)
    assert tenths([6, 1, 1]) == (8, 0, 0)
    assert tenths([4, 3, 3, 9]) == (2, 2, 2, 5)
    assert tenths([5, 3]) == tenths([3, 5]) == (5, 5)
    assert tenths([0, 0]) == (0, 0)
