from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import Moment, PersonalData, table_of

_UNTIL_EXPIRY = "until the person deletes it, or has not been here for as long as a guest is kept"


class Person(SQLModel, table=True):
    """Somebody who has answered at least once.

    `once_hash` is the hash of the nonce of the page that the first answer came from: a form sent
    twice makes one guest. An id is never given to another person, not even after deletion.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("kind IN ('guest')", name="kind"),
        Index(None, "expires_at"),
        {
            "sqlite_autoincrement": True,
            "info": {
                "person": PersonalData(
                    holds="the language first answered in, and when they came and were last kept",
                    why="to keep a browser's progress together",
                    kept=_UNTIL_EXPIRY,
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    kind: str
    language: str
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    once_hash: bytes | None = Field(unique=True)


class Session(SQLModel, table=True):
    """A browser that a person uses. Only the hash of its token is known here."""

    __tablename__ = "session"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="the hash of a cookie's token, and from when until when it counts",
                why="to recognise the browser",
                kept=_UNTIL_EXPIRY,
            )
        },
    }

    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    token_hash: bytes = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


person = table_of(Person)
session = table_of(Session)
