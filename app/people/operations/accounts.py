"""Opening accounts, and changing what is in them."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, update

from app.people.emails import email_key, tidy
from app.people.names import name_key
from app.people.operations.sessions import end_sessions
from app.people.operations.tickets import revoke_tickets, use_ticket
from app.people.queries.accounts import account_by_email, email_change_of
from app.people.tables import account, email_change, person
from app.storage import Writer
from app.storage.metadata import Moment, insert

_WAITING = timedelta(days=7)

_ADD_PERSON = insert(person).values(kind="account").returning(person.c.id)
_ADD_ACCOUNT = insert(account)
_OF = account.c.person_id == bindparam("owner")
_TAKE_OVER = (
    update(account)
    .where(_OF, account.c.opened_at.is_(None))
    .values(
        email=bindparam("new_email"),
        name=bindparam("new_name"),
        name_key=bindparam("new_name_key"),
        password_hash=bindparam("new_password_hash"),
        opened_at=bindparam("at", type_=Moment),
    )
)
_OPEN = update(account).where(_OF, account.c.opened_at.is_(None)).values(opened_at=bindparam("at", type_=Moment))
_NAME = update(account).where(_OF).values(name=bindparam("new_name"), name_key=bindparam("new_name_key"))
_PASSWORD = update(account).where(_OF).values(password_hash=bindparam("new_hash"))
_EMAIL = update(account).where(_OF).values(email=bindparam("new_email"), email_key=bindparam("new_key"))
_LANGUAGE = (
    update(person)
    .where(and_(person.c.id == bindparam("owner"), person.c.kind == "account"))
    .values(language=bindparam("new_language"))
)
_KEEP = update(person).where(person.c.id == bindparam("owner")).values(expires_at=bindparam("until", type_=Moment))
_ASK = insert(email_change).values(agreed_old=False, agreed_new=False)
_ASK_EMAIL = _ASK.on_conflict_do_update(
    index_elements=[email_change.c.person_id],
    set_={name: _ASK.excluded[name] for name in ("email", "email_key", "agreed_old", "agreed_new", "expires_at")},
)
_AGREE_OLD = update(email_change).where(email_change.c.person_id == bindparam("owner")).values(agreed_old=True)
_AGREE_NEW = update(email_change).where(email_change.c.person_id == bindparam("owner")).values(agreed_new=True)
_ASKED_NO_MORE = delete(email_change).where(email_change.c.person_id == bindparam("owner"))


class EmailTaken(Exception):
    """Another account has this address."""


async def add_account(
    writer: Writer,
    *,
    email: str,
    name: str,
    password_hash: str | None,
    pseudonym: str,
    language: str,
    opened: bool,
    now: datetime,
    lifetime: timedelta,
) -> int:
    """Make an account and return its person's id. One that isn't `opened` is deleted after a week, unless it is.

    An account of the same address that was never opened is taken over: whoever made it has not shown that it is theirs.
    Raises EmailTaken.
    """
    until, opened_at = now + (lifetime if opened else _WAITING), now if opened else None
    row = {"email": tidy(email), "name": name, "name_key": name_key(name), "password_hash": password_hash}
    earlier = await account_by_email(writer, email=email)
    if earlier is not None:
        new = {f"new_{column}": value for column, value in row.items()}
        if not await writer.run(_TAKE_OVER, {"owner": earlier.person_id, "at": opened_at, **new}):
            raise EmailTaken
        await writer.run(_KEEP, {"owner": earlier.person_id, "until": until})
        return earlier.person_id
    added = await writer.all(_ADD_PERSON, {"language": language, "created_at": now, "expires_at": until})
    row |= {"email_key": email_key(email), "pseudonym": pseudonym}
    await writer.run(_ADD_ACCOUNT, {"person_id": added[0].id, "opened_at": opened_at, "disabled_at": None, **row})
    return int(added[0].id)


async def open_account(writer: Writer, *, person_id: int, token: str, now: datetime, lifetime: timedelta) -> bool:
    """Open an account by the link that was sent to its address; whether the link still counted."""
    if not await use_ticket(writer, token=token, purpose="open", now=now):
        return False
    await writer.run(_OPEN, {"owner": person_id, "at": now})
    await writer.run(_KEEP, {"owner": person_id, "until": now + lifetime})
    return True


async def rename(writer: Writer, *, person_id: int, name: str) -> None:
    await writer.run(_NAME, {"owner": person_id, "new_name": name, "new_name_key": name_key(name)})


async def choose_language(writer: Writer, *, person_id: int, language: str) -> None:
    """Speak this language to the owner of an account from now on; a guest has only their browser's."""
    await writer.run(_LANGUAGE, {"owner": person_id, "new_language": language})


async def store_hash(writer: Writer, *, person_id: int, password_hash: str) -> None:
    """Keep a stronger hash of the same password."""
    await writer.run(_PASSWORD, {"owner": person_id, "new_hash": password_hash})


async def change_password(writer: Writer, *, person_id: int, password_hash: str, kept_session: int | None) -> None:
    """Take another password. Every session but one ends, and every link that was sent."""
    await writer.run(_PASSWORD, {"owner": person_id, "new_hash": password_hash})
    await end_sessions(writer, person_id=person_id, but=kept_session)
    await revoke_tickets(writer, person_id=person_id)


async def choose_password(
    writer: Writer, *, person_id: int, token: str, password_hash: str, now: datetime, lifetime: timedelta
) -> bool:
    """Take another password by a link that was sent; whether it still counted. It shows whose the address is, too."""
    if not await use_ticket(writer, token=token, purpose="password", now=now):
        return False
    await change_password(writer, person_id=person_id, password_hash=password_hash, kept_session=None)
    await writer.run(_OPEN, {"owner": person_id, "at": now})
    await writer.run(_KEEP, {"owner": person_id, "until": now + lifetime})
    return True


async def ask_email(writer: Writer, *, person_id: int, email: str, now: datetime) -> None:
    """Remember which address somebody wants, until both have said yes."""
    row = {"email": tidy(email), "email_key": email_key(email), "expires_at": now + _WAITING}
    await writer.run(_ASK_EMAIL, {"person_id": person_id, **row})


async def agree_email(writer: Writer, *, person_id: int, token: str, purpose: str, now: datetime) -> bool | None:
    """Let one of the two addresses say yes; whether that changed the address, None if the link counted no longer.

    Raises EmailTaken when somebody else has the new one by now.
    """
    if not await use_ticket(writer, token=token, purpose=purpose, now=now):
        return None
    await writer.run(_AGREE_OLD if purpose == "old email" else _AGREE_NEW, {"owner": person_id})
    wanted = await email_change_of(writer, person_id=person_id, now=now)
    if wanted is None:
        return None
    if not (wanted.agreed_old and wanted.agreed_new):
        return False
    await change_email(writer, person_id=person_id, email=wanted.email)
    return True


async def change_email(writer: Writer, *, person_id: int, email: str) -> None:
    """Take another address at once. Raises EmailTaken."""
    other = await account_by_email(writer, email=email)
    if other is not None and other.person_id != person_id:
        raise EmailTaken
    await writer.run(_EMAIL, {"owner": person_id, "new_email": tidy(email), "new_key": email_key(email)})
    await writer.run(_ASKED_NO_MORE, {"owner": person_id})
