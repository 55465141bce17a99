"""Letters that wait, and the links in those that were sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import Moment, PersonalData, table_of


class Ticket(SQLModel, table=True):
    """A link that was sent, or a sign-in that waits for its code. It counts once; only the hash of it is known here."""

    __tablename__ = "ticket"
    __table_args__ = (
        CheckConstraint("purpose IN ('open', 'password', 'old email', 'new email', 'code')", name="purpose"),
        Index(None, "expires_at"),
        {
            "info": {
                "person": PersonalData(
                    holds="the hash of a link that was sent or of a sign-in half done, what for, and its end",
                    why="to know whose link it is",
                    kept="until it is used, a week at most",
                    secret=("token_hash",),
                )
            },
        },
    )

    token_hash: bytes = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    purpose: str
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class Letter(SQLModel, table=True):
    """A letter to be sent. Its words and its link are made when it is sent, so neither can be read here.

    It goes to a person or to whom an invitation names. `group_id` and `announcement_id` are what it is about, where its
    kind is about one. `tries` counts those that failed; `failed_at` is when the last was given up. `problem` holds the
    mail server's code or the kind of error, and no address.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index(None, "next_at"),
        {
            "info": {
                "person": PersonalData(
                    holds="which letter is to be sent to somebody, and what kept it from being sent",
                    why="to send it when the mail server can be reached",
                    kept="until it is sent, a month at most",
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    person_id: int | None = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    kind: str
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id", ondelete="CASCADE", index=True)
    group_id: int | None = Field(default=None, foreign_key="learner_group.id", ondelete="CASCADE", index=True)
    announcement_id: int | None = Field(default=None, foreign_key="announcement.id", ondelete="CASCADE", index=True)
    queued_at: datetime = Field(sa_type=Moment)
    next_at: datetime | None = Field(sa_type=Moment)
    tries: int
    failed_at: datetime | None = Field(sa_type=Moment)
    problem: str


ticket = table_of(Ticket)
letter = table_of(Letter)
