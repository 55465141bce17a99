"""What statistics are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FEW: Final = 30
"""Below so many attempts only counts and an interval are told: anything more would be read for more than it is."""


@dataclass(frozen=True, slots=True)
class Result:
    """Somebody's first finished attempt at a quiz.

    `marks` has each question that was laid out, from 0 to 1; one that was left open has 0. `chosen` are the keys of the
    options that were chosen. `language` is that in which the questions were shown.
    """

    person: int
    language: str
    marks: Mapping[str, float]
    chosen: Mapping[str, tuple[str, ...]]

    @property
    def total(self) -> float:
        return sum(self.marks.values())

    @property
    def share(self) -> float:
        """How much of the full mark was reached, from 0 to 1."""
        return self.total / len(self.marks) if self.marks else 0.0

    def rest(self, question: str) -> float:
        """The mean mark of the other questions: the question itself must not explain itself.

        A mean, as questions that are drawn by chance are others in each attempt. Where they are the same, it is the sum
        of the others on another scale, with which everything correlates alike.
        """
        others = len(self.marks) - 1
        return (self.total - self.marks[question]) / others if others else 0.0
