"""Answering a question in a lesson: marked, written down, and what was completed by it dated."""

from datetime import datetime

from app.content import questions
from app.content.model import Course, Lesson, Question
from app.content.questions import Answer
from app.people.operations import hold_person
from app.progress.operations import Outdated, Recorded, Repeated, record_completion, record_step
from app.progress.queries import all_done, course_state_of
from app.progress.standing import standing
from app.storage import Writer

Outcome = Recorded | Repeated | Outdated


async def answer_question(
    writer: Writer,
    *,
    person_id: int,
    course: Course,
    module: str,
    question: Question,
    answer: Answer,
    expected_n: int,
    hints: int,
    now: datetime,
) -> Outcome:
    """Mark an answer of a person who is held (see `hold_person`) and keep it, with the completions that it brings.

    `expected_n` is how many steps the question had on the page that the answer came from.
    """
    fraction = questions.mark(question, answer).fraction
    outcome = await record_step(
        writer,
        person_id=person_id,
        course=course.id,
        module=module,
        lesson=question.lesson,
        question=question.id,
        expected_n=expected_n,
        action="answer",
        answer=answer,
        mark=None if fraction is None else float(fraction),
        revision=question.revision,
        source=question.source,
        option_order=questions.default_order(question),
        language=course.language,
        hints=hints,
        now=now,
    )
    if isinstance(outcome, Recorded):
        newly_right = fraction == 1 and all(step.mark != 1 for step in outcome.steps[:-1])
        if newly_right and await _others_done(writer, person_id, course, module, question):
            await date_completions(writer, person_id=person_id, course=course, now=now)
    return outcome


async def _others_done(writer: Writer, person_id: int, course: Course, module: str, right: Question) -> bool:
    """Whether a lesson's questions beside this one are done. While they aren't, no answer completes anything."""
    found = course.module(module)
    others = [
        question.id
        for lesson in (found.lessons if found else ())
        if lesson.id == right.lesson
        for question in lesson.questions
        if question.graded and question.id != right.id
    ]
    return not others or await all_done(writer, person_id=person_id, course=course.id, module=module, questions=others)


async def take_hint(
    writer: Writer,
    *,
    person_id: int,
    course: Course,
    module: str,
    question: Question,
    expected_n: int,
    hints: int,
    now: datetime,
) -> Outcome:
    """Keep that one more hint was asked for; `hints` counts those seen with it. Raises PersonGone."""
    await hold_person(writer, person_id=person_id)
    return await record_step(
        writer,
        person_id=person_id,
        course=course.id,
        module=module,
        lesson=question.lesson,
        question=question.id,
        expected_n=expected_n,
        action="hint",
        answer=None,
        mark=None,
        revision=question.revision,
        source=question.source,
        option_order=questions.default_order(question),
        language=course.language,
        hints=hints,
        now=now,
    )


async def confirm_lesson(
    writer: Writer, *, person_id: int, course: Course, module: str, lesson: Lesson, now: datetime
) -> None:
    """Keep that somebody, who is held, came to the end of a lesson that has no questions to mark."""
    await record_step(
        writer,
        person_id=person_id,
        course=course.id,
        module=module,
        lesson=lesson.id,
        question="",
        expected_n=0,
        action="confirm",
        answer=None,
        mark=None,
        revision="",
        source="",
        option_order=(),
        language=course.language,
        hints=0,
        now=now,
    )
    await date_completions(writer, person_id=person_id, course=course, now=now)


async def date_completions(writer: Writer, *, person_id: int, course: Course, now: datetime) -> None:
    """Write down every completion that has been reached and has no date yet."""
    state = await course_state_of(writer, person_id=person_id, course=course.id)
    for fact in standing(course, state).due:
        await record_completion(
            writer,
            person_id=person_id,
            kind=fact.kind,
            course=course.id,
            module=fact.module,
            lesson=fact.lesson,
            now=fact.at or now,
        )
