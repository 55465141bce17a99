"""A module's quiz, from its first question to its marks."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from app.content import questions, quiz
from app.content.model import Course, Module, Question, Quiz
from app.content.questions import Answer
from app.content.reading import read_question
from app.people.operations import hold_person
from app.progress.answering import date_completions
from app.progress.operations import finish_quiz, save_quiz_answer, start_quiz
from app.progress.queries import revision_sources, steps_of
from app.progress.records import Attempt, Json, Laid, Step
from app.storage import Reader, Writer

# No question has more options, items or positions.
_MOST_PARTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Posed:
    """A question of an attempt as it was when the attempt began, with what was done about it.

    `changed` tells that the course has another question, or none, in its place by now: then it can be shown in
    English only.
    """

    laid: Laid
    question: Question
    steps: tuple[Step, ...]
    changed: bool

    @property
    def answer(self) -> Answer | None:
        """The last answer that was given, None if there is none or it was taken back."""
        return as_answer(self.steps[-1].answer) if self.steps else None

    @property
    def mark(self) -> Fraction | None:
        """The mark of that answer as it was kept, None while there is none.

        Marks are fractions of few parts, kept as floating point numbers: this gives back what was meant.
        """
        kept = self.steps[-1].mark if self.steps else None
        return None if kept is None else Fraction(kept).limit_denominator(_MOST_PARTS)


def as_answer(kept: Json) -> Answer | None:
    """An answer as it was kept; None where nothing was answered."""
    if isinstance(kept, Mapping):
        return {key: str(value) for key, value in kept.items()}
    if isinstance(kept, str):
        return kept
    return [str(key) for key in kept] if isinstance(kept, Sequence) else None


async def posed_questions(reader: Reader, *, course: Course, module: Module, attempt: Attempt) -> tuple[Posed, ...]:
    """The questions of an attempt in the order they were laid out in."""
    steps = await steps_of(reader, attempt=attempt)
    current = {question.revision: question for question in (module.quiz.questions if module.quiz else ())}
    by_id = {question.id: question for question in current.values()}
    gone = [laid.revision for laid in attempt.layout if laid.revision not in current]
    sources = await revision_sources(reader, hashes=gone) if gone else {}
    earlier = {
        revision: read_question(source, language="en", course=course.id, module=module.id, lesson="")
        for revision, source in sources.items()
    }
    posed = current | {
        revision: questions.as_accepted_now(question, by_id.get(question.id)) for revision, question in earlier.items()
    }
    return tuple(
        Posed(laid, posed[laid.revision], steps.get(laid.question, ()), laid.revision not in current)
        for laid in attempt.layout
    )


async def begin_quiz(
    writer: Writer,
    *,
    person_id: int,
    course: Course,
    module: Module,
    quiz_of: Quiz,
    chance: random.Random,
    now: datetime,
) -> int:
    """The number of the attempt that is open, drawn and shuffled anew if none was. Raises PersonGone."""
    by_id = {question.id: question for question in quiz_of.questions}
    drawn = quiz.draw(quiz_of, chance)
    return await start_quiz(
        writer,
        person_id=person_id,
        course=course.id,
        module=module.id,
        layout=[Laid(one.question_id, by_id[one.question_id].revision, one.order) for one in drawn],
        sources={one.question_id: by_id[one.question_id].source for one in drawn},
        pass_mark=quiz_of.pass_mark,
        now=now,
    )


async def answer_in_quiz(
    writer: Writer,
    *,
    person_id: int,
    course: Course,
    module: Module,
    number: int,
    posed: Posed,
    answer: Answer | None,
    now: datetime,
) -> None:
    """Keep an answer, or with None take it back; it is marked when the quiz is finished.

    Raises PersonGone, NoSuchAttempt, Finished.
    """
    await save_quiz_answer(
        writer,
        person_id=person_id,
        course=course.id,
        module=module.id,
        number=number,
        question=posed.question.id,
        lesson=posed.question.lesson,
        answer=answer,
        revision=posed.laid.revision,
        option_order=posed.laid.order,
        language="en" if posed.changed else course.language,
        now=now,
    )


async def mark_quiz(writer: Writer, *, course: Course, module: Module, attempt: Attempt, now: datetime) -> None:
    """Finish an attempt: mark what was answered and date what is completed by it. Raises PersonGone, NoSuchAttempt.

    A quiz that was finished before, perhaps on another device, stays as it is.
    """
    await hold_person(writer, person_id=attempt.person_id)
    posed = await posed_questions(writer, course=course, module=module, attempt=attempt)
    marks = {one.question.id: mark_of(one.question, one.answer) for one in posed if one.answer is not None}
    score = quiz.score([marks.get(one.question.id, Fraction()) for one in posed])
    await finish_quiz(
        writer,
        person_id=attempt.person_id,
        attempt_id=attempt.id,
        marks={question: float(mark) for question, mark in marks.items()},
        score=float(score * 100),
        passed=quiz.passed(score, attempt.pass_mark or 0),
        now=now,
    )
    await date_completions(writer, person_id=attempt.person_id, course=course, now=now)


def mark_of(question: Question, answer: Answer) -> Fraction:
    """The mark of an answer; nothing for what is never marked."""
    return questions.mark(question, answer).fraction or Fraction()
