"""Which translations were found good."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.localisation.records import Where
from app.localisation.tables import review
from app.people.tables import account
from app.storage import Reader

_OF_TARGET = select(review.c.text, review.c.digest).where(review.c.target == bindparam("target"))
_OF_DOMAIN = _OF_TARGET.where(review.c.domain == bindparam("domain"))
_ONE = (
    select(account.c.name, review.c.at, review.c.digest)
    .select_from(review.outerjoin(account, account.c.pseudonym == review.c.author))
    .where(
        review.c.target == bindparam("target"),
        review.c.domain == bindparam("domain"),
        review.c.text == bindparam("text"),
    )
)


class Reviewed(NamedTuple):
    """Who reviewed a text last, None if their account is gone, when, and the digest of what it said then."""

    name: str | None
    at: datetime
    digest: str


async def reviewed_in(reader: Reader, *, target: str, domain: str = "") -> Mapping[str, str]:
    """The digests (`states.digest_of`) with which the texts of a language were reviewed, by the texts' ids.

    Those of one domain, if it is named.
    """
    statement, params = (
        (_OF_DOMAIN, {"target": target, "domain": domain}) if domain else (_OF_TARGET, {"target": target})
    )
    return {row.text: row.digest for row in await reader.all(statement, params)}


async def reviewed(reader: Reader, *, where: Where) -> Reviewed | None:
    """The last review of a text."""
    row = await reader.first(_ONE, where._asdict())
    return None if row is None else Reviewed(*row)
