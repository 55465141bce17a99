"""The course as it is shipped: complete, in order, and with questions that can't be answered without thinking."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content.check import check
from app.content.library import load
from app.content.model import (
    Choice,
    Course,
    Html,
    Item,
    Lesson,
    Matching,
    Module,
    Option,
    Ordering,
    Prose,
    Question,
    Quiz,
    Short,
    Sorting,
)
from app.content.questions import KINDS
from tests.content.readability import reading_ease

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
def modules(course: Course) -> tuple[Module, ...]:
    """Those that teach."""
    return tuple(module for module in course.modules if not module.is_test)


@pytest.fixture(scope="module")
def final_test(course: Course) -> Quiz:
    (test,) = (module for module in course.modules if module.is_test)
    assert test.quiz
    return test.quiz


@pytest.fixture(scope="module")
def lessons(modules: tuple[Module, ...]) -> tuple[Lesson, ...]:
    return tuple(lesson for module in modules for lesson in module.lessons)


@pytest.fixture(scope="module")
def questions(course: Course) -> tuple[Question, ...]:
    asked = [question for module in course.modules for question in module.questions]
    return (*asked, *(course.self_check.questions if course.self_check else ()))


def test_nothing_is_wrong_with_it_and_nothing_is_advised() -> None:
    assert [str(problem) for problem in check(COURSES)] == []


def test_each_point_of_the_curriculum_is_taught_in_the_module_it_belongs_to(modules: tuple[Module, ...]) -> None:
    with (COURSES / "networking/curriculum.csv").open(encoding="utf-8", newline="") as file:
        points = [(int(row["number"]), row["module"]) for row in csv.DictReader(file)]
    assert [number for number, _ in points] == [*range(1, 47)]
    taught = {(point, module.id) for module in modules for lesson in module.lessons for point in lesson.points}
    assert taught == {*points}


def test_every_word_of_the_field_that_translators_agree_on_is_explained(course: Course) -> None:
    with (ROOT / "locales/glossary.csv").open(encoding="utf-8", newline="") as file:
        agreed = {row["en"] for row in csv.DictReader(file)}
    assert agreed >= OF_THE_SITE
    explained = {term.term.plain.casefold() for term in course.glossary if term.definition.plain}
    assert explained == {word.casefold() for word in agreed - OF_THE_SITE}


def test_every_lesson_can_be_read_in_one_sitting(lessons: tuple[Lesson, ...]) -> None:
    assert {lesson.id: lesson.words for lesson in lessons if not 350 <= lesson.words <= 700} == {}


def test_every_lesson_is_in_plain_english(lessons: tuple[Lesson, ...]) -> None:
    ease = {lesson.id: reading_ease(" ".join(passage.text for passage in lesson.passages)) for lesson in lessons}
    assert {name: found for name, found in ease.items() if not 60 <= found <= 90} == {}


def test_every_kind_of_question_occurs_in_lessons(lessons: tuple[Lesson, ...]) -> None:
    assert {question.kind for lesson in lessons for question in lesson.questions} == KINDS.keys()


def test_every_lesson_asks_shows_a_case_and_gives_a_task(lessons: tuple[Lesson, ...]) -> None:
    for lesson in lessons:
        html = "".join(part.html for part in lesson.parts if isinstance(part, Prose))
        graded = any(question.graded for question in lesson.questions)
        found = (html.count('class="case"'), html.count('class="task"'), graded)
        assert (lesson.id, found) == (lesson.id, (1, 1, True))


def test_the_cases_are_spread_over_the_four_countries() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in COURSES.glob("networking/*/[0-9]*.md"))
    countries = Counter(re.findall(r"^::: case country=(\w+)", text, re.MULTILINE))
    assert countries.keys() == {"gr", "bg", "pl", "ro"}
    assert max(countries.values()) - min(countries.values()) <= 2


def test_each_quiz_has_enough_questions_of_enough_kinds_from_every_lesson(modules: tuple[Module, ...]) -> None:
    for module in modules:
        quiz = module.quiz
        assert quiz is not None
        assert (module.id, 8 <= quiz.draw <= 12, len(quiz.questions) >= 1.5 * quiz.draw) == (module.id, True, True)
        assert len({question.kind for question in quiz.questions}) >= 5
        assert {question.lesson for question in quiz.questions} == {lesson.id for lesson in module.lessons}


def test_the_final_test_draws_from_every_module_what_its_page_says(
    final_test: Quiz, modules: tuple[Module, ...]
) -> None:
    assert {share.module: share.draw for share in final_test.shares} == {
        "partnerships": 8,
        "relationship-marketing": 3,
        "licensing": 3,
        "sponsorship": 3,
        "crowdsourcing": 3,
    }
    for share in final_test.shares:
        pool = [question for question in final_test.questions if question.lesson.startswith(f"{share.module}/")]
        assert (share.module, len(pool) >= 1.5 * share.draw) == (share.module, True)
    assert len({question.kind for question in final_test.questions}) >= 5
    lessons = {f"{module.id}/{lesson.id}" for module in modules for lesson in module.lessons}
    assert {question.lesson for question in final_test.questions} == lessons


def test_the_self_check_asks_about_every_module_and_takes_a_doubt_for_an_answer(
    course: Course, modules: tuple[Module, ...]
) -> None:
    check = course.self_check
    assert check
    asked = Counter(question.lesson.partition("/")[0] for question in check.questions)
    assert asked == {module.id: 2 for module in modules}
    options = [question.body.options for question in check.questions if isinstance(question.body, Choice)]
    assert {each[-1].key for each in options} == {"unsure"}


def test_no_two_options_of_a_question_are_alike(questions: tuple[Question, ...]) -> None:
    # How an answer may be typed is no option to choose from.
    chosen = [question for question in questions if question.kind != "short"]
    alike = {question.id: repeated(texts_of(question)) for question in chosen}
    assert {name: texts for name, texts in alike.items() if texts} == {}


def repeated(texts: list[str]) -> list[str]:
    letters = Counter("".join(filter(str.isalnum, text.casefold())) for text in texts)
    return [text for text, count in letters.items() if count > 1]


def texts_of(question: Question) -> list[str]:
    body = question.body
    if isinstance(body, Choice):
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


def test_the_right_option_is_seldom_the_longest(course: Course) -> None:
    for module in course.modules:
        single = single_choices(module.questions)
        longest = [name for name, options in single.items() if max(options, key=length).right]
        assert len(longest) <= len(single) / 3, longest


def test_the_right_option_stands_everywhere(course: Course) -> None:
    for module in course.modules:
        single = single_choices(module.questions)
        places = Counter(place for options in single.values() for place, option in enumerate(options) if option.right)
        assert max(places.values()) <= places.total() / 2, places
        assert len(places) == max(len(options) for options in single.values())


def test_true_is_not_always_true(questions: tuple[Question, ...]) -> None:
    true = [question.body.options[0].right for question in questions if question.kind == "truefalse"]  # type: ignore[union-attr]  # its body is a choice
    assert 1 / 4 <= sum(true) / len(true) <= 3 / 4


def single_choices(questions: tuple[Question, ...]) -> dict[str, tuple[Option, ...]]:
    return {one.id: one.body.options for one in questions if one.kind == "single" and isinstance(one.body, Choice)}


def length(option: Option) -> int:
    return len(option.text.plain)
