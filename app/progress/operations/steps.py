"""What practice and quizzes share: a step as the table keeps it."""

from typing import Any

from sqlalchemy import Insert

from app.progress.records import Step, written
from app.progress.tables import revision, step
from app.storage import Writer
from app.storage.metadata import UNCOUNTED, insert

ADD_STEP: Insert = insert(step)
_ADD_REVISION = insert(revision).on_conflict_do_nothing().execution_options(**UNCOUNTED)


def step_values(done: Step) -> dict[str, Any]:
    """The columns of a step but for its attempt."""
    return done._asdict() | {
        "answer": None if done.answer is None else written(done.answer),
        "option_order": written(done.option_order),
    }


def same_answer(one: Step, other: Step) -> bool:
    return one.action == other.action and written(one.answer) == written(other.answer)


async def keep_revision(writer: Writer, *, revision: str, course: str, module: str, question: str, source: str) -> None:
    """Keep the English source of a question, unless this revision of it is known already."""
    text = {"hash": revision, "course": course, "module": module, "question": question, "source": source}
    await writer.run(_ADD_REVISION, text)
