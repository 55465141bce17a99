"""One value joined from two sides that started from the same."""

from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


def either(base: Value, ours: Value, theirs: Value) -> Value:
    """What the side that changed it says; ours where both did."""
    return theirs if ours == base else ours


def joined_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Ours without what theirs took away, and with what theirs added."""
    if theirs == base:
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    kept = [line for line in ours if line in theirs or line not in base]
    return (*kept, *(line for line in theirs if line not in base and line not in kept))
