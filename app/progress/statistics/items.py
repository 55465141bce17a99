"""How each question of a quiz works. Names and formulas are those of Moodle's quiz statistics."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.progress.statistics.intervals import Interval, fisher, wilson
from app.progress.statistics.results import FEW, Result

_EASY: Final = 0.9
_HARD: Final = 0.5
# Moodle marks a question of which the discriminative efficiency is lower.
_WEAK: Final = 0.15


class Reading(Enum):
    """What the figures of a question say, as far as its intervals allow to say it."""

    TOO_FEW = "too few"
    EASY = "easy"
    FINE = "fine"
    HARD = "hard"
    WEAK = "weak"
    MISLEADING = "misleading"


@dataclass(frozen=True, slots=True)
class Item:
    """A question over all attempts in which it was laid out.

    `right` counts those that were fully right; `facility` is the mean mark, from 0 to 1, with its `interval`.
    `discrimination` is how the mark goes with those of the other questions, a correlation; `efficiency` how much of the
    covariance that the same marks could have at most. Both are None where the marks are all the
    same, or those of the others are.
    `options` counts how often each was chosen.
    """

    question: str
    attempts: int
    right: int
    facility: float
    interval: Interval
    sd: float | None
    discrimination: float | None
    discrimination_interval: Interval | None
    efficiency: float | None
    options: Mapping[str, int]

    @property
    def too_few(self) -> bool:
        return self.attempts < FEW

    @property
    def reading(self) -> Reading:
        low, high = self.interval
        if self.too_few:
            return Reading.TOO_FEW
        if self.discrimination_interval is not None and self.discrimination_interval[1] < 0:
            return Reading.MISLEADING
        if high < _HARD:
            return Reading.HARD
        if low > _EASY:
            return Reading.EASY
        return Reading.WEAK if self.efficiency is not None and self.efficiency < _WEAK else Reading.FINE


def item_statistics(results: Sequence[Result]) -> tuple[Item, ...]:
    """The figures of each question, in the order of their ids."""
    marks: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    options: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        for question, mark in result.marks.items():
            marks[question].append((mark, result.rest(question)))
        for question, keys in result.chosen.items():
            options[question].update(set(keys))
    return tuple(_item(question, pairs, options[question]) for question, pairs in sorted(marks.items()))


def hardest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """By what is most that the facility may be: one wrong of one never stands before 40 wrong of 60."""
    return tuple(sorted(items, key=lambda item: (item.interval[1], item.facility, item.question)))


def _item(question: str, pairs: Sequence[tuple[float, float]], options: Mapping[str, int]) -> Item:
    count, own = len(pairs), [mark for mark, _ in pairs]
    mean, enough = math.fsum(own) / count, count >= FEW
    covariance, own_variance, rest_variance = _moments(pairs)
    most = _moments([*zip(sorted(own), sorted(rest for _, rest in pairs), strict=True)])[0]
    spread = math.sqrt(own_variance * rest_variance)
    discrimination = min(1.0, max(-1.0, covariance / spread)) if enough and spread > 0 else None
    return Item(
        question=question,
        attempts=count,
        right=sum(mark >= 1 for mark in own),
        facility=mean,
        interval=wilson(math.fsum(own), count),
        sd=math.sqrt(own_variance) if enough else None,
        discrimination=discrimination,
        discrimination_interval=None if discrimination is None else fisher(discrimination, count),
        efficiency=covariance / most if enough and spread > 0 and most > 0 else None,
        options=dict(options),
    )


def _moments(pairs: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The covariance of pairs, and the variances of their first and second parts, over one less than there are."""
    count = len(pairs)
    if count < 2:
        return 0.0, 0.0, 0.0
    first, second = (math.fsum(part) / count for part in zip(*pairs, strict=True))
    apart = [(one - first, other - second) for one, other in pairs]
    return (
        math.fsum(one * other for one, other in apart) / (count - 1),
        _settled(math.fsum(one * one for one, _ in apart) / (count - 1)),
        _settled(math.fsum(other * other for _, other in apart) / (count - 1)),
    )


def _settled(variance: float) -> float:
    """Marks that are all the same differ by nothing but rounding."""
    return variance if variance > 1e-15 else 0.0
