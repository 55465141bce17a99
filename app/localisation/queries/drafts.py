"""What somebody typed and didn't finish."""

from sqlalchemy import bindparam, select

from app.localisation.records import Draft, Where, from_json
from app.localisation.tables import draft
from app.storage import Reader

_MINE = (
    draft.c.person_id == bindparam("person_id"),
    draft.c.target == bindparam("target"),
    draft.c.domain == bindparam("domain"),
)
_ONE = select(draft.c.texts, draft.c.expected, draft.c.at).where(*_MINE, draft.c.text == bindparam("text"))
_IDS = select(draft.c.text).where(*_MINE)


async def draft_of(reader: Reader, *, person_id: int, where: Where) -> Draft | None:
    """Somebody's own draft of a text."""
    row = await reader.first(_ONE, {"person_id": person_id, **where._asdict()})
    return None if row is None else Draft(from_json(row.texts), row.expected, row.at)


async def drafts_of(reader: Reader, *, person_id: int, target: str, domain: str) -> frozenset[str]:
    """The ids of the texts of a domain that somebody has a draft of."""
    rows = await reader.all(_IDS, {"person_id": person_id, "target": target, "domain": domain})
    return frozenset(row.text for row in rows)
