"""Courses as authors write and mend them, and people who learn in them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.content.library import load
from app.content.model import Course
from app.content.questions import Answer
from app.people.operations import hold_person
from app.progress.answering import Outcome, answer_question
from app.progress.operations import Recorded
from app.progress.queries import attempt_by_number, course_state
from app.progress.quizzing import Posed, answer_in_quiz, begin_quiz, mark_quiz, posed_questions
from app.progress.records import Attempt, CourseState
from app.progress.remark import Tally, remark
from app.progress.tables import attempt, completion, step
from app.storage import Database, Writer
from tests.learn.course import QUIZ, START, small_course
from tests.learn.kept import values
from tests.progress.cast import NOW, Learner

LATER = NOW + timedelta(days=3)
OF_QUIZ = QUIZ.replace("lesson=kinds", "lesson=start")

_ONE_LESSON = {"first/02-kinds.md": None, "first/03-reading.md": None}


@dataclass
class School:
    """Courses as they are written over time, and people who learn in them."""

    database: Database
    folder: Path
    editions: int = 0

    def course(self, *, lesson: str = START, quiz: str | None = OF_QUIZ) -> Course:
        """The course "demo" with one lesson and its quiz."""
        self.editions += 1
        root = small_course(
            self.folder / str(self.editions), {**_ONE_LESSON, "first/01-start.md": lesson, "first/quiz.md": quiz}
        )
        return load(root).courses["demo"]["en"]

    async def answer(
        self, person: Learner, course: Course, question: str, answer: Answer, *, after: int = 0
    ) -> Recorded:
        found = next(one for one in course.modules[0].lessons[0].questions if one.id == question)

        async def work(writer: Writer) -> Outcome:
            await hold_person(writer, person_id=person.id)
            return await answer_question(
                writer,
                person_id=person.id,
                course=course,
                module="first",
                question=found,
                answer=answer,
                expected_n=after,
                hints=0,
                now=NOW,
            )

        outcome = await self.database.write(work)
        assert isinstance(outcome, Recorded)
        return outcome

    async def take_quiz(self, person: Learner, course: Course, answers: Mapping[str, Answer]) -> Attempt:
        """A whole attempt; what isn't in `answers` stays open."""
        begun = await self.begin_quiz(person, course)
        module = course.modules[0]
        for posed in await posed_questions(self.database, course=course, module=module, attempt=begun):
            if posed.question.id in answers:
                await self._answer_in_quiz(begun, course, posed, answers[posed.question.id])
        await self.database.write(
            lambda writer: mark_quiz(writer, course=course, module=module, attempt=begun, now=NOW)
        )
        return await self.attempt(person, begun.number)

    async def begin_quiz(self, person: Learner, course: Course) -> Attempt:
        module = course.modules[0]
        quiz = module.quiz
        assert quiz is not None
        number = await self.database.write(
            lambda writer: begin_quiz(
                writer,
                person_id=person.id,
                course=course,
                module=module,
                quiz_of=quiz,
                chance=random.Random(7),  # noqa: S311 - shuffles questions, guards nothing
                now=NOW,
            )
        )
        return await self.attempt(person, number)

    async def _answer_in_quiz(self, begun: Attempt, course: Course, posed: Posed, answer: Answer) -> None:
        await self.database.write(
            lambda writer: answer_in_quiz(
                writer,
                person_id=begun.person_id,
                course=course,
                module=course.modules[0],
                number=begun.number,
                posed=posed,
                answer=answer,
                now=NOW,
            )
        )

    async def attempt(self, person: Learner, number: int = 1) -> Attempt:
        found = await attempt_by_number(
            self.database, token_hash=person.token_hash, course="demo", module="first", number=number, now=NOW
        )
        assert found is not None
        return found

    async def state(self, person: Learner) -> CourseState:
        found = await course_state(self.database, token_hash=person.token_hash, course="demo", now=NOW)
        assert found is not None
        return found

    async def mark(self, question: str) -> float | None:
        """Of the last answer to a question, whoever gave it."""
        rows = await values(self.database, step.c.question, step.c.n, step.c.mark)
        found: list[float | None] = [row[2] for row in rows if row[0] == question]
        return found[-1]

    async def remark(self, course: Course, *, dry_run: bool = False) -> Tally:
        return await remark(self.database, course, now=LATER, dry_run=dry_run, tell=lambda _tally: None)

    async def everything(self) -> list[list[tuple[object, ...]]]:
        """All that marking again could change."""
        return [
            await values(self.database, step.c.attempt_id, step.c.question, step.c.n, step.c.mark),
            await values(self.database, attempt.c.id, attempt.c.score, attempt.c.passed),
            await values(self.database, completion.c.person_id, completion.c.kind, completion.c.lesson),
        ]
