"""The course as it is shipped: complete, in order, and with questions that can't be answered without thinking."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content.check import check
from app.content.library import load
from app.content.model import Choice, Course, Html, Item, Matching, Module, Option, Ordering, Question, Short, Sorting
from app.content.questions import KINDS

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "courses"
# Translators must agree on these too, but they are words of the site, of which no lesson speaks.
OF_THE_SITE = {
    "certificate",
    "coordinator",
    "course",
    "final test",
    "group",
    "learner",
    "lesson",
    "module",
    "progress",
    "quiz",
    "self-check",
    "translator",
}


@pytest.fixture(scope="module")
def course() -> Course:
    return load(COURSES).courses["networking"]["en"]


@pytest.fixture(scope="module")
def partnerships(course: Course) -> Module:
    found = course.module("partnerships")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def questions(course: Course) -> tuple[Question, ...]:
    return tuple(question for module in course.modules for question in questions_of(module))


def questions_of(module: Module) -> Iterator[Question]:
    for lesson in module.lessons:
        yield from lesson.questions
    yield from module.quiz.questions if module.quiz else ()


def test_nothing_is_wrong_with_it_and_nothing_is_advised() -> None:
    assert [str(problem) for problem in check(COURSES)] == []


def test_each_point_of_the_curriculum_is_taught_in_the_module_it_belongs_to(partnerships: Module) -> None:
    taught = {point for lesson in partnerships.lessons for point in lesson.points}
    assert taught == {*range(1, 29)}


def test_every_word_of_the_field_that_translators_agree_on_is_explained(course: Course) -> None:
    with (ROOT / "locales/glossary.csv").open(encoding="utf-8", newline="") as file:
        agreed = {row["en"] for row in csv.DictReader(file)}
    assert agreed >= OF_THE_SITE
    explained = {term.term.plain.casefold() for term in course.glossary if term.definition.plain}
    assert explained == {word.casefold() for word in agreed - OF_THE_SITE}


def test_every_lesson_can_be_read_in_one_sitting(partnerships: Module) -> None:
    assert {lesson.id: lesson.words for lesson in partnerships.lessons if not 350 <= lesson.words <= 700} == {}


def test_every_kind_of_question_occurs_in_lessons(partnerships: Module) -> None:
    assert {question.kind for lesson in partnerships.lessons for question in lesson.questions} == KINDS.keys()


def test_every_lesson_asks(partnerships: Module) -> None:
    assert [lesson.id for lesson in partnerships.lessons if not any(each.graded for each in lesson.questions)] == []


def test_the_quiz_has_enough_questions_of_enough_kinds_from_every_lesson(partnerships: Module) -> None:
    quiz = partnerships.quiz
    assert quiz is not None
    assert (len(quiz.questions), quiz.draw < len(quiz.questions)) == (18, True)
    assert len({question.kind for question in quiz.questions}) >= 5
    assert {question.lesson for question in quiz.questions} == {lesson.id for lesson in partnerships.lessons}


def test_no_two_options_of_a_question_are_alike(questions: tuple[Question, ...]) -> None:
    alike = {question.id: repeated(texts_of(question)) for question in questions}
    assert {name: texts for name, texts in alike.items() if texts} == {}


def repeated(texts: list[str]) -> list[str]:
    letters = Counter("".join(filter(str.isalnum, text.casefold())) for text in texts)
    return [text for text, count in letters.items() if count > 1]


def texts_of(question: Question) -> list[str]:
    body = question.body
    if isinstance(body, Choice | Short):
        return [option.text.plain for option in body.options]
    if isinstance(body, Matching | Sorting):
        return [item.text.plain for item in body.items] + [label.text.plain for label in body.labels]
    return [item.text.plain for item in body.items] if isinstance(body, Ordering) else []


def test_every_option_has_feedback(questions: tuple[Question, ...]) -> None:
    without = [f"{question.id}/{key}" for question in questions for key, said in feedback_of(question) if not said]
    assert without == []


def feedback_of(question: Question) -> Iterator[tuple[str, Html]]:
    """Where an answer may be met by feedback. One that is accepted as written needs none."""
    body = question.body
    parts: tuple[Option | Item, ...] = ()
    if isinstance(body, Choice):
        parts = body.options
    elif isinstance(body, Short):
        parts = tuple(option for option in body.options if not option.right)
        yield "otherwise", body.otherwise
    elif isinstance(body, Matching | Sorting | Ordering):
        parts = body.items
    for part in parts:
        yield part.key, part.feedback


def test_every_graded_question_is_explained(questions: tuple[Question, ...]) -> None:
    assert [question.id for question in questions if question.graded and not question.explanation] == []


def test_the_right_option_is_seldom_the_longest(questions: tuple[Question, ...]) -> None:
    single = single_choices(questions)
    longest = [name for name, options in single.items() if max(options, key=length).right]
    assert len(longest) <= len(single) / 3, longest


def test_the_right_option_stands_everywhere(questions: tuple[Question, ...]) -> None:
    places = Counter(
        place for options in single_choices(questions).values() for place, option in enumerate(options) if option.right
    )
    assert max(places.values()) <= places.total() / 2, places
    assert len(places) == max(len(options) for options in single_choices(questions).values())


def test_true_is_not_always_true(questions: tuple[Question, ...]) -> None:
    true = [question.body.options[0].right for question in questions if question.kind == "truefalse"]  # type: ignore[union-attr]  # its body is a choice
    assert 1 / 4 <= sum(true) / len(true) <= 3 / 4


def single_choices(questions: tuple[Question, ...]) -> dict[str, tuple[Option, ...]]:
    return {one.id: one.body.options for one in questions if one.kind == "single" and isinstance(one.body, Choice)}


def length(option: Option) -> int:
    return len(option.text.plain)
