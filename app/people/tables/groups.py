"""Groups of learners, who is in them, and who was asked to be."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.metadata import ROWS_BY_KEY, Moment, PersonalData, table_of


class Group(SQLModel, table=True):
    """Learners who take a course together. `starts_on` and `due_on` are days, by which reminders are counted."""

    __tablename__ = "learner_group"
    __table_args__ = (UniqueConstraint("organisation_id", "title"),)

    id: int = Field(primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE")
    title: str
    course: str
    starts_on: date = Field(sa_type=Date)
    due_on: date | None = Field(sa_type=Date)
    created_at: datetime = Field(sa_type=Moment)


class Membership(SQLModel, table=True):
    """That somebody is in a group, since they agreed to it.

    `mute_token` is in the letters about this group: with it, and without signing in, they are stopped. `muted_at` is
    when that was done.
    """

    __tablename__ = "membership"
    __table_args__ = (
        Index(None, "person_id"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="which groups somebody is in, since when, and whether they want letters about them",
                    why="to let the group's coordinators see how its learners get on, as they agreed to",
                    kept="until they leave the group, and as long as the person at most",
                    secret=("mute_token",),
                )
            },
        },
    )

    group_id: int = Field(primary_key=True, foreign_key="learner_group.id", ondelete="CASCADE")
    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    joined_at: datetime = Field(sa_type=Moment)
    mute_token: str = Field(unique=True)
    muted_at: datetime | None = Field(sa_type=Moment)


class JoiningCode(SQLModel, table=True):
    """A code that lets whoever has it join a group, for so long and so often. It is said aloud, so it is kept as it is.

    `uses` counts those who joined with it; `withdrawn_at` is when a coordinator stopped it.
    """

    __tablename__ = "joining_code"

    id: int = Field(primary_key=True)
    group_id: int = Field(foreign_key="learner_group.id", ondelete="CASCADE", index=True)
    code: str = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    most_uses: int
    uses: int
    withdrawn_at: datetime | None = Field(sa_type=Moment)


class Invitation(SQLModel, table=True):
    """That a coordinator asks somebody into a group, by their address.

    `token_hash` is of the link in the last letter, empty before one was sent. `declined_at` is when they said no: they
    are not asked again.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("group_id", "email_key"),
        Index(None, "email_key"),
        Index(None, "expires_at"),
        {
            "info": {
                "person": PersonalData(
                    holds="name, address and language of somebody whom a coordinator asks into a group, and whether "
                    "they said no",
                    why="to ask them, and not to ask again who said no",
                    kept="until they join, two months at most; that they said no, as long as the group",
                    owner=("email_key", "account.email_key"),
                    secret=("token_hash",),
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    group_id: int = Field(foreign_key="learner_group.id", ondelete="CASCADE")
    email: str
    email_key: str
    name: str
    language: str
    token_hash: bytes | None = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    declined_at: datetime | None = Field(sa_type=Moment)


class Intake(SQLModel, table=True):
    """A list of people to be asked into a group, as it was read; `person_id` is the coordinator who brought it.

    `sheet` and `columns` are JSON: the rows, and which column holds what. `position` counts the rows that are done, of
    `total`; `invited`, `asked` (before, or in the group already) and `faulty` what became of them. At `next_at` a
    process may go on with it; it is empty before the coordinator has said yes, and when all is done.
    """

    __tablename__ = "intake"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'running', 'done')", name="state"),
        Index(None, "next_at"),
        {
            "info": {
                "person": PersonalData(
                    holds="a list of names and addresses that a coordinator brought to invite people, and how far "
                    "the site has got with it",
                    why="to show what it would change, and to go on after a stop",
                    kept="the list until everybody in it is invited, a day at most; the numbers a month",
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    group_id: int = Field(foreign_key="learner_group.id", ondelete="CASCADE", index=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=Moment)
    state: str
    sheet: str
    columns: str
    total: int
    position: int
    invited: int
    asked: int
    faulty: int
    next_at: datetime | None = Field(sa_type=Moment)


class Announcement(SQLModel, table=True):
    """What a coordinator wrote to people of their organisation; `texts` is JSON, a subject and a text by language."""

    __tablename__ = "announcement"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="what a coordinator wrote to people of their organisation, and when",
                why="to send it to each of them",
                kept="a year, and as long as the coordinator's account at most",
            )
        },
    }

    id: int = Field(primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    once: str = Field(unique=True)
    texts: str
    receivers: int
    at: datetime = Field(sa_type=Moment)


class Reminder(SQLModel, table=True):
    """That somebody was reminded of a group's course, and of what: each occasion once.

    `occasion` is "due" with the day it is due and how many days before, or "inactive" with the day of the last
    activity.
    """

    __tablename__ = "reminder"
    __table_args__ = {
        **ROWS_BY_KEY,
        "info": {
            "person": PersonalData(
                holds="of what somebody was reminded, and when",
                why="to remind nobody twice, nor too often",
                kept="until they leave the group, a year at most",
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    group_id: int = Field(primary_key=True, foreign_key="learner_group.id", ondelete="CASCADE")
    occasion: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


group = table_of(Group)
membership = table_of(Membership)
joining_code = table_of(JoiningCode)
invitation = table_of(Invitation)
intake = table_of(Intake)
announcement = table_of(Announcement)
reminder = table_of(Reminder)
