"""Leaving out of a published table what would tell the marks of a few people, directly or by arithmetic."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

TOTAL: Final = ""
"""Stands for all groups or all languages."""

Cell = tuple[str, str]
_Node = tuple[str, str]
_Flow = Mapping[Cell, int]


def suppressed(counts: Mapping[Cell, int], *, least: int) -> frozenset[Cell]:
    """The cells whose mean must be left out, so that no mean of fewer than `least` people can be worked out.

    `counts` has how many people stand behind the mean of each group (first) and language (second); the totals, for
    which TOTAL stands, are added here. How many people there are is published everywhere, so what is left out of a line
    follows, as a sum, from its total and the rest, and such sums can be added and subtracted over several lines.

    Seen as a graph, with lines as nodes and what is left out as edges between them, what follows is told by ways to
    part the lines in two: the sum of the cells between a row on one side and a column on the other, where no cell left
    out lies the other way round and none is a total. The least that such a sum around a cell stands for is the least
    cut between its ends, which is the greatest flow (L. R. Ford and D. R. Fulkerson, “Maximal flow through a network”,
    Canadian Journal of Mathematics 8, 1956). Nor may one cell alone join two parts, as it would follow exactly.
    """
    table = _with_totals(counts)
    hidden = {cell for cell, people in table.items() if 0 < people < least}
    by_cost = sorted((cell for cell, people in table.items() if people >= least), key=_cost(table))
    # Lines by themselves and single cells come first, as what helps them costs least and mostly helps all.
    _cover_lines(table, hidden, by_cost, least)
    _join(hidden, by_cost)
    _widen(table, hidden, by_cost, least)
    _join(hidden, by_cost)
    return frozenset(hidden)


def _cover_lines(table: Mapping[Cell, int], hidden: set[Cell], by_cost: Sequence[Cell], least: int) -> None:
    """Leave out more of each line of which what is left out stands for too few people."""
    for place, line in sorted({(place, cell[place]) for cell in hidden for place in range(2)}):
        for cell in (one for one in by_cost if one[place] == line and one not in hidden):
            if not _tells(table, hidden, place, line, least):
                break
            hidden.add(cell)


def _tells(table: Mapping[Cell, int], hidden: set[Cell], place: int, line: str, least: int) -> bool:
    own = [cell for cell in hidden if cell[place] == line]
    # Without its total, a line tells nothing of what is left out of it.
    return all(cell[1 - place] != TOTAL for cell in own) and 0 < sum(table[cell] for cell in own) < least


def _widen(table: Mapping[Cell, int], hidden: set[Cell], by_cost: Sequence[Cell], least: int) -> None:
    """Leave out more until nothing that follows stands for too few people.

    Leaving out more never lets an earlier cell be worked out again, so one look at each is enough.
    """
    for cell in sorted(one for one in hidden if TOTAL not in one and table[one] < least):
        while (side := _small_side(table, hidden, cell, least)) is not None:
            hidden.add(_cheapest_across(by_cost, hidden, side))


def _join(hidden: set[Cell], by_cost: Sequence[Cell]) -> None:
    """Leave out more until each cell's ends are joined by a way around it."""
    waiting = sorted(hidden)
    while waiting:
        row, column = _ends(waiting[-1])
        side = _reached(_edges(hidden - {waiting[-1]}), row)
        if column in side:
            waiting.pop()
        else:
            waiting.append(_cheapest_across(by_cost, hidden, side))
            hidden.add(waiting[-1])


def _with_totals(counts: Mapping[Cell, int]) -> Mapping[Cell, int]:
    table: defaultdict[Cell, int] = defaultdict(int)
    for (row, column), people in counts.items():
        for cell in {(row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)}:
            table[cell] += people
    return table


def _cost(table: Mapping[Cell, int]) -> Callable[[Cell], tuple[bool, int, Cell]]:
    return lambda cell: (TOTAL in cell, table[cell], cell)


def _cheapest_across(by_cost: Iterable[Cell], hidden: set[Cell], side: set[_Node]) -> Cell:
    """The cheapest shown cell between the two sides.

    There always is one: otherwise the people behind what is left out there would add up to nobody.
    """
    shown = (cell for cell in by_cost if cell not in hidden)
    return next(cell for cell in shown if len(side.intersection(_ends(cell))) == 1)


def _small_side(table: Mapping[Cell, int], hidden: set[Cell], cell: Cell, least: int) -> set[_Node] | None:
    """The lines on the side of the cell's row, where what follows around it stands for fewer than `least` people."""
    row, column = _ends(cell)
    flow: defaultdict[Cell, int] = defaultdict(int)
    for _ in range(least):
        came_from = _search(_open_edges(table, hidden, flow), row)
        if column not in came_from:
            return set(came_from)
        _push_one(flow, came_from, column)
    return None


def _open_edges(table: Mapping[Cell, int], hidden: set[Cell], flow: _Flow) -> Iterator[tuple[_Node, _Node]]:
    """Ways from row to column are as wide as there are people, those back, and those of totals, without limit."""
    for cell in sorted(hidden):
        row, column = _ends(cell)
        yield column, row
        if TOTAL in cell or flow[cell] < table[cell]:
            yield row, column


def _push_one(flow: defaultdict[Cell, int], came_from: Mapping[_Node, _Node], end: _Node) -> None:
    node = end
    while (before := came_from[node]) != node:
        if node[0] == "column":
            flow[before[1], node[1]] += 1
        else:
            flow[node[1], before[1]] -= 1
        node = before


def _ends(cell: Cell) -> tuple[_Node, _Node]:
    return ("row", cell[0]), ("column", cell[1])


def _edges(hidden: Iterable[Cell]) -> Iterator[tuple[_Node, _Node]]:
    for cell in hidden:
        one, other = _ends(cell)
        yield one, other
        yield other, one


def _reached(edges: Iterable[tuple[_Node, _Node]], start: _Node) -> set[_Node]:
    return set(_search(edges, start))


def _search(edges: Iterable[tuple[_Node, _Node]], start: _Node) -> Mapping[_Node, _Node]:
    """Every line that can be reached, and from which; the start from itself."""
    onward: defaultdict[_Node, list[_Node]] = defaultdict(list)
    for one, other in edges:
        onward[one].append(other)
    came_from, waiting = {start: start}, [start]
    for node in waiting:
        for other in onward[node]:
            if other not in came_from:
                came_from[other] = node
                waiting.append(other)
    return came_from
