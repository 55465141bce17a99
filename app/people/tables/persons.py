"""Everybody whom the site knows, and the browsers that they use."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import Moment, PersonalData, table_of


class Person(SQLModel, table=True):
    """Somebody who has answered at least once, or has an account.

    `once_hash` is the hash of the nonce of the page that a guest's first answer came from: a form sent
    twice makes one guest. An id is never given to another person, not even after deletion. At `expires_at` everything
    about them is deleted; using the site puts it off.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("kind IN ('guest', 'account')", name="kind"),
        Index(None, "expires_at"),
        {
            "sqlite_autoincrement": True,
            "info": {
                "person": PersonalData(
                    holds="the language they read, and when they came and will be deleted",
                    why="to keep what they do together, and to speak their language",
                    kept="until the person deletes it, or has not been here for as long as such a person is kept",
                    owner=("id",),
                    secret=("once_hash",),
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
    """A browser that a person uses. Only the hash of its token is known here.

    `device` says in a few words what the browser says of itself, so that its owner can tell it from others; it is empty
    for guests.
    """

    __tablename__ = "session"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="the hash of a cookie's token, from when until when it counts, and the kind of browser",
                why="to recognise the browser, and to let its owner end it",
                kept="until it is ended or has not been used for a month, and as long as the person at most",
                secret=("token_hash",),
            )
        },
    }

    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    token_hash: bytes = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    device: str = Field(default="", sa_column_kwargs={"server_default": ""})


person = table_of(Person)
session = table_of(Session)
