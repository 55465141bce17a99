"""What was changed through the site."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from app.content.po import Previous
from app.localisation.records import Edit, Where, from_json
from app.localisation.tables import edit
from app.people.tables import account
from app.storage import AnyRow, Reader
from app.storage.metadata import Moment

_SHOWN: Final = 30
_AT_ONCE: Final = 1000
_ALL = select(
    edit.c.id,
    edit.c.target,
    edit.c.domain,
    edit.c.text,
    edit.c.context,
    edit.c.source,
    edit.c.before,
    edit.c.after,
    edit.c.from_state,
    edit.c.to_state,
    edit.c.was_fuzzy,
    edit.c.was_of,
    edit.c.how,
    edit.c.author,
    account.c.name,
    edit.c.at,
).outerjoin(account, account.c.pseudonym == edit.c.author)
_TEXT = (
    edit.c.target == bindparam("target"),
    edit.c.domain == bindparam("domain"),
    edit.c.text == bindparam("text"),
)
_OF = _ALL.where(*_TEXT).order_by(edit.c.id.desc()).limit(_SHOWN)
_ONE = _ALL.where(*_TEXT, edit.c.id == bindparam("id"))
# A suggestion goes by the name of who made it, but it was somebody else who decided, and perhaps changed it.
_STEPS = (
    select(edit.c.from_state, edit.c.to_state)
    .where(*_TEXT, edit.c.author == bindparam("author"), edit.c.how != "suggestion")
    .order_by(edit.c.id)
)
_OWN_SINCE = (
    select(edit.c.text, edit.c.to_state)
    .where(
        edit.c.target == bindparam("target"),
        edit.c.author == bindparam("author"),
        edit.c.at >= bindparam("since", type_=Moment),
    )
    .order_by(edit.c.id)
)
_UNCOMMITTED = _ALL.where(edit.c.committed_at.is_(None)).order_by(edit.c.id).limit(_AT_ONCE)


async def edits_of(reader: Reader, *, where: Where) -> tuple[Edit, ...]:
    """The changes of a text, the newest first; the last thirty."""
    return tuple(map(_edit, await reader.all(_OF, where._asdict())))


async def edit_of(reader: Reader, *, where: Where, edit_id: int) -> Edit | None:
    """One change of a text."""
    row = await reader.first(_ONE, {**where._asdict(), "id": edit_id})
    return None if row is None else _edit(row)


async def is_own_way(reader: Reader, *, where: Where, author: str, start: str, end: str) -> bool:
    """Whether somebody's own changes of a text lead from one state to another: then nobody else came in between.

    The states are fingerprints. A way through another's change is none.
    """
    rows = await reader.all(_STEPS, {**where._asdict(), "author": author})
    reached = {start}
    for row in rows:
        if row.from_state in reached:
            reached.add(row.to_state)
    return end in reached


async def own_since(reader: Reader, *, target: str, author: str, since: datetime) -> Mapping[str, str]:
    """What somebody's last change since then made of each text, as a fingerprint, by the text's id."""
    rows = await reader.all(_OWN_SINCE, {"target": target, "author": author, "since": since})
    return {row.text: row.to_state for row in rows}


async def uncommitted(reader: Reader) -> tuple[Edit, ...]:
    """What Git doesn't have yet, the oldest first, a thousand at most."""
    return tuple(map(_edit, await reader.all(_UNCOMMITTED, {})))


def _edit(row: AnyRow) -> Edit:
    texts = from_json(row.before), from_json(row.after)
    return Edit(
        row.id,
        Where(row.target, row.domain, row.text),
        row.context,
        row.source,
        *texts,
        row.from_state,
        row.to_state,
        bool(row.was_fuzzy),
        Previous(*from_json(row.was_of)) if row.was_of else None,
        row.how,
        row.author,
        row.name,
        row.at,
    )
