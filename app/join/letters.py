"""What the letters say, in the language of who gets them. Plain text: it reads everywhere and reports nothing back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode, urlsplit

from app.people.queries import Account
from app.web.locale import Interface
from app.web.site import Site

_PATHS: Final = MappingProxyType(
    {"open": "/open", "password": "/new-password", "old email": "/agree", "new email": "/agree"}
)
WITH_LINK: Final = frozenset(_PATHS)
"""The kinds of letters that hold a link, which is for the purpose of the same name."""


@dataclass(frozen=True, slots=True)
class Words:
    """One letter: its subject, what stands before the link, and what after it."""

    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


def compose(site: Site, account: Account, *, kind: str, to: str, new_email: str, token: str) -> EmailMessage:
    """The letter of a kind to the owner of an account; `token` is for its link, where it has one."""
    ui = site.interfaces.get(account.language) or next(iter(site.interfaces.values()))
    words = _WORDS[kind](ui, site, account, new_email)
    letter = EmailMessage()
    letter["Subject"] = words.subject
    letter["From"] = Address(site.name, addr_spec=sender_of(site))
    letter["To"] = Address(addr_spec=to)
    letter["Date"] = format_datetime(site.clock())
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("\n\n".join(_paragraphs(ui, site, account, words, _link(site, ui.language, kind, token))) + "\n")
    letter["Content-Language"] = ui.language
    return letter


def sender_of(site: Site) -> str:
    """Where letters come from: what was set, or an address of the site's own host."""
    return site.mail_from or f"no-reply@{urlsplit(site.origin).hostname}"


def _paragraphs(ui: Interface, site: Site, account: Account, words: Words, link: str) -> list[str]:
    # Translators: the beginning of a letter.
    greeting = ui.gettext("Hello {name},", name=account.name)
    own = [greeting, *words.before, *([link] if link else []), *words.after]
    return [*own, f"{site.name}\n{site.origin}"]


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
KINDS: Final = frozenset(_WORDS)
"""Every kind of letter there is."""
