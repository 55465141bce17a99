"""Intervals that say how sure a figure is. All are for 95 of 100 cases."""

import math
from statistics import NormalDist
from typing import Final

Z: Final = NormalDist().inv_cdf(0.975)

Interval = tuple[float, float]


def wilson(right: float, of: int) -> Interval:
    """The interval of a share, `right` of `of`, from 0 to 1; all of it where there is nothing.

    Score interval of E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22
    (1927). With marks between 0 and 1, `right` is their sum: as such marks differ less than ones and noughts of the
    same mean, the interval is then wider than it need be, never narrower.
    """
    if of <= 0:
        return 0.0, 1.0
    share, weight = right / of, Z * Z / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def fisher(correlation: float, of: int) -> Interval | None:
    """The interval of a correlation over `of` pairs; None with fewer than four, or where it is 1 or −1.

    R. A. Fisher, “On the probable error of a coefficient of correlation”, Metron 1 (1921).
    """
    if of < 4 or abs(correlation) >= 1:
        return None
    turned, half = math.atanh(correlation), Z / math.sqrt(of - 3)
    return math.tanh(turned - half), math.tanh(turned + half)


def of_mean(mean: float, sd: float, of: int) -> Interval:
    """The interval of a mean, by the normal distribution, which with 30 values or more is close enough."""
    half = Z * sd / math.sqrt(of)
    return mean - half, mean + half
