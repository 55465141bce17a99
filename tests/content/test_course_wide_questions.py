"""A test over the modules of a course, and its self-check: questions that name a lesson of another module."""

import random
from collections import Counter
from pathlib import Path

import pytest

from app.content import quiz
from app.content.library import load
from app.content.model import Course
from tests.content.folders import COURSE, MODULE, errors, question, write

TEST_MODULE = MODULE.replace("id: first", "id: last")
QUESTIONS = "".join(f"{question(name, 'lesson=first/start')}\n" for name in ("one", "two", "three"))


def with_quiz(draw: str = "[first 2]", questions: str = QUESTIONS) -> dict[str, str | bytes]:
    """The files of a course whose second module has nothing but a quiz."""
    return {
        "course.md": COURSE.replace("  - first\n", "  - first\n  - last\n"),
        "last/module.md": TEST_MODULE,
        "last/quiz.md": f"---\npass_mark: 70\ndraw: {draw}\n---\n\n{questions}",
    }


def self_check(questions: str) -> dict[str, str | bytes]:
    return {"self-check.md": f"---\ntitle: Where to begin?\nintro: A few questions.\n---\n\n{questions}"}


def course_of(folder: Path, files: dict[str, str | bytes]) -> Course:
    course = load(write(folder, files)).course("demo", "en")
    assert course
    return course


def test_a_module_without_lessons_is_a_test_that_draws_from_each_module_its_share(tmp_path: Path) -> None:
    files = with_quiz("[first 2, other 1]", QUESTIONS + question("four", "lesson=other/start"))
    files |= {
        "course.md": COURSE.replace("  - first\n", "  - first\n  - other\n  - last\n"),
        "other/module.md": MODULE.replace("id: first", "id: other"),
        "other/01-start.md": "---\nid: start\ntitle: Start\noutcomes: [begin]\n---\nText.\n",
    }
    module = course_of(tmp_path, files).module("last")
    assert module
    assert module.quiz
    assert (module.is_test, module.quiz.draw, module.minutes) == (True, 3, 3)
    homes = {one.id: one.lesson for one in module.quiz.questions}
    for seed in range(20):
        drawn = quiz.draw(module.quiz, random.Random(seed))  # noqa: S311 - chance that can be repeated
        assert Counter(homes[one.question_id] for one in drawn) == {"first/start": 2, "other/start": 1}


def test_a_question_leads_to_its_lesson_wherever_that_is(tmp_path: Path) -> None:
    course = course_of(tmp_path, with_quiz())
    first, last = course.modules
    assert last.quiz
    assert course.lesson_of(last.quiz.questions[0], last) == (first, first.lessons[0])


FAULTS = {
    "a share without a number": ("[first]", '3: "first" is no share of a test; write a module and a number: "media 3"'),
    "two shares of a module": (
        "[first 1, first 1]",
        '3: the module "first" has two shares; keep one of the two',
    ),
    "more than there are": (
        "[first 4]",
        '3: the share "first 4" is out of range; write a whole number from 1 to 3, as many as the test has from it',
    ),
    "nothing of a module": (
        "[first 2, other 1]",
        '3: the share "other 1" is out of range; write questions from its lessons, or remove it',
    ),
    "one number for all": ("2", '3: "draw" has the wrong form; write "draw:" and below it one line "  - …" for each'),
}


@pytest.mark.parametrize(("draw", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_share_is_told(tmp_path: Path, draw: str, told: str) -> None:
    assert errors(tmp_path, with_quiz(draw)) == [f"courses/demo/last/quiz.md:{told}"]


def test_a_question_of_a_test_names_its_lesson_with_the_module(tmp_path: Path) -> None:
    found = errors(tmp_path, with_quiz("[first 1]", QUESTIONS + question("four", "lesson=start")))
    wrong = 'courses/demo/last/quiz.md:39: question "four" names no lesson with its module'
    assert found == [f'{wrong}; write "lesson=module/lesson" with the ids of both']


def test_a_lesson_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = errors(tmp_path, with_quiz("[first 1]", QUESTIONS + question("four", "lesson=first/strat")))
    assert found == [
        'courses/demo/last/quiz.md:39: there is no lesson "strat" in "first" to link to; write "start"',
    ]


def test_the_self_check_belongs_to_the_course(tmp_path: Path) -> None:
    course = course_of(tmp_path, self_check(question("one", "lesson=first/start")))
    check = course.self_check
    assert check
    assert (check.title.plain, [one.id for one in check.questions]) == ("Where to begin?", ["one"])
    assert {segment.context for segment in course.segments} >= {
        "meta/self-check/title",
        "question/one/stem",
        "question/one/option/this",
    }


def test_a_self_check_asks_single_choices_only(tmp_path: Path) -> None:
    third = "  > No.\n- [x] A third {#third-one}\n  > Yes.\n"
    several = question("one", "lesson=first/start").replace("  > No.\n", third)
    wrong = 'courses/demo/self-check.md:6: question "one" is no single choice, and a self-check has no others'
    assert errors(tmp_path, self_check(several)) == [
        f"{wrong}; mark exactly one option as right, or move it into a quiz"
    ]


def test_two_questions_of_a_self_check_with_one_id_are_told(tmp_path: Path) -> None:
    twice = question("one", "lesson=first/start") * 2
    assert [error.partition(";")[0] for error in errors(tmp_path, self_check(twice))] == [
        'courses/demo/self-check.md:16: the question id "one" is used already in courses/demo/self-check.md:6'
    ]


@pytest.mark.parametrize("name", ["glossary", "print", "self-check"])
def test_no_module_takes_the_address_of_another_page(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        "course.md": COURSE.replace("- first", f"- {name}"),
        f"{name}/module.md": MODULE.replace("id: first", f"id: {name}"),
        f"{name}/01-start.md": "---\nid: start\ntitle: Start\noutcomes: [begin]\n---\nText.\n",
    }
    assert any(f'"{name}"' in error for error in errors(tmp_path, files))
