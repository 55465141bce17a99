"""What is left out of a published table can't be worked out from what is shown."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.progress.statistics.suppression import TOTAL, suppressed

Cell = tuple[str, str]


def whole(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """The table with its totals."""
    rows, columns = {row for row, _ in counts}, {column for _, column in counts}
    table = {}
    for row in (*rows, TOTAL):
        for column in (*columns, TOTAL):
            inner = [n for (r, c), n in counts.items() if row in {r, TOTAL} and column in {c, TOTAL}]
            table[row, column] = sum(inner)
    return table


def equations(table: Mapping[Cell, int]) -> list[dict[Cell, int]]:
    """Every line: its cells less its total make nothing."""
    rows, columns = {row for row, _ in table}, {column for _, column in table}
    lines = [{(row, column): -1 if column == TOTAL else 1 for column in columns} for row in rows]
    return [*lines, *({(row, column): -1 if row == TOTAL else 1 for row in rows} for column in columns)]


def determined(table: Mapping[Cell, int], hidden: frozenset[Cell]) -> set[Cell]:
    """The hidden cells that follow from the rest, by elimination over fractions."""
    unknown = sorted(hidden)
    matrix = [[Fraction(line.get(cell, 0)) for cell in unknown] for line in equations(table)]
    pivots: dict[int, list[Fraction]] = {}
    for line in matrix:
        row = line
        for place, pivot in sorted(pivots.items()):
            row = [value - row[place] * other for value, other in zip(row, pivot, strict=True)]
        lead = next((place for place, value in enumerate(row) if value), None)
        if lead is None:
            continue
        row = [value / row[lead] for value in row]
        for place, pivot in pivots.items():
            pivots[place] = [one - pivot[lead] * other for one, other in zip(pivot, row, strict=True)]
        pivots[lead] = row
    return {unknown[place] for place, row in pivots.items() if sum(value != 0 for value in row) == 1}


def line_sums(table: Mapping[Cell, int], hidden: frozenset[Cell]) -> list[int]:
    """Behind how many people the sum stands that follows for what is hidden of each line with a published total."""
    rows, columns = {row for row, _ in table}, {column for _, column in table}
    lines = [[(row, column) for column in columns if column != TOTAL] for row in rows if (row, TOTAL) not in hidden]
    lines += [[(row, column) for row in rows if row != TOTAL] for column in columns if (TOTAL, column) not in hidden]
    return [sum(table[cell] for cell in line if cell in hidden) for line in lines]


def told(counts: Mapping[Cell, int], hidden: frozenset[Cell], *, least: int) -> list[tuple[Cell, ...]]:
    """The sets of fewer than `least` people whose sum is a combination of published cells, over all lines at once."""
    inner = [cell for cell, people in counts.items() if people]
    shown = [cell for cell, people in whole(counts).items() if people and cell not in hidden]
    basis: list[tuple[int, list[Fraction]]] = []
    for row, column in shown:
        left = remainder([Fraction(row in {r, TOTAL} and column in {c, TOTAL}) for r, c in inner], basis)
        lead = next((place for place, value in enumerate(left) if value), None)
        if lead is not None:
            basis.append((lead, [value / left[lead] for value in left]))
    small = [cell for cell in inner if counts[cell] < least]
    sets = [some for size in range(1, least) for some in combinations(small, size)]
    few = [some for some in sets if sum(counts[cell] for cell in some) < least]
    return [some for some in few if not any(remainder([Fraction(cell in some) for cell in inner], basis))]


def remainder(vector: list[Fraction], basis: list[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for lead, one in basis:
        vector = [value - vector[lead] * other for value, other in zip(vector, one, strict=True)]
    return vector


tables = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), st.integers(0, 12), min_size=1)


@settings(deadline=None, max_examples=400)
@given(tables)
def test_nothing_that_is_hidden_can_be_worked_out(counts: dict[Cell, int]) -> None:
    table, hidden = whole(counts), suppressed(counts, least=5)
    assert {cell for cell, people in table.items() if 0 < people < 5} <= hidden
    assert all(table[cell] for cell in hidden)
    assert determined(table, hidden) == set()
    assert [people for people in line_sums(table, hidden) if 0 < people < 5] == []


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(0, 12), min_size=6))
def test_no_few_people_are_told_by_several_lines_together(counts: dict[Cell, int]) -> None:
    assert told(counts, suppressed(counts, least=5), least=5) == []


def test_a_ring_of_lines_does_not_tell_two_small_cells_together() -> None:
    # In b, c, d and u, v, x alone: (c, u) + (d, x) = column u − row b + column x, which would be four people.
    counts = dict(
        zip([(r, c) for r in "abcd" for c in "uvwx"], [12, 12, 0, 9, 6, 0, 8, 4, 3, 7, 9, 10, 8, 4, 12, 1], strict=True)
    )
    ring = frozenset((cell[0], cell[1]) for cell in ("bu", "bx", "cu", "cv", "dv", "dx"))
    assert told(counts, ring, least=5) == [(("c", "u"), ("d", "x"))]
    hidden = suppressed(counts, least=5)
    assert ring < hidden
    assert told(counts, hidden, least=5) == []


def test_large_cells_are_all_shown() -> None:
    assert suppressed({(row, column): 5 for row in "ab" for column in "xyz"}, least=5) == frozenset()


def test_one_small_cell_takes_three_others_along() -> None:
    counts = {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 20, ("c", "x"): 30, ("c", "y"): 30}
    assert suppressed(counts, least=5) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}


def test_a_single_small_group_hides_the_totals_too() -> None:
    assert suppressed({("a", "x"): 3}, least=5) == {("a", "x"), ("a", TOTAL), (TOTAL, "x"), (TOTAL, TOTAL)}


def test_the_same_table_is_treated_alike_each_time() -> None:
    counts = {("a", "x"): 2, ("b", "y"): 3, ("a", "y"): 8, ("b", "x"): 8}
    assert suppressed(counts, least=5) == suppressed(dict(reversed(counts.items())), least=5)
