"""Drawing the questions of a quiz attempt, and scoring it."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from math import floor

from app.content import questions
from app.content.model import Question, Quiz


@dataclass(frozen=True, slots=True)
class Layout:
    """One question of an attempt, and the order in which its options are shown in it."""

    question_id: str
    order: tuple[str, ...]


def draw(quiz: Quiz, rng: random.Random) -> tuple[Layout, ...]:
    """`quiz.draw` questions (all, if there are fewer), shuffled, each with its order.

    They are spread over the lessons they come from: no lesson gives a second question before each
    other that has one left gave its first, and so on. A test has so many from each module as its shares say,
    which are spread in the same way. A reflection has no mark and is never drawn.
    """
    turns = [question for pool, count in _pools(quiz) for question in _turns(pool, rng)[:count]]
    rng.shuffle(turns)
    return tuple(Layout(question.id, questions.order(question, rng)) for question in turns)


def score(marks: Sequence[Fraction]) -> Fraction:
    """The mean of the marks of all questions, from 0 to 1; an attempt without questions scores 0."""
    return sum(marks, Fraction()) / len(marks) if marks else Fraction()


def passed(score: Fraction, pass_mark: int) -> bool:
    """Whether the exact score reaches `pass_mark`, a percentage; nothing is rounded."""
    return score * 100 >= pass_mark


def percent_shown(score: Fraction) -> int:
    """The score in whole per cent, rounded down, so that 70 % is never shown for less."""
    return floor(score * 100)


def _pools(quiz: Quiz) -> Iterator[tuple[list[Question], int]]:
    """The questions to draw from, with how many are drawn from them."""
    if not quiz.shares:
        yield list(quiz.questions), quiz.draw
    for share in quiz.shares:
        yield [one for one in quiz.questions if one.lesson.startswith(f"{share.module}/")], share.draw


def _turns(pool: Iterable[Question], rng: random.Random) -> list[Question]:
    """All questions, the lessons taking turns in a random order."""
    by_lesson: dict[str, list[Question]] = defaultdict(list)
    for question in pool:
        if question.graded:
            by_lesson[question.lesson].append(question)
    lessons = list(by_lesson.values())
    rng.shuffle(lessons)
    for drawn in lessons:
        rng.shuffle(drawn)
    return [question for turn in zip_longest(*lessons) for question in turn if question is not None]
