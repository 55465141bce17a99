"""How a quiz works as a whole. Names and formulas are those of Moodle's quiz statistics."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev, variance

from app.progress.statistics.intervals import Interval, Z, of_mean
from app.progress.statistics.results import FEW, Result


@dataclass(frozen=True, slots=True)
class Quiz:
    """All first attempts at a quiz; every figure is in percent of the full mark, and None where it is undefined.

    `alpha` is the internal consistency (L. J. Cronbach, “Coefficient alpha and the internal structure of tests”,
    Psychometrika 16, 1951). `error_ratio` is the share of the spread that is chance, `standard_error` how far a single
    result may be from what somebody knows. A negative alpha is told as it is; the error ratio is then above 100, as the
    questions work against one another.
    """

    attempts: int
    mean: float | None
    mean_interval: Interval | None
    median: float | None
    sd: float | None
    alpha: float | None
    alpha_interval: Interval | None
    error_ratio: float | None
    standard_error: float | None


def quiz_statistics(results: Sequence[Result]) -> Quiz:
    """The figures of a quiz. Spread and consistency need FEW attempts, consistency the same questions in each."""
    shares, count = [100 * result.share for result in results], len(results)
    enough = count >= FEW
    sd = stdev(shares) if enough else None
    mean = fmean(shares) if shares else None
    alpha = _alpha(results) if enough else None
    ratio = None if alpha is None else 100 * math.sqrt(1 - alpha / 100)
    return Quiz(
        attempts=count,
        mean=mean,
        mean_interval=None if sd is None or mean is None else _within(of_mean(mean, sd, count)),
        median=median(shares) if shares else None,
        sd=sd,
        alpha=alpha,
        alpha_interval=None if alpha is None else _interval(alpha, len(results[0].marks), count),
        error_ratio=ratio,
        standard_error=None if ratio is None or sd is None else ratio * sd / 100,
    )


def _within(interval: Interval) -> Interval:
    """No mean of percentages lies outside of 0 to 100, though the normal distribution does."""
    return max(0.0, interval[0]), min(100.0, interval[1])


def _alpha(results: Sequence[Result]) -> float | None:
    """None where attempts have different questions, fewer than two, or all the same result."""
    questions = results[0].marks.keys()
    count = len(questions)
    if count < 2 or any(result.marks.keys() != questions for result in results):
        return None
    whole = variance([result.total for result in results])
    if whole <= 1e-15:
        return None
    parts = math.fsum(variance([result.marks[question] for result in results]) for question in questions)
    # It is never above 100 but by rounding.
    return min(100.0, 100 * count / (count - 1) * (1 - parts / whole))


def _interval(alpha: float, questions: int, attempts: int) -> Interval | None:
    """D. G. Bonett, “Sample size requirements for testing and estimating coefficient alpha”, JEBS 27 (2002)."""
    if alpha >= 100 or attempts <= 2:
        return None
    half = Z * math.sqrt(2 * questions / ((questions - 1) * (attempts - 2)))
    turned = math.log(1 - alpha / 100)
    return 100 * (1 - math.exp(turned + half)), 100 * (1 - math.exp(turned - half))
