"""Figures of questions and quizzes, against cases worked out by hand and another way of computing them."""

import math
import random
from collections.abc import Sequence
from statistics import correlation, covariance, fmean, pvariance, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.progress.statistics import FEW, Reading, Result, hardest_first, item_statistics, quiz_statistics
from app.progress.statistics.intervals import fisher, wilson


def results(*rows: Sequence[float], names: str = "abcdefgh") -> list[Result]:
    """A result for each row of marks, the first of question a."""
    return [Result(person, "en", dict(zip(names, row, strict=False)), {}) for person, row in enumerate(rows)]


def test_wilsons_interval_is_that_of_the_textbook() -> None:
    # 8 of 10: (0.8 + 1.9208/10 ± 1.96·√(0.016 + 0.009604)) / 1.38416 (Wilson 1927, with z = 1.96)
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0, 1)
    assert wilson(0, 20)[0] == pytest.approx(0)
    assert wilson(20, 20)[1] == pytest.approx(1)


def test_fishers_interval_is_that_of_the_textbook() -> None:
    # r = 0.5, n = 28: atanh 0.5 = 0.5493; ± 1.96/5 = 0.392; tanh 0.1573 = 0.156, tanh 0.9413 = 0.736
    low, high = fisher(0.5, 28) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.156, 0.736)
    assert (fisher(1, 40), fisher(0.3, 3)) == (None, None)


def test_a_question_by_hand() -> None:
    # Twice fifteen of two kinds: a right and b and c right; a wrong, b half, c wrong.
    found = item_statistics(results(*[(1, 1, 1)] * 15, *[(0, 0.5, 0)] * 15))
    a, b, _ = found
    assert (a.attempts, a.right, a.facility) == (30, 15, 0.5)
    assert a.sd == pytest.approx(math.sqrt(30 * 0.25 / 29))
    # The mark and the rest both take two values together: they go along perfectly.
    assert a.discrimination == pytest.approx(1)
    assert a.discrimination_interval is None
    assert a.efficiency == pytest.approx(1)
    assert (b.right, b.facility) == (15, 0.75)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from([0, 0.25, 0.5, 1]), min_size=4, max_size=4), min_size=FEW, max_size=FEW + 20))
def test_another_way_of_computing_comes_to_the_same(rows: list[list[float]]) -> None:
    for place, item in enumerate(item_statistics(results(*rows))):
        own, rest = [row[place] for row in rows], [sum(row) - row[place] for row in rows]
        assert item.facility == pytest.approx(fmean(own))
        assert item.sd == pytest.approx(stdev(own), abs=1e-9)
        if len(set(own)) > 1 and len(set(rest)) > 1:
            assert item.discrimination == pytest.approx(correlation(own, rest), abs=1e-9)
            most = covariance(sorted(own), sorted(rest))
            assert item.efficiency == pytest.approx(covariance(own, rest) / most, abs=1e-9)
        else:
            assert (item.discrimination, item.discrimination_interval) == (None, None)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), min_size=1), max_size=80))
def test_whatever_there_is_nothing_is_nan(marks: list[dict[str, float]]) -> None:
    given_results = [Result(person, "en", each, {}) for person, each in enumerate(marks)]
    quiz = quiz_statistics(given_results)
    figures = [quiz.mean, quiz.median, quiz.sd, quiz.alpha, quiz.error_ratio, quiz.standard_error]
    for item in item_statistics(given_results):
        figures += [item.facility, item.sd, item.discrimination, item.efficiency, *item.interval]
    assert all(one is None or math.isfinite(one) for one in figures)


@pytest.mark.parametrize("same", [1 / 3, 0.1, 0.7])
def test_marks_that_are_all_the_same_have_no_efficiency(same: float) -> None:
    # Means of such marks are a rounding error beside them, which must not be read as a spread.
    for count in range(FEW, FEW + 40):
        others = [(same, mark) for mark in [0, 0.5, 1, 1 / 3] * count][:count]
        found = item_statistics(results(*others))
        assert [(item.discrimination, item.efficiency) for item in found] == [(None, None)] * 2


def test_a_question_is_not_measured_by_its_own_mark() -> None:
    """Ordered by their own score, the better third would have it right and the lower wrong: a perfect question."""
    chance = random.Random(3)  # noqa: S311 - data, no secret
    rows = [(chance.randint(0, 1), chance.randint(0, 1), chance.randint(0, 1)) for _ in range(600)]
    for item in item_statistics(results(*rows)):
        assert item.discrimination is not None
        assert abs(item.discrimination) < 0.15


def test_one_of_one_wrong_never_stands_before_forty_of_sixty() -> None:
    rows = [Result(0, "en", {"once": 0.0}, {})]
    rows += [Result(person, "en", {"often": float(person > 40)}, {}) for person in range(1, 61)]
    assert [item.question for item in hardest_first(item_statistics(rows))] == ["often", "once"]


def test_below_thirty_attempts_there_are_counts_and_an_interval_only() -> None:
    item = item_statistics(results(*[(1, 0), (0, 1)] * 14))[0]
    assert item.too_few
    assert (item.attempts, item.right, item.facility) == (28, 14, 0.5)
    assert (item.sd, item.discrimination, item.efficiency) == (None, None, None)
    assert item.reading is Reading.TOO_FEW
    quiz = quiz_statistics(results(*[(1, 0), (0, 1)] * 14))
    assert (quiz.sd, quiz.alpha, quiz.mean) == (None, None, 50)


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        ([(1, 1, 1)] * 60 + [(0, 0, 0)] * 60, Reading.FINE),
        ([(1, 1, 1)] * 20 + [(0, 0, 0)] * 80, Reading.HARD),
        ([(1, 1, 1)] * 199 + [(0, 0, 0)], Reading.EASY),
        ([(1, 0, 0)] * 60 + [(0, 1, 1)] * 60 + [(1, 1, 1), (0, 0, 0)], Reading.MISLEADING),
        ([(1, 1, 0), (1, 0, 0), (0, 1, 0), (0, 0, 0)] * 20, Reading.WEAK),
    ],
)
def test_what_the_figures_say(rows: list[tuple[int, int, int]], reading: Reading) -> None:
    assert item_statistics(results(*rows))[0].reading is reading


def test_what_was_chosen_is_counted() -> None:
    rows = [Result(1, "en", {"a": 1}, {"a": ("x", "y")}), Result(2, "en", {"a": 0}, {"a": ("y",)})]
    assert item_statistics(rows)[0].options == {"x": 1, "y": 2}


def test_cronbachs_alpha_by_hand() -> None:
    # Two questions that always go together: α = 2/1 · (1 − (v + v)/(4v)) = 1
    quiz = quiz_statistics(results(*[(1, 1), (0, 0)] * 15))
    assert [quiz.alpha, quiz.error_ratio, quiz.standard_error] == pytest.approx([100, 0, 0], abs=1e-5)
    # Every pattern of two as often as the others: no covariance, α = 2 · (1 − 2v/2v) = 0
    quiz = quiz_statistics(results(*[(1, 1), (0, 0), (1, 0), (0, 1)] * 10))
    assert quiz.alpha == pytest.approx(0)
    assert quiz.error_ratio == pytest.approx(100)
    assert quiz.standard_error == pytest.approx(quiz.sd)


def test_alpha_by_another_formula() -> None:
    chance = random.Random(5)  # noqa: S311 - data, no secret
    skills = [chance.random() for _ in range(80)]
    rows = [[float(chance.random() < skill) for _ in range(6)] for skill in skills]
    # By the mean covariance and the mean variance: k·c̄ / (v̄ + (k − 1)·c̄)
    columns = [list(column) for column in zip(*rows, strict=True)]
    spread = fmean(covariance(one, one) for one in columns)
    together = fmean(covariance(one, other) for one in columns for other in columns if one is not other)
    assert quiz_statistics(results(*rows)).alpha == pytest.approx(100 * 6 * together / (spread + 5 * together))


def test_with_questions_drawn_by_chance_consistency_is_undefined() -> None:
    rows = [Result(person, "en", {f"q{person % 3}": 1.0, "b": float(person % 2)}, {}) for person in range(40)]
    quiz = quiz_statistics(rows)
    assert (quiz.alpha, quiz.standard_error) == (None, None)
    assert quiz.sd is not None
    assert pvariance([100 * one.share for one in rows]) > 0


@pytest.mark.parametrize("questions", range(2, 9))
def test_questions_that_go_together_leave_no_error(questions: int) -> None:
    for count in range(FEW, FEW + 40):
        quiz = quiz_statistics(results(*[[mark] * questions for mark in [0, 1 / 3, 2 / 3, 1, 0.5] * count][:count]))
        assert [quiz.alpha, quiz.error_ratio] == pytest.approx([100, 0], abs=1e-4)


def test_a_negative_alpha_is_told_and_its_error_ratio_is_above_a_hundred() -> None:
    quiz = quiz_statistics(results(*[(1, 0), (0, 1)] * 15, (1, 1), (0, 0)))
    # Each question varies by 8/31, the total of the two by 2/31: α = 200 · (1 − 16/2)
    assert quiz.alpha == pytest.approx(-1400)
    assert quiz.error_ratio == pytest.approx(100 * math.sqrt(15))


def test_the_interval_of_a_mean_stays_within_percent() -> None:
    assert quiz_statistics(results(*[(1, 1)] * 29, (0, 0))).mean_interval == pytest.approx((90.1335, 100), abs=1e-3)
    assert quiz_statistics(results(*[(0, 0)] * 29, (1, 1))).mean_interval == pytest.approx((0, 9.8665), abs=1e-3)
