"""Answers to questions: as a form sends them, as they are kept, and as they are marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.content.model import Html

FIELD = "answer"
"""Name of the form field; things to place have `answer.<item key>`."""

Form = Mapping[str, Sequence[str]]

Answer = str | list[str] | dict[str, str]
"""An answer in its canonical form, which is also JSON.

Choices: the chosen keys, sorted. Matching and sorting: item key to label key. Ordering: the item
keys in the order given. Short answer and reflection: the text.

A draft has the same form, but may lack parts; the draft of an ordering is item key to position,
since a list cannot leave a position empty.
"""


class Reason(StrEnum):
    """Why a submitted form is no answer yet."""

    NOTHING_CHOSEN = "nothing-chosen"
    UNPLACED = "unplaced"
    SAME_POSITION = "same-position"
    BLANK = "blank"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"
    """The form does not fit the question: it comes from an outdated page or was made by hand."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Not an answer, and never a try. `keys` are the items concerned, where there are any.

    `limit` is the number of characters allowed where the text was too long.
    """

    reason: Reason
    keys: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """The result of marking an answer.

    `fraction` is from 0 to 1, None for what is never marked. `verdicts` are all True exactly when
    the fraction is 1: they cover every item and, of the options, the chosen ones and the right
    ones that were missed; a written answer has one, under `FIELD`. So they hold more than a page may
    show (views leave out the missed options). `feedback` is only for what was chosen, placed or
    written, and only where the author wrote some.
    """

    fraction: Fraction | None
    verdicts: dict[str, bool]
    feedback: dict[str, Html]

    def __hash__(self) -> int:
        """By what tells most results apart, as a dictionary has no hash."""
        return hash((self.fraction, *self.verdicts.items()))


def chosen_keys(answer: Answer | None) -> tuple[str, ...]:
    """The keys of an answer that is a list, none of any other (the kind may have changed since)."""
    return tuple(answer) if isinstance(answer, list) else ()


def placements(answer: Answer | None) -> dict[str, str]:
    """Item key to place of an answer that is a mapping, empty for any other."""
    return answer if isinstance(answer, dict) else {}


def written(answer: Answer | None) -> str:
    """The text of an answer that is one, empty for any other."""
    return answer if isinstance(answer, str) else ""
