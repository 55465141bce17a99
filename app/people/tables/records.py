"""What is remembered of acts, of deletions and of tries, without saying of whom."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import Moment, PersonalData, table_of


class Act(SQLModel, table=True):
    """Who did what to whom. Both are pseudonyms, which stand for nobody once the account is gone.

    `actor` is empty for what was done at the command line, `subject` for what concerns no person. `detail` names a role
    with its scope, never a person.
    """

    __tablename__ = "act"
    __table_args__ = (
        Index(None, "subject"),
        {
            "info": {
                "person": PersonalData(
                    holds="what was done to an account and by whom, under pseudonyms",
                    why="to answer for what administrators do",
                    kept="three years; without the account, the pseudonym stands for nobody",
                    owner=("subject", "account.pseudonym"),
                    erased="the pseudonym stays and stands for nobody",
                )
            },
        },
    )

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    actor: str
    action: str
    subject: str
    detail: str


class Erasure(SQLModel, table=True):
    """The number of a person who was deleted, so that a backup which is restored doesn't bring them back."""

    __tablename__ = "erasure"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="the number that a deleted person had in the database, and when they were deleted",
                why="to delete them again after a backup was restored",
                kept="as long as backups are, a year at most",
                owner=(),
                erased="it is made by the deletion, and is a number that stands for nobody",
            )
        },
    }

    person_id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class Limit(SQLModel, table=True):
    """How often something was tried, by a keyed hash of who tried it: an address of e-mail or of the network."""

    __tablename__ = "attempt_limit"
    __table_args__ = (
        Index(None, "until"),
        {
            "info": {
                "person": PersonalData(
                    holds="how often something was tried for an e-mail or from a network address, as a keyed hash",
                    why="to keep passwords from being guessed",
                    kept="a day at most",
                    owner=(),
                    erased="by itself: without the key, which is changed every day, it stands for nobody",
                )
            },
        },
    )

    key_hash: bytes = Field(primary_key=True)
    count: int
    until: datetime = Field(sa_type=Moment)


class SiteKey(SQLModel, table=True):
    """A random key of the day that limits are hashed with, so that addresses can't be guessed from a stolen copy."""

    __tablename__ = "site_key"

    day: str = Field(primary_key=True)
    key: bytes


act = table_of(Act)
erasure = table_of(Erasure)
limit = table_of(Limit)
site_key = table_of(SiteKey)
