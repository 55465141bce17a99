"""What letters about groups need to be written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from app.people.tables import account, announcement, group, membership, organisation
from app.storage import Reader

_ABOUT = (
    select(
        group.c.title,
        group.c.course,
        group.c.due_on,
        organisation.c.title.label("organisation"),
        membership.c.mute_token,
        membership.c.muted_at,
    )
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .join(membership, membership.c.group_id == group.c.id)
    .where(membership.c.person_id == bindparam("person_id"))
    .order_by(membership.c.joined_at, group.c.id)
)
_OF_GROUP = _ABOUT.where(group.c.id == bindparam("group_id"))
_OF_ORGANISATION = _ABOUT.where(
    group.c.organisation_id == bindparam("organisation_id"), membership.c.muted_at.is_(None)
)
_ANNOUNCEMENT = (
    select(
        announcement.c.organisation_id,
        announcement.c.texts,
        announcement.c.at,
        account.c.name,
        account.c.email,
    )
    .join(account, account.c.person_id == announcement.c.person_id)
    .where(announcement.c.id == bindparam("announcement_id"))
)


class Text(NamedTuple):
    """A message in one language."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A member's group, as far as a letter about it needs it; `mute_token` stops such letters."""

    group: str
    course: str
    due_on: date | None
    organisation: str
    mute_token: str
    muted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Announced:
    """What a coordinator wrote; `texts` is by language, the first for who reads none of the others."""

    organisation_id: int
    texts: Mapping[str, Text]
    at: datetime
    author: str
    author_email: str

    def text_for(self, language: str) -> tuple[str, Text]:
        """The text for who reads this language, and its own language."""
        return (language, self.texts[language]) if language in self.texts else next(iter(self.texts.items()))


async def notice_of(reader: Reader, *, group_id: int, person_id: int) -> Notice | None:
    """What a letter about a group says; None for who isn't in it, or wants none."""
    row = await reader.first(_OF_GROUP, {"group_id": group_id, "person_id": person_id})
    return None if row is None or row.muted_at is not None else Notice(*row)


async def notice_in(reader: Reader, *, organisation_id: int, person_id: int) -> Notice | None:
    """The same for the first group of an organisation of which somebody wants letters."""
    row = await reader.first(_OF_ORGANISATION, {"organisation_id": organisation_id, "person_id": person_id})
    return None if row is None else Notice(*row)


async def announcement_of(reader: Reader, *, announcement_id: int) -> Announced | None:
    row = await reader.first(_ANNOUNCEMENT, {"announcement_id": announcement_id})
    return None if row is None else _announced(row.organisation_id, row.texts, row.at, row.name, row.email)


def _announced(organisation_id: int, texts: str, at: datetime, author: str, email: str) -> Announced:
    """From JSON, as it is kept."""
    found = {language: Text(*text) for language, text in json.loads(texts).items()}
    return Announced(organisation_id, found, at, author, email)
