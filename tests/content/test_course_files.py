"""The files around the lessons: course, modules, quiz, glossary and curriculum."""

from pathlib import Path

import pytest

from app.content.check import check
from app.content.library import load
from app.content.quizzes import quiz_minutes
from tests.content.folders import COURSE, GLOSSARY, errors, lesson, question, write

QUIZ = "---\npass_mark: 70\ndraw: 2\n---\n\n" + question("one", "lesson=start") + "\n" + question("two", "lesson=start")
POINTS = """\
number,module,point,list,tested_by
1,first,What it is,no,
2,first,"Who, and why",yes,who-why
3,second,Later,no,
"""
MALFORMED = (
    "this point is malformed; write number,module,point, yes or no, and the ids of the questions that go through a "
    "list; quote a text with commas"
)
ENTRY = 'write "- **Coalition** {#coalition}: An alliance of …"'
REFLECTION = "::: question think kind=reflection lesson=start\nWhat do you think?\n\nExplanation: Good.\n:::\n"


def test_a_module_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert errors(tmp_path, {"course.md": COURSE.replace("- first", "- frist")}) == [
        'courses/demo/course.md:8: there is no module "frist" with a module.md; write "first"'
    ]


def test_a_module_named_twice_is_told(tmp_path: Path) -> None:
    assert errors(tmp_path, {"course.md": COURSE.replace("- first", "- first\n  - first")}) == [
        'courses/demo/course.md:1: the module "first" is named twice; keep one of the two'
    ]


def test_a_question_outside_a_lesson_is_told(tmp_path: Path) -> None:
    assert errors(tmp_path, {"course.md": COURSE + "\n" + question("one")}) == [
        "courses/demo/course.md:12: there is a question outside a lesson; move it into a lesson or a quiz"
    ]


def test_a_module_without_lessons_is_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "demo" / "first" / "01-start.md").unlink()
    (root / "demo" / "first" / "notes.txt").write_text("not a lesson")
    assert [str(problem) for problem in check(root)] == [
        "courses/demo/first/module.md:1: the module has no lesson; add one, such as 01-first-steps.md"
    ]


def test_a_quiz_draws_from_its_questions(tmp_path: Path) -> None:
    course = load(write(tmp_path, {"first/quiz.md": QUIZ})).course("demo", "en")
    assert course
    quiz = course.modules[0].quiz
    assert quiz
    assert ([each.id for each in quiz.questions], quiz.draw, quiz.pass_mark, quiz.minutes) == (["one", "two"], 2, 70, 2)
    assert [each.lesson for each in quiz.questions] == ["start", "start"]


@pytest.mark.parametrize(("draw", "minutes"), [(1, 1), (4, 3), (10, 8)])
def test_a_quiz_takes_three_quarters_of_a_minute_a_question(draw: int, minutes: int) -> None:
    assert quiz_minutes(draw) == minutes


NOT_A_MARK = "is out of range; write a whole number from 1 to 100 (per cent)"
NOT_A_DRAW = "is out of range; write a whole number from 1 to 2 (questions, as many as the quiz has)"
QUIZ_FAULTS = {
    "more drawn than there are": ("draw: 2", "draw: 3", f'3: "draw: 3" {NOT_A_DRAW}'),
    "none drawn": ("draw: 2", "draw: 0", f'3: "draw: 0" {NOT_A_DRAW}'),
    "a pass mark of 0": ("pass_mark: 70", "pass_mark: 0", f'2: "pass_mark: 0" {NOT_A_MARK}'),
    "a pass mark over 100": ("pass_mark: 70", "pass_mark: 101", f'2: "pass_mark: 101" {NOT_A_MARK}'),
    "a pass mark with a sign": ("pass_mark: 70", "pass_mark: 70%", f'2: "pass_mark: 70%" {NOT_A_MARK}'),
    "an unknown lesson": (
        "one lesson=start",
        "one lesson=strat",
        '6: there is no lesson "strat" in this module; write "start"',
    ),
    "no lesson": (
        "one lesson=start",
        "one",
        '6: question "one" names no lesson; write "lesson=" and the id of the lesson it comes from',
    ),
    "text": (
        "---\n\n:::",
        "---\n\nText.\n\n:::",
        "6: a quiz holds questions only; move this text into a lesson or into a question",
    ),
    "a reflection": (
        "---\n\n:::",
        f"---\n\n{REFLECTION}\n:::",
        "6: a reflection can't stand in a quiz, as it has no mark; move it into a lesson",
    ),
}


@pytest.mark.parametrize(("written", "instead", "told"), QUIZ_FAULTS.values(), ids=QUIZ_FAULTS.keys())
def test_a_fault_of_a_quiz_is_told(tmp_path: Path, written: str, instead: str, told: str) -> None:
    broken = QUIZ.replace(written, instead, 1)
    assert errors(tmp_path, {"first/quiz.md": broken}) == [f"courses/demo/first/quiz.md:{told}"]


def test_a_question_id_is_unique_in_the_module_with_its_quiz(tmp_path: Path) -> None:
    told = errors(tmp_path, {"first/01-start.md": lesson(question("two")), "first/quiz.md": QUIZ})
    assert told == [
        (
            'courses/demo/first/quiz.md:17: the question id "two" is used already in courses/demo/first/01-start.md:6; '
            "give each an id of its own"
        )
    ]


def test_a_glossary_entry_is_read(tmp_path: Path) -> None:
    course = load(write(tmp_path)).course("demo", "en")
    assert course
    assert (course.glossary_title.plain, course.glossary_summary.plain) == ("Glossary", "Words.")
    entries = [(term.id, term.term.plain, term.definition.plain) for term in course.glossary]
    assert entries == [
        ("coalition", "Coalition", "An alliance of organisations."),
        ("partnership-agreement", "Partnership agreement", "What partners sign."),
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("- **Network**: People.\n", f"8: this glossary entry is malformed; {ENTRY}"),
        ("- Network {#network}: People.\n", f"8: this glossary entry is malformed; {ENTRY}"),
        ("- **Network** {#network}:\n", f"8: this glossary entry is malformed; {ENTRY}"),
        ("- **Network** {#}: People.\n", f"8: this glossary entry has no id; {ENTRY}"),
        (
            "- **Network** {#Net}: People.\n",
            '8: the id "Net" is malformed; write "net": lower-case letters, digits and hyphens',
        ),
        (
            "- **Network** {#coalition}: People.\n",
            '8: the term id "coalition" is used already in courses/demo/glossary.md:6; give each an id of its own',
        ),
        ("\nText.\n", f"9: the glossary holds something beside its list; {ENTRY}"),
        (
            "- **Network** {#network}: A [coalition](term:coalition).\n",
            "8: a glossary term is marked here; mark terms in paragraphs, lists and tables only",
        ),
    ],
)
def test_a_fault_of_the_glossary_is_told(tmp_path: Path, entry: str, told: str) -> None:
    assert errors(tmp_path, {"glossary.md": GLOSSARY + entry}) == [f"courses/demo/glossary.md:{told}"]


def test_points_are_taught_or_told_as_far_as_their_module_is_there(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "curriculum.csv": POINTS,
        "first/01-start.md": lesson(question("who-why"), extra="points: 1, 9\n"),
    }
    assert errors(tmp_path, files) == [
        (
            "courses/demo/curriculum.csv:3: no lesson teaches point 2 (Who, and why); "
            'add 2 to the "points:" of the lesson that teaches it'
        ),
        'courses/demo/first/01-start.md:1: the curriculum has no point 9; correct the "points:" of this lesson',
    ]


@pytest.mark.parametrize(
    ("curriculum", "told"),
    [
        ("", '1: the first line isn\'t that of a curriculum; write "number,module,point,list,tested_by"'),
        (
            POINTS + "one,first,A,no,\n",
            f"5: {MALFORMED}",
        ),
        (
            POINTS + "4,first,A, B,no,\n",
            f"5: {MALFORMED}",
        ),
        (POINTS + "1,first,Again,no,\n", "5: point 1 stands twice; give each point its own number"),
    ],
)
def test_a_fault_of_the_curriculum_is_told(tmp_path: Path, curriculum: str, told: str) -> None:
    files: dict[str, str | bytes] = {
        "curriculum.csv": curriculum,
        "first/01-start.md": lesson(question("who-why"), extra="points: 1, 2\n"),
    }
    assert f"courses/demo/curriculum.csv:{told}" in errors(tmp_path, files)


@pytest.mark.parametrize(
    ("tested_by", "told"),
    [
        ("", "no question goes through the list of point 2 (Who, and why); name one in the last column, by its id"),
        ("who-wy", '"first" has no question "who-wy" that could test point 2; write "who-why"'),
    ],
)
def test_a_list_that_no_question_goes_through_is_told(tmp_path: Path, tested_by: str, told: str) -> None:
    files: dict[str, str | bytes] = {
        "curriculum.csv": POINTS.replace("yes,who-why", f"yes,{tested_by}"),
        "first/01-start.md": lesson(question("who-why"), extra="points: 1, 2\n"),
    }
    assert errors(tmp_path, files) == [f"courses/demo/curriculum.csv:3: {told}"]
