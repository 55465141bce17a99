"""What is asked of the site, by whom: requests of each sort, by chance."""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from app.content.model import Course
from app.content.questions import Form
from app.web.sessions import form_token
from bench.answers import lesson_questions, variants
from bench.filling import Learner
from bench.load import Request


class Asking:
    """The requests of learners in a course, for a database that is as it was filled.

    Of answers no two are the same, as each can be saved only once.
    """

    def __init__(self, course: Course, learners: Sequence[Learner], chance: random.Random) -> None:
        self._learners, self._chance = learners, chance
        self._lessons = lesson_paths(course)
        self._answers = _answers(course, learners, chance)

    def visits(self, count: int) -> list[Request]:
        return [Request(self._chance.choice(self._lessons)) for _ in range(count)]

    def returns(self, count: int) -> list[Request]:
        """Visits of lessons by those who have done something there, or elsewhere."""
        return [Request(one.path, self._chance.choice(self._learners).session) for one in self.visits(count)]

    def answers(self, count: int) -> list[Request]:
        return [*islice(self._answers, count)]


def lesson_paths(course: Course) -> list[str]:
    start = f"/{course.language}/{course.id}"
    return [f"{start}/{module.id}/{lesson.id}" for module in course.modules for lesson in module.lessons]


def _answers(course: Course, learners: Sequence[Learner], chance: random.Random) -> Iterator[Request]:
    """An answer, right or wrong, of every learner to every question that is still open for them, in no order."""
    start = f"/{course.language}/{course.id}"
    asked = lesson_questions(course)
    paths = [f"{start}/{module}/{question.lesson}/{question.id}" for module, question in asked]
    either = [
        [form for right in (True, False) for form in variants(question, right=right, chance=chance)]
        for _, question in asked
    ]
    every = [(learner, place, steps) for learner in learners for place, steps in learner.open]
    chance.shuffle(every)
    for learner, place, steps in every:
        yield Request(paths[place], learner.session, _fields(learner, steps, chance.choice(either[place])))


def _fields(learner: Learner, steps: int, answer: Form) -> tuple[tuple[str, str], ...]:
    """As the page of a lesson sends them."""
    page = (("token", form_token(learner.session)), ("steps", str(steps)), ("hints", "0"), ("do", "check"))
    return (*page, *((name, value) for name, values in answer.items() for value in values))
