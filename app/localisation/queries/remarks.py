"""Comments on texts, and questions to the author."""

from typing import Final

from sqlalchemy import bindparam, or_, select

from app.localisation.records import Remark, Where
from app.localisation.tables import remark
from app.people.tables import account
from app.storage import AnyRow, Reader

_MOST: Final = 200
_ALL = (
    select(
        remark.c.id,
        remark.c.target,
        remark.c.domain,
        remark.c.text,
        remark.c.words,
        remark.c.asks,
        account.c.name,
        remark.c.at,
        remark.c.settled_at,
    )
    .outerjoin(account, account.c.pseudonym == remark.c.author)
    .order_by(remark.c.id)
    .limit(_MOST)
)
# What is asked about the English concerns every language.
_OF = _ALL.where(
    remark.c.domain == bindparam("domain"),
    remark.c.text == bindparam("text"),
    or_(remark.c.target == bindparam("target"), remark.c.asks),
)
_ASKED = _ALL.where(remark.c.asks, remark.c.settled_at.is_(None))


async def remarks_of(reader: Reader, *, where: Where) -> tuple[Remark, ...]:
    """The comments on a text in a language, the oldest first, with what translators of others asked the author."""
    return tuple(map(_remark, await reader.all(_OF, where._asdict())))


async def asked(reader: Reader) -> tuple[Remark, ...]:
    """What authors were asked and haven't answered, the oldest first, two hundred at most."""
    return tuple(map(_remark, await reader.all(_ASKED, {})))


def _remark(row: AnyRow) -> Remark:
    where = Where(row.target, row.domain, row.text)
    return Remark(row.id, where, row.words, bool(row.asks), row.name, row.at, row.settled_at)
