"""Finding questions that differ between languages, over the whole site."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete

from app.content.model import Course
from app.progress.queries.results import all_results
from app.progress.statistics import Difference, Tally, differences
from app.progress.tables import difference
from app.storage import Database, Writer
from app.storage.metadata import insert

_FORGET = delete(difference).where(difference.c.course == bindparam("of_course"))
_ADD = insert(difference)


async def find_differences(database: Database, *, course: Course, now: datetime) -> int:
    """Look at every quiz of a course, and keep what differs in the place of what did before; how many there are."""
    found = {module.id: await _differing(database, course.id, module.id) for module in course.modules if module.quiz}

    async def work(writer: Writer) -> int:
        await writer.run(_FORGET, {"of_course": course.id})
        for module, several in found.items():
            for one in several:
                await writer.run(_ADD, _row(course.id, module, one) | {"computed_at": now})
        return sum(map(len, found.values()))

    return await database.write(work)


async def _differing(database: Database, course: str, module: str) -> tuple[Difference, ...]:
    tally = Tally()
    async for result in all_results(database, course=course, module=module):
        tally.add(result)
    return tuple(one for one in differences(tally) if one.flagged)


def _row(course: str, module: str, one: Difference) -> dict[str, Any]:
    return {
        "course": course,
        "module": module,
        "question": one.question,
        "reader_language": one.language,
        "delta": one.delta,
        "focal": one.focal,
        "focal_right": one.focal_right,
        "reference": one.reference,
        "reference_right": one.reference_right,
    }
