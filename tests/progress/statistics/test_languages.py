"""Questions that differ between languages: found where they do, and not where one language's people know less."""

import math
import random

import pytest

from app.progress.statistics import Result, Tally, differences
from app.progress.statistics.languages import Table, _chi_square, _odds


def school(*, people: int, skill: dict[str, float], doctored: dict[tuple[str, int], float], seed: int = 1) -> Tally:
    """Ten questions; `doctored` lowers the chance of getting one right in one language."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - data, no secret
    for person in range(people):
        language = chance.choice([*skill])
        knows = min(0.95, max(0.05, chance.gauss(skill[language], 0.2)))
        marks = {
            f"q{number}": float(chance.random() < max(0.02, knows - doctored.get((language, number), 0)))
            for number in range(10)
        }
        tally.add(Result(person, language, marks, {}))
    return tally


def flagged(tally: Tally) -> set[tuple[str, str]]:
    return {(one.question, one.language) for one in differences(tally) if one.flagged}


def test_the_common_odds_ratio_and_the_statistic_by_hand() -> None:
    # Focal 10 right and 10 wrong, others 15 and 5; focal 4 and 16, others 10 and 10.
    tables = [Table(10, 10, 15, 5), Table(4, 16, 10, 10)]
    log_odds, error = _odds(tables) or (0, 0)
    # α = (15·10/40 + 10·16/40) / (5·10/40 + 10·4/40) = 7.75 / 2.25
    assert log_odds == pytest.approx(math.log(7.75 / 2.25))
    assert 0 < error < 1
    # A = 25; E = 20·25/40 + 20·14/40 = 19.5; Var = 20·20·25·15/(1600·39) + 20·20·14·26/(1600·39)
    variance = 400 * 25 * 15 / (1600 * 39) + 400 * 14 * 26 / (1600 * 39)
    assert _chi_square(tables) == pytest.approx((25 - 19.5 - 0.5) ** 2 / variance)


@pytest.mark.parametrize("seed", range(4))
def test_a_question_that_is_hard_in_one_language_alone_is_found(seed: int) -> None:
    tally = school(people=3000, skill={"en": 0.7, "el": 0.7, "pl": 0.7}, doctored={("el", 3): 0.4}, seed=seed)
    assert flagged(tally) == {("q3", "el")}
    worst = min(differences(tally), key=lambda one: one.delta)
    assert (worst.question, worst.language) == ("q3", "el")
    assert worst.delta < -1.5


@pytest.mark.parametrize("seed", range(4))
def test_people_who_know_less_are_no_translation_problem(seed: int) -> None:
    tally = school(people=3000, skill={"en": 0.8, "el": 0.5, "pl": 0.65}, doctored={}, seed=seed)
    assert flagged(tally) == set()


def test_few_results_in_a_language_say_nothing() -> None:
    tally = Tally()
    for person in range(19):
        tally.add(Result(person, "el", {"a": 0.0, "b": 1.0}, {}))
    for person in range(200):
        tally.add(Result(100 + person, "en", {"a": 1.0, "b": float(person % 2)}, {}))
    assert [one for one in differences(tally) if one.language == "el"] == []


def test_one_language_alone_is_compared_with_nobody() -> None:
    tally = Tally()
    for person in range(100):
        tally.add(Result(person, "en", {"a": float(person % 2), "b": 1.0}, {}))
    assert differences(tally) == ()


def test_counts_are_those_of_everybody() -> None:
    tally = school(people=400, skill={"en": 0.6, "el": 0.6}, doctored={})
    for one in differences(tally):
        assert one.focal + one.reference == 400
        assert math.isfinite(one.delta)
        assert 0 <= one.p <= 1


def test_people_are_matched_by_the_exact_tenth() -> None:
    # 1/3 + 1/3 + 2/3 + 2/3 + 1 is 3 of 10 in whichever order it is added.
    tally = Tally()
    for place in range(6):
        thirds = [1 / 3, 1 / 3, 2 / 3, 2 / 3, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
        marks = thirds[place:] + thirds[:place]
        tally.add(Result(place, "en", {f"q{number}": mark for number, mark in enumerate(marks)}, {}))
    people = [sum(table.people for table in [tally.table("q0", "en")[stratum]]) for stratum in range(10)]
    assert people == [0, 0, 0, 6, 0, 0, 0, 0, 0, 0]
