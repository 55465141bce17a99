"""`atsiv user`: accounts from the command line, the first administrator's among them."""

import argparse
import asyncio
import getpass
import secrets
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlencode

from app.cli.telling import WELL, WRONG, Commands, complain
from app.people.emails import is_email, tidy
from app.people.operations import (
    AT_THE_COMMAND_LINE,
    EmailTaken,
    LastAdministrator,
    add_account,
    change_password,
    grant_role,
    issue_ticket,
    organisation_called,
    record_act,
    take_role,
)
from app.people.passwords import Passwords, weakness
from app.people.pseudonyms import new_pseudonym
from app.people.queries import Account, account_by_email
from app.people.roles import Role
from app.settings import Settings, settings_from
from app.storage import Writer, migrate, open_database

T = TypeVar("T")

_ROLES: Final = {
    "admin": "administrator",
    "coordinator": "coordinator",
    "translator": "translator",
    "reviewer": "reviewer",
}
_TOKEN_BYTES: Final = 16
_WEAK: Final = {
    "short": "it has fewer than 8 characters",
    "long": "it has more than 128 characters",
    "common": "it is among the first that somebody would try",
    "own": "it is the name or the address of its owner",
}


class Refused(Exception):
    """What was asked for can't be done; the text says why and what to do instead."""


def add_user(commands: Commands) -> None:
    description = "Make accounts, give roles, set passwords. Whoever can run this may do anything on the site."
    users = commands.add_parser("user", help="make accounts and give roles", description=description)
    kinds = users.add_subparsers(metavar="WHAT", required=True)
    add = kinds.add_parser("add", help="make an account, and print a link with which its owner chooses a password")
    add.add_argument("--email", help="its address; asked for where it is missing")
    add.add_argument("--name", help="its owner's name; asked for where it is missing")
    add.add_argument(
        "--speaks", metavar="LANGUAGE", default="en", help="the language that the site speaks to its owner"
    )
    _add_role(add, required=False)
    add.set_defaults(run=_told(_add))
    role = kinds.add_parser("role", help="give or take a role")
    role.add_argument("email", help="the address of the account")
    role.add_argument("--take", action="store_true", help="take the role back instead of giving it")
    _add_role(role, required=True)
    role.set_defaults(run=_told(_role))
    for name, run, text in (
        ("password", _password, "set a password, which is read from the terminal or from standard input"),
        ("link", _link, "print a link with which the owner of an account chooses a new password"),
    ):
        one = kinds.add_parser(name, help=text)
        one.add_argument("email", help="the address of the account")
        one.set_defaults(run=_told(run))


def _add_role(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--role", choices=sorted(_ROLES), required=required, help="a role beside learner")
    parser.add_argument("--organisation", metavar="NAME", help="of a coordinator; made if there is none of this name")
    parser.add_argument("--language", help="of a translator or reviewer, for example el")


def _told(run: Callable[[Settings, argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    def told(chosen: argparse.Namespace) -> int:
        settings = settings_from()
        migrate(settings.database_url)
        try:
            run(settings, chosen)
        except Refused as refused:
            return complain(str(refused), status=WRONG)
        except EmailTaken:
            return complain("There is an account with this address already.", status=WRONG)
        except LastAdministrator:
            return complain("This is the only administrator: give somebody else the role before.", status=WRONG)
        return WELL

    return told


def _add(settings: Settings, chosen: argparse.Namespace) -> None:
    email, name = _asked(chosen.email, "E-mail address: "), _asked(chosen.name, "Name: ")
    if not is_email(tidy(email)):
        raise Refused(f"“{email}” is no e-mail address: write one such as maria@example.org.")
    language = _language(settings, chosen.speaks)
    now, token = datetime.now(UTC), secrets.token_urlsafe(_TOKEN_BYTES)
    pseudonym, lifetime = new_pseudonym(secrets.token_bytes), timedelta(days=settings.account_days)

    async def work(writer: Writer) -> str:
        person_id = await add_account(
            writer,
            email=email,
            name=name,
            password_hash=None,
            pseudonym=pseudonym,
            language=language,
            opened=True,
            now=now,
            lifetime=lifetime,
        )
        found = await _found(writer, email)
        await record_act(writer, actor=AT_THE_COMMAND_LINE, action="add", subject=found.pseudonym, now=now)
        made = ""
        if chosen.role:
            what, made = await _wanted(writer, settings, chosen, now)
            await grant_role(writer, to=found, what=what, actor=AT_THE_COMMAND_LINE, now=now)
        await issue_ticket(writer, person_id=person_id, purpose="password", token=token, now=now)
        return made

    _tell_made(_write(settings, work))
    print(f"The account is made. With this link, {name} chooses a password; it counts once, for 24 hours:")
    print(_address(settings, language, token))


def _role(settings: Settings, chosen: argparse.Namespace) -> None:
    now = datetime.now(UTC)

    async def work(writer: Writer) -> tuple[bool, str]:
        found, (what, made) = await _found(writer, chosen.email), await _wanted(writer, settings, chosen, now)
        if not chosen.take:
            return await grant_role(writer, to=found, what=what, actor=AT_THE_COMMAND_LINE, now=now), made
        if made:
            raise Refused(f"There is no organisation “{made}”.")
        return await take_role(writer, of=found, what=what, actor=AT_THE_COMMAND_LINE, now=now), ""

    changed, made = _write(settings, work)
    _tell_made(made)
    print("Done." if changed else "Nothing had to be changed.")


def _password(settings: Settings, chosen: argparse.Namespace) -> None:
    found, now = _write(settings, lambda writer: _found(writer, chosen.email)), datetime.now(UTC)
    password = getpass.getpass("New password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    weak = weakness(password, name=found.name, email=found.email, site=settings.site_name)
    if weak:
        raise Refused(f"This password won't do: {_WEAK[weak]}.")
    password_hash = asyncio.run(Passwords().hashed(password))

    async def work(writer: Writer) -> None:
        await change_password(writer, person_id=found.person_id, password_hash=password_hash, kept_session=None)
        await record_act(writer, actor=AT_THE_COMMAND_LINE, action="password", subject=found.pseudonym, now=now)

    _write(settings, work)
    print("The password is set, and every session of the account has ended.")


def _link(settings: Settings, chosen: argparse.Namespace) -> None:
    now, token = datetime.now(UTC), secrets.token_urlsafe(_TOKEN_BYTES)

    async def work(writer: Writer) -> Account:
        found = await _found(writer, chosen.email)
        if found.disabled_at is not None:
            page = f"{settings.base_url}/{found.language}/person/{found.person_id}"
            raise Refused(f"This account is disabled, so no link would count. An administrator can enable it: {page}")
        await issue_ticket(writer, person_id=found.person_id, purpose="password", token=token, now=now)
        await record_act(writer, actor=AT_THE_COMMAND_LINE, action="link", subject=found.pseudonym, now=now)
        return found

    found = _write(settings, work)
    print(_address(settings, found.language, token))


async def _found(writer: Writer, email: str) -> Account:
    found = await account_by_email(writer, email=email)
    if found is None:
        raise Refused(f"There is no account with the address “{email}”. Make one with: atsiv user add")
    return found


async def _wanted(writer: Writer, settings: Settings, chosen: argparse.Namespace, now: datetime) -> tuple[Role, str]:
    """The role that the options name, and the name of its organisation if that had to be made."""
    name = _ROLES[chosen.role]
    if name == "administrator":
        return Role(name), ""
    if name == "coordinator":
        if not (chosen.organisation or "").strip():
            raise Refused("Say of which organisation: --organisation NAME")
        title = " ".join(chosen.organisation.split())
        number, made = await organisation_called(writer, title=title, actor=AT_THE_COMMAND_LINE, now=now)
        return Role(name, str(number)), title if made else ""
    if not chosen.language:
        raise Refused("Say for which language: --language el, for example")
    return Role(name, _language(settings, chosen.language)), ""


def _tell_made(organisation: str) -> None:
    if organisation:
        print(f"The organisation “{organisation}” is made.")


def _language(settings: Settings, code: str) -> str:
    known = sorted({"en", *(path.parent.name for path in Path(settings.locales_dir).glob("*/LC_MESSAGES"))})
    if code not in known:
        raise Refused(f"The site has no language “{code}”: it has {', '.join(known)}.")
    return code


def _asked(given: str | None, question: str) -> str:
    text = input(question) if given is None and sys.stdin.isatty() else given or ""
    if not text.strip():
        raise Refused("Say whose account: --email ADDRESS --name NAME")
    return " ".join(text.split())


def _address(settings: Settings, language: str, token: str) -> str:
    return f"{settings.base_url}/{language}/new-password?{urlencode({'token': token})}"


def _write(settings: Settings, work: Callable[[Writer], Awaitable[T]]) -> T:
    async def whole() -> T:
        database = open_database(settings.database_url)
        try:
            return await database.write(work)
        finally:
            await database.close()

    return asyncio.run(whole())
