"""Suggestions, and what became of them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from app.localisation.records import Suggestion, Where, from_json
from app.localisation.tables import suggestion
from app.people.tables import account
from app.storage import AnyRow, Reader

PAGE: Final = 50
"""So many are on a page."""

_COLUMNS = (
    suggestion.c.id,
    suggestion.c.target,
    suggestion.c.domain,
    suggestion.c.text,
    suggestion.c.source,
    suggestion.c.before,
    suggestion.c.texts,
    suggestion.c.note,
    suggestion.c.author,
    account.c.name,
    suggestion.c.at,
    suggestion.c.state,
    suggestion.c.reason,
)
_ALL = select(*_COLUMNS).outerjoin(account, account.c.pseudonym == suggestion.c.author)
_PAGED = _ALL.limit(PAGE + 1).offset(bindparam("skipped"))
_OPEN = (suggestion.c.target == bindparam("target"), suggestion.c.state == "open")
_OPEN_OF_DOMAIN = (*_OPEN, suggestion.c.domain == bindparam("domain"))
_OPEN_PAGE = _PAGED.where(*_OPEN).order_by(suggestion.c.id)
_FOR = _ALL.where(*_OPEN_OF_DOMAIN, suggestion.c.text == bindparam("text")).order_by(suggestion.c.id)
_ONE = _ALL.where(suggestion.c.id == bindparam("id"), suggestion.c.target == bindparam("target"))
_BY = _PAGED.where(suggestion.c.author == bindparam("author")).order_by(suggestion.c.id.desc())
_COUNTS = select(suggestion.c.domain, func.count().label("count")).where(*_OPEN).group_by(suggestion.c.domain)
_IDS = select(suggestion.c.text, suggestion.c.author).where(*_OPEN_OF_DOMAIN)


async def open_suggestions(reader: Reader, *, target: str, page: int) -> tuple[tuple[Suggestion, ...], bool]:
    """A page, from 1, of those that wait for a decision, the oldest first; and whether there are more."""
    return _page(await reader.all(_OPEN_PAGE, {"target": target, "skipped": PAGE * (page - 1)}))


async def suggestions_for(reader: Reader, *, where: Where) -> tuple[Suggestion, ...]:
    """Those that wait for a decision about one text."""
    return tuple(map(_suggestion, await reader.all(_FOR, where._asdict())))


async def suggestion_of(reader: Reader, *, target: str, suggestion_id: int) -> Suggestion | None:
    """One of a language, whatever became of it."""
    row = await reader.first(_ONE, {"target": target, "id": suggestion_id})
    return None if row is None else _suggestion(row)


async def suggested_by(reader: Reader, *, author: str, page: int) -> tuple[tuple[Suggestion, ...], bool]:
    """A page, from 1, of what somebody suggested in any language, the newest first; and whether there is more."""
    return _page(await reader.all(_BY, {"author": author, "skipped": PAGE * (page - 1)}))


async def open_counts(reader: Reader, *, target: str) -> Mapping[str, int]:
    """How many wait, by domain."""
    return {row.domain: row.count for row in await reader.all(_COUNTS, {"target": target})}


async def suggested_texts(reader: Reader, *, target: str, domain: str) -> Mapping[str, frozenset[str]]:
    """Who suggested something that waits for a decision, by the id of the text."""
    found: dict[str, set[str]] = {}
    for row in await reader.all(_IDS, {"target": target, "domain": domain}):
        found.setdefault(row.text, set()).add(row.author)
    return {text: frozenset(authors) for text, authors in found.items()}


def _page(rows: Any) -> tuple[tuple[Suggestion, ...], bool]:
    return tuple(map(_suggestion, rows[:PAGE])), len(rows) > PAGE


def _suggestion(row: AnyRow) -> Suggestion:
    where = Where(row.target, row.domain, row.text)
    texts = from_json(row.before), from_json(row.texts)
    return Suggestion(row.id, where, row.source, *texts, row.note, row.author, row.name, row.at, row.state, row.reason)
