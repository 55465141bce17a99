"""Sets of the measures' values as whole numbers, one bit for each combination.

With eleven values a measure, four measures have 14,641 combinations. A choice moves a whole set of them at once, so
that a story with millions of states is explored in seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.content.stories import HIGHEST, LOWEST, Bound

VALUES = HIGHEST - LOWEST + 1


@dataclass(frozen=True)
class Space:
    """All combinations of the values of `measures` measures."""

    measures: int

    @cached_property
    def all(self) -> int:
        return _bits(_size(self.measures))

    @cached_property
    def _layers(self) -> Mapping[tuple[int, int], int]:
        """The combinations in which a measure has a value."""
        return {(measure, value): self._layer(measure, value) for measure in range(self.measures) for value in _VALUES}

    def _layer(self, measure: int, value: int) -> int:
        run = _size(measure)
        block = _bits(run) << (run * (value - LOWEST))
        period = run * VALUES
        return sum(block << (period * number) for number in range(_size(self.measures - measure - 1)))

    def of(self, values: Sequence[int]) -> int:
        """The set of one combination."""
        return 1 << sum((value - LOWEST) * _size(measure) for measure, value in enumerate(values))

    def example(self, combinations: int) -> tuple[int, ...]:
        """One combination of a set that isn't empty: the lowest."""
        place = (combinations & -combinations).bit_length() - 1
        return tuple(LOWEST + place // _size(measure) % VALUES for measure in range(self.measures))

    def within(self, bound: Bound) -> int:
        """The combinations in which the bound holds."""
        fits = (value for value in _VALUES if (value <= bound.number if bound.at == "<=" else value >= bound.number))
        return sum(self._layers[bound.measure, value] for value in fits)

    def moved(self, combinations: int, effects: Sequence[int]) -> int:
        """The set after the effects; a measure stays between its bounds."""
        for measure, effect in enumerate(effects):
            for _ in range(abs(effect)):
                combinations = self._step(combinations, measure, up=effect > 0)
        return combinations

    def moved_from(self, combinations: int, effects: Sequence[int]) -> int:
        """All combinations that the effects lead into the set."""
        for measure, effect in enumerate(effects):
            for _ in range(abs(effect)):
                combinations = self._step_back(combinations, measure, up=effect > 0)
        return combinations

    def _step(self, combinations: int, measure: int, *, up: bool) -> int:
        edge = combinations & self._layers[measure, HIGHEST if up else LOWEST]
        return edge | self._shifted(combinations ^ edge, measure, up=up)

    def _step_back(self, combinations: int, measure: int, *, up: bool) -> int:
        beyond = combinations & self._layers[measure, LOWEST if up else HIGHEST]
        edge = combinations & self._layers[measure, HIGHEST if up else LOWEST]
        return edge | self._shifted(combinations ^ beyond, measure, up=not up)

    def _shifted(self, combinations: int, measure: int, *, up: bool) -> int:
        by = _size(measure)
        return combinations << by if up else combinations >> by


def _size(measures: int) -> int:
    """How many combinations that many measures have."""
    combinations: int = VALUES**measures
    return combinations


def _bits(count: int) -> int:
    return (1 << count) - 1


_VALUES = range(LOWEST, HIGHEST + 1)
