from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.storage.metadata import Moment, PersonalData, table_of

_LIKE_THE_PERSON = "as long as the person it belongs to"
# SQLite then keeps a person's rows side by side in the order of their key: fewer pages to read and to write.
_ROWS_BY_KEY = {"sqlite_with_rowid": False}

ROLES = ("administrator", "coordinator", "translator", "reviewer")
"""What somebody may be beside a learner, which everybody is."""


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


class Account(SQLModel, table=True):
    """Somebody's name, address and password.

    `email` is as it was typed, `email_key` the form in which two of them are compared. `password_hash` is empty until
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
                secret=("password_hash", "email_key"),
            )
        },
    }

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    email: str
    email_key: str = Field(unique=True)
    name: str
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
            **_ROWS_BY_KEY,
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
        **_ROWS_BY_KEY,
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


class Letter(SQLModel, table=True):
    """A letter to be sent. Its words and its link are made when it is sent, so neither can be read here.

    `tries` counts those that failed; `failed_at` is when the last was given up. `problem` holds the mail server's code
    or the kind of error, and no address.
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
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    kind: str
    queued_at: datetime = Field(sa_type=Moment)
    next_at: datetime | None = Field(sa_type=Moment)
    tries: int
    failed_at: datetime | None = Field(sa_type=Moment)
    problem: str


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


class SiteKey(SQLModel, table=True):
    """A random key of the day that limits are hashed with, so that addresses can't be guessed from a stolen copy."""

    __tablename__ = "site_key"

    day: str = Field(primary_key=True)
    key: bytes


person = table_of(Person)
session = table_of(Session)
account = table_of(Account)
organisation = table_of(Organisation)
role = table_of(Role)
second_factor = table_of(SecondFactor)
recovery_code = table_of(RecoveryCode)
ticket = table_of(Ticket)
email_change = table_of(EmailChange)
letter = table_of(Letter)
limit = table_of(Limit)
act = table_of(Act)
erasure = table_of(Erasure)
site_key = table_of(SiteKey)
