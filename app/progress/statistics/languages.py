"""Questions that are harder in one language than in the others for people who know as much.

Mantel–Haenszel: N. Mantel and W. Haenszel, “Statistical aspects of the analysis of data from retrospective studies of
disease”, JNCI 22 (1959); applied to questions by P. W. Holland and D. T. Thayer (1988). A finding is named a possible
translation problem, and changes no mark.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

from app.progress.statistics.intervals import Z
from app.progress.statistics.results import Result

STRATA: Final = 10
"""People are matched by the tenth of the full mark that they reached."""

LEAST: Final = 20
"""Results that there must be in the language, and in the others."""

_SCALE: Final = -2.35
_FALSE_FINDINGS: Final = 0.05
_NOTICEABLE: Final = 1.0

_Cell = tuple[str, str, int]


class Tally:
    """Counts of right and other answers by question, language and tenth of the total: all that matching needs."""

    def __init__(self) -> None:
        self._counts: defaultdict[_Cell, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, result: Result) -> None:
        # A sum of thirds may fall just short of a whole tenth.
        stratum = min(STRATA - 1, int(result.share * STRATA + 1e-9))
        for question, mark in result.marks.items():
            self._counts[question, result.language, stratum][mark < 1] += 1

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(sorted({question for question, _, _ in self._counts}))

    def languages(self, question: str) -> tuple[str, ...]:
        return tuple(sorted({language for one, language, _ in self._counts if one == question}))

    def table(self, question: str, language: str) -> "tuple[Table, ...]":
        """For each stratum, the language against all the others."""
        return tuple(self._tables(question, language))

    def _tables(self, question: str, language: str) -> "Iterator[Table]":
        languages = self.languages(question)
        for stratum in range(STRATA):
            focal, others = [0, 0], [0, 0]
            for one in languages:
                right, wrong = self._counts.get((question, one, stratum), (0, 0))
                into = focal if one == language else others
                into[0] += right
                into[1] += wrong
            yield Table(*focal, *others)


@dataclass(frozen=True, slots=True)
class Table:
    """People of about the same total: in the language and in the others, who got it right and who didn't."""

    focal_right: int
    focal_wrong: int
    reference_right: int
    reference_wrong: int

    @property
    def people(self) -> int:
        return self.focal_right + self.focal_wrong + self.reference_right + self.reference_wrong


@dataclass(frozen=True, slots=True)
class Difference:
    """A question in one language against all the others together, which are more people than any one of them.

    `delta` is on the scale of ETS: below 0 the question is harder in the language than it should be, and 1 is
    noticeable. `chi_square` is the statistic with continuity correction, `p` its probability by chance. `flagged` says
    that it is worth a look.
    """

    question: str
    language: str
    delta: float
    standard_error: float
    chi_square: float
    p: float
    focal: int
    focal_right: int
    reference: int
    reference_right: int
    flagged: bool = False


def differences(tally: Tally) -> tuple[Difference, ...]:
    """Every question in every language for which it can be said, those worth a look flagged.

    Flagged are those of class B or C of ETS that stay significant when all tests together may find five in a hundred
    by mistake (Y. Benjamini and Y. Hochberg, “Controlling the false discovery rate”, JRSS B 57, 1995). Of each question
    the one that differs most: where it is too hard in one language, it seems too easy in the others, which are compared
    with that one among the rest.
    """
    found = [
        one
        for question in tally.questions
        for language in tally.languages(question)
        if (one := _difference(question, language, tally.table(question, language)))
    ]
    least = _threshold([one.p for one in found])
    most: dict[str, float] = {}
    for one in found:
        most[one.question] = max(most.get(one.question, 0.0), abs(one.delta))
    return tuple(
        replace(one, flagged=one.p <= least and _is_noticeable(one) and abs(one.delta) >= most[one.question])
        for one in found
    )


def _is_noticeable(one: Difference) -> bool:
    """Class B or C (R. Zwick and K. Ercikan, 1989): large enough; that it is not chance, the test has said."""
    return abs(one.delta) >= _NOTICEABLE and abs(one.delta) > Z * one.standard_error


def _difference(question: str, language: str, tables: Sequence[Table]) -> Difference | None:
    """None with too few results, or where nobody can be compared."""
    focal = sum(one.focal_right + one.focal_wrong for one in tables)
    reference = sum(one.reference_right + one.reference_wrong for one in tables)
    useful = [one for one in tables if _compares(one)]
    if min(focal, reference) < LEAST or not useful:
        return None
    odds = _odds(useful)
    chi_square = _chi_square(useful)
    if odds is None or chi_square is None:
        return None
    log_odds, error = odds
    return Difference(
        question=question,
        language=language,
        delta=_SCALE * log_odds,
        standard_error=abs(_SCALE) * error,
        chi_square=chi_square,
        p=2 * (1 - NormalDist().cdf(math.sqrt(chi_square))),
        focal=focal,
        focal_right=sum(one.focal_right for one in tables),
        reference=reference,
        reference_right=sum(one.reference_right for one in tables),
    )


def _compares(one: Table) -> bool:
    """Whether there is somebody of both sides, and both outcomes."""
    focal, reference = one.focal_right + one.focal_wrong, one.reference_right + one.reference_wrong
    right, wrong = one.focal_right + one.reference_right, one.focal_wrong + one.reference_wrong
    return min(focal, reference, right, wrong) > 0


def _odds(tables: Iterable[Table]) -> tuple[float, float] | None:
    """The logarithm of the common odds ratio, of the others against the language, and its standard error.

    The variance is that of J. Robins, N. Breslow and S. Greenland (Biometrics 42, 1986).
    """
    r = s = pr = ps_qr = qs = 0.0
    for one in tables:
        n = one.people
        along, across = one.reference_right * one.focal_wrong / n, one.reference_wrong * one.focal_right / n
        p = (one.reference_right + one.focal_wrong) / n
        r, s = r + along, s + across
        pr, qs, ps_qr = pr + p * along, qs + (1 - p) * across, ps_qr + p * across + (1 - p) * along
    if r <= 0 or s <= 0:
        # All of one side, or none: half a person in each place keeps it finite.
        return None if r == s else (math.log((r + 0.5) / (s + 0.5)), 1.0)
    return math.log(r / s), math.sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s))


def _chi_square(tables: Iterable[Table]) -> float | None:
    observed = expected = spread = 0.0
    for one in tables:
        n, right = one.people, one.reference_right + one.focal_right
        reference, focal = one.reference_right + one.reference_wrong, one.focal_right + one.focal_wrong
        observed += one.reference_right
        expected += reference * right / n
        spread += reference * focal * right * (n - right) / (n * n * (n - 1))
    return max(0.0, abs(observed - expected) - 0.5) ** 2 / spread if spread > 0 else None


def _threshold(probabilities: Sequence[float]) -> float:
    """The greatest probability that counts as significant among so many; below 0 if none does."""
    ranked = sorted(probabilities)
    passing = [p for place, p in enumerate(ranked, 1) if p <= _FALSE_FINDINGS * place / len(ranked)]
    return max(passing, default=-1.0)
