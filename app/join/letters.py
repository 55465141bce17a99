"""What the letters about an account say."""

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import partial
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from app.people.operations import Due, issue_ticket
from app.people.queries import Account, account_of, email_change_of
from app.storage import Writer
from app.web.letters import Letter, Words, interface_for, written
from app.web.locale import Interface
from app.web.sending import Prepare
from app.web.site import Site

_PATHS: Final = MappingProxyType(
    {"open": "/open", "password": "/new-password", "old email": "/agree", "new email": "/agree"}
)
WITH_LINK: Final = frozenset(_PATHS)
"""The kinds of letters that hold a link, which is for the purpose of the same name."""


async def _prepare(site: Site, writer: Writer, due: Due, token: str, *, kind: str) -> Letter | None:
    person_id = due.person_id or 0
    account = await account_of(writer, person_id=person_id)
    wanted = await email_change_of(writer, person_id=person_id, now=site.clock())
    if account is None or account.disabled_at or (wanted is None and kind.endswith("email")):
        return None
    if kind in WITH_LINK:
        await issue_ticket(writer, person_id=person_id, purpose=kind, token=token, now=site.clock())
    message = compose(site, account, kind=kind, new_email=wanted.email if wanted else "", token=token)
    return Letter(message, account.pseudonym)


def compose(site: Site, account: Account, *, kind: str, new_email: str, token: str) -> EmailMessage:
    """The letter of a kind to the owner of an account; `token` is for its link, where it has one."""
    ui = interface_for(site, account.language)
    words = _WORDS[kind](ui, site, account, new_email)
    to = new_email if kind == "new email" else account.email
    return written(site, ui, words, name=account.name, to=to, link=_link(site, ui.language, kind, token))


def _link(site: Site, language: str, kind: str, token: str) -> str:
    return f"{site.origin}/{language}{_PATHS[kind]}?{urlencode({'token': token})}" if kind in _PATHS else ""


def _not_you(ui: Interface) -> str:
    return ui.gettext(
        "If it was not you who asked for this, you need not do anything: without the link, nothing changes."
    )


def _open(ui: Interface, site: Site, _account: Account, _new: str) -> Words:
    return Words(
        ui.gettext("Open your account at {site}", site=site.name),
        (
            ui.gettext(
                "somebody, probably you, has signed up with this address. To open the account, follow this link:"
            ),
        ),
        (ui.gettext("The link counts once, for seven days."), _not_you(ui)),
    )


def _known(ui: Interface, site: Site, account: Account, _new: str) -> Words:
    return Words(
        ui.gettext("You have an account at {site} already", site=site.name),
        (
            ui.gettext(
                "somebody, probably you, wanted to sign up with this address. There is an account with it already, so "
                "nothing was changed."
            ),
            ui.gettext("You can sign in here, or choose a new password if you have forgotten yours:"),
            f"{site.origin}/{account.language}/sign-in",
        ),
    )


def _password(ui: Interface, site: Site, _account: Account, _new: str) -> Words:
    return Words(
        ui.gettext("Choose a new password for {site}", site=site.name),
        (ui.gettext("to choose a new password for your account, follow this link:"),),
        (ui.gettext("The link counts once, for 24 hours."), _not_you(ui)),
    )


def _old_email(ui: Interface, site: Site, _account: Account, new: str) -> Words:
    return Words(
        ui.gettext("Do you want to change your address at {site}?", site=site.name),
        (
            ui.gettext("your account is to have the address {email} instead of this one.", email=new),
            ui.gettext("If that is what you want, follow this link, and the one in the letter to the new address:"),
        ),
        (
            ui.gettext("The link counts once, for seven days."),
            ui.gettext("If it was not you, do not follow the link. Sign in and choose another password."),
        ),
    )


def _new_email(ui: Interface, site: Site, _account: Account, _new: str) -> Words:
    return Words(
        ui.gettext("Confirm your new address for {site}", site=site.name),
        (
            ui.gettext(
                "your account is to have this address. To confirm it, follow this link, and the one in the letter to "
                "the earlier address:"
            ),
        ),
        (ui.gettext("The link counts once, for seven days."), _not_you(ui)),
    )


def _changed(ui: Interface, site: Site, account: Account, _new: str) -> Words:
    return Words(
        ui.gettext("How you sign in to {site} has changed", site=site.name),
        (
            ui.gettext("the password, the address or the second step of your account has just been changed."),
            ui.gettext("If it was not you, choose a new password at once:"),
            f"{site.origin}/{account.language}/forgotten",
        ),
    )


def _expiring(ui: Interface, site: Site, account: Account, _new: str) -> Words:
    day = ui.date(account.expires_at)
    return Words(
        ui.gettext("Your account at {site} will soon be deleted", site=site.name),
        (
            ui.gettext(
                "you have not used your account for a long time. On {date} it will be deleted, with all your progress.",
                date=day,
            ),
            ui.gettext("If you want to keep it, sign in before then:"),
            f"{site.origin}/{account.language}/sign-in",
        ),
    )


_WORDS: Final[Mapping[str, Callable[[Interface, Site, Account, str], Words]]] = MappingProxyType(
    {
        "open": _open,
        "known": _known,
        "password": _password,
        "old email": _old_email,
        "new email": _new_email,
        "changed": _changed,
        "expiring": _expiring,
    }
)
KINDS: Final[Mapping[str, Prepare]] = MappingProxyType({kind: partial(_prepare, kind=kind) for kind in _WORDS})
"""Every kind of letter about an account."""
