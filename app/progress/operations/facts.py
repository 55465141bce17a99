"""What was reached, and where somebody is."""

from datetime import datetime

from app.people.operations import hold_person
from app.progress.tables import completion, place
from app.storage import Writer
from app.storage.metadata import insert

_ADD_COMPLETION = insert(completion).on_conflict_do_nothing()
_ADD_PLACE = insert(place)
_KEEP_PLACE = _ADD_PLACE.on_conflict_do_update(
    index_elements=[place.c.person_id, place.c.course],
    set_={name: _ADD_PLACE.excluded[name] for name in ("module", "lesson", "anchor", "at")},
    where=place.c.at <= _ADD_PLACE.excluded["at"],
)


async def record_completion(
    writer: Writer, *, person_id: int, kind: str, course: str, module: str, lesson: str, now: datetime
) -> bool:
    """That a lesson, module or course was completed now; False, and the first date stays, if it was before.

    `module` and `lesson` are empty where they don't apply. Raises PersonGone.
    """
    await hold_person(writer, person_id=person_id)
    fact = {"person_id": person_id, "kind": kind, "course": course, "module": module, "lesson": lesson, "at": now}
    return bool(await writer.run(_ADD_COMPLETION, fact))


async def keep_place(
    writer: Writer, *, person_id: int, course: str, module: str, lesson: str, anchor: str, now: datetime
) -> None:
    """Where somebody is reading; the latest counts, in whatever order they arrive. Raises PersonGone."""
    await hold_person(writer, person_id=person_id)
    where = {"person_id": person_id, "course": course, "module": module, "lesson": lesson, "anchor": anchor}
    await writer.run(_KEEP_PLACE, {**where, "at": now})
