"""What the database keeps of translating. The translations themselves are in the PO files.

A text is known by `target`, the language that it is translated into, `domain`, and `text`, its id (`exchange.units`).
`texts` is JSON, a list with each plural form, one where there is no plural. Who did something stands as the pseudonym
of their account, which stands for nobody once the account is gone: what they wrote stays.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import ROWS_BY_KEY, Moment, PersonalData, table_of

_STAYS = "the pseudonym stays and stands for nobody"
_PSEUDONYM = ("author", "account.pseudonym")


class Draft(SQLModel, table=True):
    """A translation that somebody typed and that isn't saved: it failed a check, or met another's.

    `expected` is the fingerprint of the message that they started from.
    """

    __tablename__ = "draft"
    __table_args__ = (
        Index(None, "at"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="translations that somebody typed and did not finish",
                    why="to go on with them",
                    kept="until they are finished or thrown away, three months at most",
                )
            },
        },
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    target: str = Field(primary_key=True)
    domain: str = Field(primary_key=True)
    text: str = Field(primary_key=True)
    texts: str
    expected: str
    at: datetime = Field(sa_type=Moment)


class Suggestion(SQLModel, table=True):
    """A better translation, as somebody thinks; `source` is the English that it is for, `note` what they say of it.

    `before` is JSON like `texts`, the translation that it is meant to replace. `decided_by` is a pseudonym as well.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state"),
        Index(None, "target", "state"),
        Index(None, "author"),
        {
            "info": {
                "person": PersonalData(
                    holds="translations that somebody suggested, and what became of them",
                    why="to have texts improved by who reads them, and to tell them what became of it",
                    kept="two years after it was decided; without the account, the pseudonym stands for nobody",
                    owner=_PSEUDONYM,
                    erased=_STAYS,
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    target: str
    domain: str
    text: str
    source: str
    before: str
    texts: str
    note: str
    author: str
    at: datetime = Field(sa_type=Moment)
    state: str
    reason: str
    decided_by: str
    decided_at: datetime | None = Field(sa_type=Moment)


class Remark(SQLModel, table=True):
    """A comment on a text. One that `asks` the author waits until `settled_at`."""

    __tablename__ = "remark"
    __table_args__ = (
        Index(None, "domain", "text"),
        {
            "info": {
                "person": PersonalData(
                    holds="comments that translators wrote on texts",
                    why="to agree on a translation",
                    kept="as long as the site; without the account, the pseudonym stands for nobody",
                    owner=_PSEUDONYM,
                    erased=_STAYS,
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    target: str
    domain: str
    text: str
    words: str
    asks: bool
    author: str
    at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(sa_type=Moment)


class Review(SQLModel, table=True):
    """That somebody found a translation good; `digest` is of exactly that English and translation."""

    __tablename__ = "review"
    __table_args__ = {
        **ROWS_BY_KEY,
        "info": {
            "person": PersonalData(
                holds="which translations somebody found good",
                why="to know what was looked at by a second pair of eyes",
                kept="as long as the site; without the account, the pseudonym stands for nobody",
                owner=_PSEUDONYM,
                erased=_STAYS,
            )
        },
    }

    target: str = Field(primary_key=True)
    domain: str = Field(primary_key=True)
    text: str = Field(primary_key=True)
    digest: str
    author: str
    at: datetime = Field(sa_type=Moment)


class Edit(SQLModel, table=True):
    """A change of a translation that was made through the site.

    `before` and `after` are JSON like `texts`, `from_state` and `to_state` the message's fingerprints. `context` and
    `source` are the message's key. Where it needed work before, `was_fuzzy`; `was_of` is JSON, the context, English and
    English plural that it was a translation of then, empty where that was the English itself. `how` is desk, restore,
    suggestion or file. `committed_at` is when Git had it, or when it was found that Git needs nothing.
    """

    __tablename__ = "edit"
    __table_args__ = (
        CheckConstraint("how IN ('desk', 'restore', 'suggestion', 'file')", name="how"),
        Index(None, "target", "domain", "text"),
        Index(None, "committed_at"),
        {
            "info": {
                "person": PersonalData(
                    holds="the changes that somebody made to translations",
                    why="to see what a text was before and bring it back, and to name the translator in the files' "
                    "history",
                    kept="as long as the site; without the account, the pseudonym stands for nobody",
                    owner=_PSEUDONYM,
                    erased=_STAYS,
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    target: str
    domain: str
    text: str
    context: str
    source: str
    before: str
    after: str
    from_state: str
    to_state: str
    was_fuzzy: bool
    was_of: str
    how: str
    author: str
    at: datetime = Field(sa_type=Moment)
    committed_at: datetime | None = Field(sa_type=Moment)


class Arrival(SQLModel, table=True):
    """A file with translations that somebody brought, until they have said whether it is to be taken over."""

    __tablename__ = "arrival"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="a file with translations that somebody brought",
                why="to show what it would change before it does",
                kept="a day",
                secret=("data",),
            )
        },
    }

    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    target: str
    name: str
    data: bytes
    at: datetime = Field(sa_type=Moment)


class Look(SQLModel, table=True):
    """What a language's texts were when somebody looked last; `snapshot` is made by `desk.counting`."""

    __tablename__ = "look"
    __table_args__ = {
        **ROWS_BY_KEY,
        "info": {
            "person": PersonalData(
                holds="when a translator looked last at what changed, and what the texts were then",
                why="to show what changed since",
                kept="as long as the person it belongs to",
                secret=("snapshot",),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    target: str = Field(primary_key=True)
    snapshot: bytes
    at: datetime = Field(sa_type=Moment)


draft = table_of(Draft)
suggestion = table_of(Suggestion)
remark = table_of(Remark)
review = table_of(Review)
edit = table_of(Edit)
arrival = table_of(Arrival)
look = table_of(Look)
