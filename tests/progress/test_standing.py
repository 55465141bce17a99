from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.progress.records import Completed, CourseState, QuizResult
from app.progress.standing import Fact, QuizStanding, standing
from tests.progress.courses import course, lesson, module

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NOTHING = CourseState(1, NOW, is_guest=True, done={}, confirmed={}, completions=(), quizzes=(), place=None, last=None)

AGREEMENT = lesson("agreement", "who-signs", "what-holds", reflections=["think"])
WELCOME = lesson("welcome")
PARTNERSHIPS = module("partnerships", WELCOME, AGREEMENT, pass_mark=70)


def done(*questions: str) -> CourseState:
    return replace(NOTHING, done={"partnerships": frozenset(questions)})


def quiz(number: int, score: float | None, *, passed: bool | None = None) -> QuizResult:
    return QuizResult("partnerships", number, NOW, None if score is None else NOW, score, passed)


def completed(kind: str, module_id: str = "", lesson_id: str = "", at: datetime = NOW) -> Completed:
    return Completed(kind, module_id, lesson_id, at)


def test_a_visitor_stands_at_nothing_and_is_told_all_that_is_missing() -> None:
    stands = standing(course(PARTNERSHIPS), None)
    (partnerships,) = stands.modules
    assert (stands.done, stands.total, stands.percent, stands.complete) == (0, 3, 0, False)
    assert partnerships.missing.lessons == ("welcome", "agreement")
    assert partnerships.missing.quiz == QuizStanding(70, best=None, passed=False, attempts=0, open_number=None)
    assert stands.due == ()


def test_a_lesson_is_complete_when_its_graded_questions_are_done() -> None:
    half, whole = (standing(course(PARTNERSHIPS), done(*some)) for some in (["who-signs"], ["who-signs", "what-holds"]))
    assert half.modules[0].lessons[1].questions_left == ("what-holds",)
    assert not half.modules[0].lessons[1].complete
    assert whole.modules[0].lessons[1].complete
    assert whole.due == (Fact("lesson", "partnerships", "agreement"),)


def test_a_lesson_without_graded_questions_waits_for_its_confirmation() -> None:
    only_a_reflection = module("partnerships", lesson("welcome", reflections=["think"]))
    before = standing(course(only_a_reflection), done("think"))
    assert before.modules[0].lessons[0].unconfirmed
    after = standing(course(only_a_reflection), replace(NOTHING, confirmed={"partnerships": frozenset({"welcome"})}))
    assert after.modules[0].lessons[0].complete


def test_questions_of_another_module_do_not_count() -> None:
    elsewhere = replace(NOTHING, done={"licensing": frozenset({"who-signs", "what-holds"})})
    assert standing(course(PARTNERSHIPS), elsewhere).done == 0


def test_the_sentence_of_what_is_missing_has_its_best_score_and_open_attempt() -> None:
    tried = replace(NOTHING, quizzes=(quiz(1, 50.5, passed=False), quiz(2, 20.0, passed=False), quiz(3, None)))
    missing = standing(course(PARTNERSHIPS), tried).modules[0].missing
    assert missing.quiz == QuizStanding(70, best=50.5, passed=False, attempts=3, open_number=3)


def test_a_module_is_complete_when_its_lessons_are_and_its_quiz_is_passed() -> None:
    state = replace(
        done("who-signs", "what-holds"),
        confirmed={"partnerships": frozenset({"welcome"})},
        quizzes=(quiz(1, 80.0, passed=True), quiz(2, 10.0, passed=False)),
    )
    stands = standing(course(PARTNERSHIPS), state)
    assert (stands.modules[0].complete, stands.complete, stands.percent) == (True, True, 100)
    assert stands.modules[0].missing.lessons == ()
    assert stands.modules[0].missing.quiz is None
    assert sorted(fact.kind for fact in stands.due) == ["course", "lesson", "lesson", "module"]


def test_a_module_without_a_quiz_needs_only_its_lessons() -> None:
    stands = standing(course(module("partnerships", AGREEMENT)), done("who-signs", "what-holds"))
    assert stands.modules[0].complete


def test_a_raised_pass_mark_takes_no_pass_away() -> None:
    passed = replace(NOTHING, quizzes=(quiz(1, 70.0, passed=True),))
    stands = standing(course(module("partnerships", WELCOME, AGREEMENT, pass_mark=90)), passed)
    assert stands.modules[0].missing.quiz is None


def test_a_completed_module_stays_complete_and_tells_what_was_added_since() -> None:
    state = replace(
        NOTHING,
        completions=(
            completed("lesson", "partnerships", "welcome"),
            completed("module", "partnerships"),
            completed("course"),
        ),
    )
    grown = course(module("partnerships", WELCOME, lesson("media", "stages")))
    stands = standing(grown, state)
    assert (stands.modules[0].complete, stands.modules[0].completed_at) == (True, NOW)
    assert stands.modules[0].added == ("media",)
    assert (stands.complete, stands.completed_at, stands.percent) == (True, NOW, 50)
    assert stands.added == (("partnerships", "media"),)
    assert stands.due == ()


def test_a_question_added_to_a_completed_lesson_does_not_undo_it() -> None:
    state = replace(NOTHING, completions=(completed("lesson", "partnerships", "agreement"),))
    agreement = standing(course(PARTNERSHIPS), state).modules[0].lessons[1]
    assert (agreement.complete, agreement.questions_left) == (True, ("who-signs", "what-holds"))


def test_a_renamed_lesson_keeps_its_completion_and_its_first_date() -> None:
    later = NOW + timedelta(days=3)
    state = replace(
        NOTHING,
        confirmed={"partnerships": frozenset({"hello"})},
        completions=(
            completed("lesson", "partnerships", "contract", at=NOW),
            completed("lesson", "partnerships", "agreement", at=later),
        ),
    )
    renamed = module(
        "partnerships",
        lesson("agreement", "new-question", formerly=["contract"]),
        lesson("welcome", formerly=["hello"]),
    )
    agreement, welcome = standing(course(renamed), state).modules[0].lessons
    assert (agreement.complete, agreement.completed_at) == (True, NOW)
    assert welcome.complete


def test_a_renamed_lesson_is_to_be_recorded_under_its_present_id_with_its_first_date() -> None:
    state = replace(NOTHING, completions=(completed("lesson", "partnerships", "contract"),))
    renamed = module("partnerships", lesson("agreement", "who-signs", formerly=["contract"]), WELCOME)
    assert standing(course(renamed), state).due == (Fact("lesson", "partnerships", "agreement", NOW),)


def test_a_course_or_module_with_nothing_in_it_is_not_complete_and_does_not_stand_in_the_way() -> None:
    assert not standing(course(), NOTHING).complete
    assert standing(course(), NOTHING).percent == 0
    empty = module("soon")
    stands = standing(course(empty, module("partnerships", AGREEMENT)), done("who-signs", "what-holds"))
    assert (stands.modules[0].complete, stands.modules[0].percent, stands.complete) == (False, 0, True)


def test_a_completed_course_of_which_nothing_is_left_is_at_100_percent() -> None:
    stands = standing(course(), replace(NOTHING, completions=(completed("course"),)))
    assert (stands.complete, stands.percent) == (True, 100)
