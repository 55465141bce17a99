"""Right and wrong answers to the questions of a course, as the forms that send them."""

import random
from typing import Final

from app.content.model import Choice, Course, Matching, Ordering, Question, Reflection, Short, Sorting
from app.content.questions import FIELD, Form

_VARIANTS: Final = 50
_TEXT: Final = (
    "we know three of them already and would ask the youth centre first because it has the room that our own "
    "small office in the old school lacks and their volunteers would like to come along on Saturdays"
)


def lesson_questions(course: Course) -> tuple[tuple[str, Question], ...]:
    """Every question that stands in a lesson, in the order of the course, each with the id of its module."""
    return tuple(
        (module.id, question) for module in course.modules for lesson in module.lessons for question in lesson.questions
    )


def variants(question: Question, *, right: bool, chance: random.Random) -> list[Form]:
    """A number of ways to fill in a question's form, all of them right or all of them wrong."""
    return [_filled(question, right=right, chance=chance) for _ in range(_VARIANTS)]


def _filled(question: Question, *, right: bool, chance: random.Random) -> Form:
    body = question.body
    if isinstance(body, Reflection):
        return {FIELD: [_words(chance, 20)]}
    if isinstance(body, Short):
        accepted = [option.text.plain for option in body.options if option.right]
        return {FIELD: [_spelt(chance.choice(accepted), chance) if right else _words(chance, 2)]}
    if isinstance(body, Choice):
        return {FIELD: _chosen(question.kind, body, right=right, chance=chance)}
    return _placed(body, right=right, chance=chance)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_TEXT.split(), k=count))


def _spelt(word: str, chance: random.Random) -> str:
    return chance.choice((word, word, word.lower(), word.capitalize()))


def _chosen(kind: str, body: Choice, *, right: bool, chance: random.Random) -> list[str]:
    if right:
        return [option.key for option in body.options if option.right]
    wrong = chance.choice([option.key for option in body.options if not option.right])
    others = [option.key for option in body.options if option.key != wrong and chance.random() < 0.5]
    return [wrong, *others] if kind == "multiple" else [wrong]


def _placed(body: Matching | Ordering | Sorting, *, right: bool, chance: random.Random) -> Form:
    """Each item at its place or, wrong, two of them where the other belongs."""
    places = {item.key: item.target for item in body.items}
    if not right:
        one = chance.choice(body.items)
        other = chance.choice([item for item in body.items if item.target != one.target])
        places |= {one.key: other.target, other.key: one.target}
    return {f"{FIELD}.{key}": [place] for key, place in places.items()}
