"""Who appears in the tests of progress, and what they do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app.people.operations import hold_person, open_guest
from app.people.tokens import token_hash
from app.progress import queries
from app.progress.operations import (
    Outdated,
    Recorded,
    Repeated,
    Result,
    finish_quiz,
    keep_place,
    record_completion,
    record_step,
    save_quiz_answer,
    start_quiz,
)
from app.progress.records import Attempt, CourseState, Json, Laid, Step, tries_of
from app.progress.rows import STEP_COLUMNS, to_step
from app.progress.tables import attempt, step
from app.storage import Database, Writer

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LAYOUT = (Laid("who-signs", "rev-who", ("lead", "each")), Laid("what-holds", "rev-what", ("goals", "logo")))
SOURCES = {"who-signs": "Who should sign?", "what-holds": "What does it hold?"}


@dataclass(frozen=True)
class LessonDone:
    """What the page of a lesson is told, with the steps that it sums up."""

    person_id: int
    person_expires_at: datetime
    steps: Mapping[str, tuple[Step, ...]]
    confirmed: frozenset[str]


@dataclass(frozen=True)
class Learner:
    """A person in a browser, on module `partnerships` of course `networking`."""

    database: Database
    id: int
    token_hash: bytes

    async def answer(
        self,
        answer: Json,
        *,
        after: int,
        question: str = "who-signs",
        lesson: str = "agreement",
        mark: float | None = 0.0,
        action: str = "answer",
        revision: str = "rev-who",
        module: str = "partnerships",
        now: datetime = NOW,
    ) -> Recorded | Repeated | Outdated:
        async def work(writer: Writer) -> Recorded | Repeated | Outdated:
            await hold_person(writer, person_id=self.id)
            return await record_step(
                writer,
                person_id=self.id,
                course="networking",
                module=module,
                lesson=lesson,
                question=question,
                expected_n=after,
                action=action,
                answer=answer,
                mark=mark,
                revision=revision,
                source=f"source of {revision}",
                option_order=("lead", "each"),
                language="el",
                hints=0,
                now=now,
            )

        return await self.database.write(work)

    async def confirm(self, lesson: str) -> Recorded | Repeated | Outdated:
        return await self.answer(None, after=0, question="", lesson=lesson, mark=None, action="confirm", revision="")

    async def complete(self, kind: str, module: str = "", lesson: str = "", now: datetime = NOW) -> bool:
        return await self.database.write(
            lambda writer: record_completion(
                writer, person_id=self.id, kind=kind, course="networking", module=module, lesson=lesson, now=now
            )
        )

    async def leave(self, anchor: str, now: datetime = NOW) -> None:
        await self.database.write(
            lambda writer: keep_place(
                writer,
                person_id=self.id,
                course="networking",
                module="partnerships",
                lesson="agreement",
                anchor=anchor,
                now=now,
            )
        )

    async def start(self, now: datetime = NOW, pass_mark: int = 70) -> int:
        return await self.database.write(
            lambda writer: start_quiz(
                writer,
                person_id=self.id,
                course="networking",
                module="partnerships",
                layout=LAYOUT,
                sources=SOURCES,
                pass_mark=pass_mark,
                now=now,
            )
        )

    async def save(self, number: int, answer: Json, question: str = "who-signs") -> bool:
        return await self.database.write(
            lambda writer: save_quiz_answer(
                writer,
                person_id=self.id,
                course="networking",
                module="partnerships",
                number=number,
                question=question,
                lesson="agreement",
                answer=answer,
                revision="rev-who",
                option_order=("lead", "each"),
                language="el",
                now=NOW,
            )
        )

    async def finish(self, attempt_id: int, score: float, *, passed: bool, now: datetime = NOW) -> Result:
        return await self.database.write(
            lambda writer: finish_quiz(
                writer,
                person_id=self.id,
                attempt_id=attempt_id,
                marks={"who-signs": score / 100, "what-holds": 1.0},
                score=score,
                passed=passed,
                now=now,
            )
        )

    async def lesson(self, *questions: str, module: str = "partnerships") -> LessonDone | None:
        state = await queries.lesson_state(
            self.database,
            token_hash=self.token_hash,
            course="networking",
            module=module,
            questions=questions or ("who-signs",),
            now=NOW,
        )
        if state is None:
            return None
        steps = {question: await self._steps(module, question) for question in state.tries}
        assert state.tries == {question: tries_of(done) for question, done in steps.items()}
        return LessonDone(state.person_id, state.person_expires_at, steps, state.confirmed)

    async def _steps(self, module: str, question: str) -> tuple[Step, ...]:
        of_module = (attempt.c.person_id == self.id, attempt.c.module == module, attempt.c.kind == "practice")
        statement = select(*STEP_COLUMNS).join(attempt).where(*of_module, step.c.question == question)
        return tuple(map(to_step, await self.database.all(statement.order_by(step.c.n), {})))

    async def course(self) -> CourseState:
        state = await queries.course_state(self.database, token_hash=self.token_hash, course="networking", now=NOW)
        assert state is not None
        return state

    async def attempt(self, number: int) -> Attempt | None:
        return await queries.attempt_by_number(
            self.database,
            token_hash=self.token_hash,
            course="networking",
            module="partnerships",
            number=number,
            now=NOW,
        )


async def arrive(database: Database, name: str) -> Learner:
    opened = await database.write(
        lambda writer: open_guest(
            writer, once=f"page of {name}", token=name, language="el", now=NOW, lifetime=timedelta(days=90)
        )
    )
    return Learner(database, opened.person_id, token_hash(name))
