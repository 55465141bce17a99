"""Accounts, and what their owners may do and have asked for."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.storage.metadata import ROWS_BY_KEY, Moment, PersonalData, Plain, table_of

_LIKE_THE_PERSON = "as long as the person it belongs to"


class Account(SQLModel, table=True):
    """Somebody's name, address and password.

    `email` is as it was typed, `email_key` the form in which two of them are compared; `name_key` is what people are
    sorted by and looked for. `password_hash` is empty until
    the owner has chosen one by the link in a letter. `opened_at` is empty until the address was confirmed. `pseudonym`
    stands for its owner in the record of acts, also when they are gone. `warned_at` is when the last letter said that
    the account will be deleted.
    """

    __tablename__ = "account"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="name, e-mail address, a hash of the password, since when the account is open or disabled, and "
                "when its owner was told that it will be deleted",
                why="to sign in from any device, and to write to its owner",
                kept=_LIKE_THE_PERSON,
                secret=("password_hash", "email_key", "name_key"),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    email: str
    email_key: str = Field(unique=True)
    name: str
    name_key: str = Field(sa_type=Plain, sa_column_kwargs={"server_default": ""})
    password_hash: str | None
    pseudonym: str = Field(unique=True)
    opened_at: datetime | None = Field(sa_type=Moment)
    disabled_at: datetime | None = Field(sa_type=Moment)
    warned_at: datetime | None = Field(default=None, sa_type=Moment)


class Organisation(SQLModel, table=True):
    """One that has coordinators. It says nothing of a person."""

    __tablename__ = "organisation"

    id: int = Field(primary_key=True)
    title: str = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)


class Role(SQLModel, table=True):
    """What somebody may do. `scope` is the language of a translator or reviewer, the organisation of a coordinator."""

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("role IN ('administrator', 'coordinator', 'translator', 'reviewer')", name="role"),
        {
            **ROWS_BY_KEY,
            "info": {
                "person": PersonalData(
                    holds="what somebody may do, for which organisation or language, and since when",
                    why="to let those do it who are meant to",
                    kept="until it is taken back, and as long as the person at most",
                )
            },
        },
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    role: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    since: datetime = Field(sa_type=Moment)


class SecondFactor(SQLModel, table=True):
    """The secret shared with an app that shows codes (RFC 6238), in base 32.

    `last_step` is the time step of the last code that was taken: each counts once. `since` is empty until a first code
    has proved that the app has the secret.
    """

    __tablename__ = "second_factor"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="the secret that an app makes codes from, since when, and when a code was last used",
                why="to ask for more than a password",
                kept="until it is switched off, and as long as the person at most",
                secret=("secret",),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    secret: str
    since: datetime | None = Field(sa_type=Moment)
    last_step: int


class RecoveryCode(SQLModel, table=True):
    """A code that counts once instead of one from the app. Only its hash is known here."""

    __tablename__ = "recovery_code"
    __table_args__ = {
        **ROWS_BY_KEY,
        "info": {
            "person": PersonalData(
                holds="the hashes of the recovery codes that are left",
                why="to let somebody in whose phone is gone",
                kept="until it is used or replaced, and as long as the person at most",
                secret=("code_hash",),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    code_hash: bytes = Field(primary_key=True)


class EmailChange(SQLModel, table=True):
    """An address that somebody wants instead of theirs, and which of the two has said yes."""

    __tablename__ = "email_change"
    __table_args__ = {
        "info": {
            "person": PersonalData(
                holds="the new e-mail address somebody asked for, and whether it and the old one were confirmed",
                why="to change it only when both are theirs",
                kept="until it is changed, a week at most",
                secret=("email_key",),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    email: str
    email_key: str
    agreed_old: bool
    agreed_new: bool
    expires_at: datetime = Field(sa_type=Moment)


account = table_of(Account)
organisation = table_of(Organisation)
role = table_of(Role)
second_factor = table_of(SecondFactor)
recovery_code = table_of(RecoveryCode)
email_change = table_of(EmailChange)
