"""Leaving out of a published table what would tell the marks of a few people, directly or by arithmetic."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final

TOTAL: Final = ""
"""Stands for all groups or all languages."""

Cell = tuple[str, str]
_Node = tuple[str, str]


def suppressed(counts: Mapping[Cell, int], *, least: int) -> frozenset[Cell]:
    """The cells whose mean must be left out, so that no mean of fewer than `least` people can be worked out.

    `counts` has how many people stand behind the mean of each group (first) and language (second); the totals, for
    which TOTAL stands, are added here. How many people there are is published everywhere, so a mean that is left out
    follows from its line's total and the others of the line. Seen as a graph, with lines as nodes and what is left out
    as edges between them, a cell can be worked out exactly if nothing but it joins its two ends. And what is left out
    of one line follows as a sum, which must be of `least` people as well.
    """
    table = _with_totals(counts)
    hidden = {cell for cell, people in table.items() if 0 < people < least}
    while more := _needed(table, hidden, least):
        hidden.add(more)
    return frozenset(hidden)


def _with_totals(counts: Mapping[Cell, int]) -> Mapping[Cell, int]:
    table: defaultdict[Cell, int] = defaultdict(int)
    for (row, column), people in counts.items():
        for cell in {(row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)}:
            table[cell] += people
    return table


def _needed(table: Mapping[Cell, int], hidden: set[Cell], least: int) -> Cell | None:
    """The cell that costs least of those that help against something which can still be worked out."""
    shown = sorted((cell for cell, people in table.items() if people and cell not in hidden), key=_cost(table))
    for place in range(2):
        for line, people in sorted(_sums(table, hidden, place).items()):
            if 0 < people < least and any(cell[place] == line for cell in shown):
                return next(cell for cell in shown if cell[place] == line)
    for cell in sorted(hidden):
        reached = _reached(hidden - {cell}, _ends(cell)[0])
        if _ends(cell)[1] not in reached:
            joins = (one for one in shown if (_ends(one)[0] in reached) != (_ends(one)[1] in reached))
            found = next(joins, None)
            if found:
                return found
    return None


def _cost(table: Mapping[Cell, int]) -> Callable[[Cell], tuple[bool, int, Cell]]:
    return lambda cell: (TOTAL in cell, table[cell], cell)


def _sums(table: Mapping[Cell, int], hidden: set[Cell], place: int) -> Mapping[str, int]:
    """How many people are behind what is left out of each row (place 0) or column (1)."""
    sums: defaultdict[str, int] = defaultdict(int)
    for cell in hidden:
        if cell[1 - place] != TOTAL:
            sums[cell[place]] += table[cell]
    for cell in hidden:
        # Without its total, a line tells nothing of what is left out of it.
        if cell[1 - place] == TOTAL:
            sums.pop(cell[place], None)
    return sums


def _ends(cell: Cell) -> tuple[_Node, _Node]:
    return ("row", cell[0]), ("column", cell[1])


def _reached(hidden: set[Cell], start: _Node) -> set[_Node]:
    """Every line that what is left out leads to from this one."""
    reached, waiting = {start}, [start]
    while waiting:
        for node in _beside(hidden, waiting.pop()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached


def _beside(hidden: set[Cell], node: _Node) -> Iterator[_Node]:
    for cell in hidden:
        one, other = _ends(cell)
        if node == one:
            yield other
        elif node == other:
            yield one
