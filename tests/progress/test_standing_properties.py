"""Whatever authors do to a course, nobody ends up above 100 %, at no number, or without what they had reached."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.content.model import Course, Lesson, Module
from app.progress.records import Completed, CourseState, QuizResult
from app.progress.standing import CourseStanding, ModuleStanding, standing
from tests.progress.courses import course, lesson, module

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# Few names, so that what is deleted, renamed and added in one version meets what was recorded in another.
MODULES = ["partnerships", "licensing"]
LESSONS = ["welcome", "agreement", "media", "closing"]
QUESTIONS = ["who", "what", "when", "where"]


def names(among: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(among), unique=True)


@st.composite
def lessons(draw: st.DrawFn) -> tuple[Lesson, ...]:
    present = draw(names(LESSONS))
    former = [name for name in LESSONS if name not in present]
    return tuple(
        lesson(
            name,
            *draw(names(QUESTIONS)),
            reflections=draw(names(["think"])),
            formerly=draw(names(former)) if former else (),
        )
        for name in present
    )


@st.composite
def courses(draw: st.DrawFn) -> Course:
    marks = st.none() | st.integers(0, 100)
    return course(*(module(name, *draw(lessons()), pass_mark=draw(marks)) for name in draw(names(MODULES))))


@st.composite
def quizzes(draw: st.DrawFn) -> QuizResult:
    score = draw(st.none() | st.floats(0, 100))
    passed = None if score is None else draw(st.booleans())
    return QuizResult(draw(st.sampled_from(MODULES)), 1, NOW, None if score is None else NOW, score, passed)


completions = st.one_of(
    st.builds(Completed, st.just("lesson"), st.sampled_from(MODULES), st.sampled_from(LESSONS), st.just(NOW)),
    st.builds(Completed, st.just("module"), st.sampled_from(MODULES), st.just(""), st.just(NOW)),
    st.builds(Completed, st.just("course"), st.just(""), st.just(""), st.just(NOW)),
)
states = st.builds(
    CourseState,
    person_id=st.just(1),
    person_expires_at=st.just(NOW),
    done=st.dictionaries(st.sampled_from(MODULES), st.frozensets(st.sampled_from(QUESTIONS))),
    confirmed=st.dictionaries(st.sampled_from(MODULES), st.frozensets(st.sampled_from(LESSONS))),
    completions=st.lists(completions).map(tuple),
    quizzes=st.lists(quizzes()).map(tuple),
    place=st.none(),
    last=st.none(),
)


def dated(state: CourseState, stands: CourseStanding) -> CourseState:
    """The state after what was reached has been recorded."""
    facts = tuple(Completed(fact.kind, fact.module, fact.lesson, fact.at or NOW) for fact in stands.due)
    return replace(state, completions=state.completions + facts)


@given(courses(), st.none() | states)
def test_progress_is_between_nothing_and_all_of_it(one: Course, state: CourseState | None) -> None:
    stands = standing(one, state)
    parts: list[CourseStanding | ModuleStanding] = [stands, *stands.modules]
    for part in parts:
        assert isinstance(part.percent, int)
        assert 0 <= part.percent <= 100
        assert 0 <= part.done <= part.total
        assert (part.percent == 100) >= (part.total > 0 and part.done == part.total)


@given(courses(), states)
def test_what_is_missing_is_exactly_what_keeps_a_module_from_all_of_it(one: Course, state: CourseState) -> None:
    for part in standing(one, state).modules:
        left = len(part.missing.lessons) + (part.missing.quiz is not None)
        assert left == part.total - part.done
        assert {*part.missing.lessons} <= {lesson.id for lesson in part.lessons}


@given(courses(), courses(), states)
def test_what_was_completed_stays_completed_whatever_the_course_becomes(
    before: Course, after: Course, state: CourseState
) -> None:
    then = standing(before, state)
    now = standing(after, dated(state, then))
    assert now.complete >= then.complete
    for part in then.modules:
        today = now.module(part.id)
        if today is None:
            continue
        assert today.complete >= part.complete
        finished = {lesson.id for lesson in part.lessons if lesson.complete}
        assert all(lesson.complete for lesson in today.lessons if lesson.id in finished)


@given(courses(), courses(), states)
def test_a_pass_stays_a_pass_whatever_the_course_becomes(before: Course, after: Course, state: CourseState) -> None:
    for part in standing(before, state).modules:
        today = standing(after, state).module(part.id)
        if part.quiz and part.quiz.passed and today and today.quiz:
            assert today.quiz.passed
            assert today.missing.quiz is None


@given(courses(), states)
def test_order_does_not_matter(one: Course, state: CourseState) -> None:
    stands, shuffled = standing(one, state), standing(reordered(one), state)
    assert (stands.percent, stands.complete, {*stands.due}) == (shuffled.percent, shuffled.complete, {*shuffled.due})


def reordered(one: Course) -> Course:
    return replace(one, modules=tuple(reordered_module(part) for part in reversed(one.modules)))


def reordered_module(one: Module) -> Module:
    lessons = tuple(replace(part, parts=part.parts[::-1]) for part in reversed(one.lessons))
    return replace(one, lessons=lessons)


@given(courses(), states)
def test_recording_what_is_due_leaves_nothing_due_and_changes_nothing_else(one: Course, state: CourseState) -> None:
    before = standing(one, state)
    after = standing(one, dated(state, before))
    assert after.due == ()
    assert (after.done, after.percent) == (before.done, before.percent)
    assert after.complete == before.complete


@given(courses(), states, st.sampled_from(MODULES), st.sampled_from(QUESTIONS))
def test_doing_more_is_never_less(one: Course, state: CourseState, where: str, what: str) -> None:
    more = replace(state, done={**state.done, where: state.done.get(where, frozenset()) | {what}})
    assert standing(one, more).done >= standing(one, state).done
