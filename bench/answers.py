"""Right and wrong answers to the questions of a course, as the forms that send them."""

from typing import Final

from app.content.model import Choice, Course, Matching, Option, Ordering, Question, Reflection, Short, Sorting
from app.content.questions import FIELD, Form

_THOUGHTS: Final = "We know three of them already, and would ask the youth centre first: it has the room we lack."


def lesson_questions(course: Course) -> tuple[tuple[str, Question], ...]:
    """Every question that stands in a lesson, in the order of the course, each with the id of its module."""
    return tuple(
        (module.id, question) for module in course.modules for lesson in module.lessons for question in lesson.questions
    )


def filled(question: Question, *, right: bool) -> Form:
    """The form of a question, filled right or wrong."""
    body = question.body
    if isinstance(body, Reflection):
        return {FIELD: [_THOUGHTS]}
    if isinstance(body, Short):
        return {FIELD: [_first(body.options, right=True).text.plain if right else "a handshake"]}
    if isinstance(body, Choice):
        chosen = [option.key for option in body.options if option.right]
        return {FIELD: chosen if right else [_first(body.options, right=False).key]}
    return _placed(body, right=right)


def _first(options: tuple[Option, ...], *, right: bool) -> Option:
    return next(option for option in options if option.right == right)


def _placed(body: Matching | Ordering | Sorting, *, right: bool) -> Form:
    """Each item at its place or, wrong, at the place of another: one further along, round the places there are."""
    places = sorted({item.target for item in body.items})
    step = 0 if right else 1
    return {f"{FIELD}.{item.key}": [places[(places.index(item.target) + step) % len(places)]] for item in body.items}
