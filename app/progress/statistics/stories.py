"""What can be told of how a story was played without telling anybody's own way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

FEWEST: Final = 5
"""Of fewer people than this nothing is told."""
LEAST: Final = 3
"""Whether one or two of them chose something, or nobody, is not told."""
MANY: Final = 20
"""From so many people on, shares are told in tenths."""
SOME, HALF, MOST = 2, 5, 8
"""The tenths that stand for those around them where fewer people came."""


def is_told(groups: Iterable[int], *, group: int) -> bool:
    """Whether anything can be told of a group, or of all for 0, at a place to which one person of each `groups` came.

    It can't of a few people. Nor can it of a group that would, taken from all, tell of a few in others: then the
    smallest that will do is left out with those. This is what `suppressed` does with a table of one column, of which
    a story has one for each scene.
    """
    counts = Counter(groups)
    if not group:
        return counts.total() >= FEWEST
    left_out = 0
    for people, each in sorted((people, each) for each, people in counts.items()):
        if people >= FEWEST and not 0 < left_out < FEWEST:
            return (counts[group], group) >= (people, each)
        left_out += people
    return False


def tenths(counts: Sequence[int]) -> tuple[int, ...]:
    """The share of each in tenths, of fewer than MANY people SOME, HALF or MOST; 0 for what nobody, one or two chose.

    Where those are no more than two people together, they are left out of the whole: with how many there are in all,
    the shares of the others would tell how many they are.
    """
    told = sum(count for count in counts if count >= LEAST)
    everybody = sum(counts)
    whole = told if everybody - told < LEAST else everybody
    return tuple(_rounded(count, whole, fine=everybody >= MANY) if count >= LEAST else 0 for count in counts)


def _rounded(count: int, whole: int, *, fine: bool) -> int:
    share = max(1, round(10 * count / whole))
    if fine:
        return share
    return SOME if share < 4 else HALF if share <= 6 else MOST
