"""What every letter has, in the language of who gets it. Plain text: it reads everywhere and reports nothing back."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from app.web.locale import Interface
from app.web.site import Site

_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """One letter: its subject, what stands before the link, and what after it."""

    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be sent; `who` is a pseudonym of who gets it."""

    message: EmailMessage
    who: str


def interface_for(site: Site, language: str) -> Interface:
    """The site's words in somebody's language; one that it has no longer is replaced by the first."""
    return site.interfaces.get(language) or next(iter(site.interfaces.values()))


def written(
    site: Site,
    ui: Interface,
    words: Words,
    *,
    name: str,
    to: str,
    link: str = "",
    headers: Mapping[str, str] = _NO_HEADERS,
) -> EmailMessage:
    """A letter from the site to `name` at the address `to`."""
    letter = EmailMessage()
    letter["Subject"] = words.subject
    letter["From"] = Address(site.name, addr_spec=sender_of(site))
    letter["To"] = Address(addr_spec=to)
    letter["Date"] = format_datetime(site.clock())
    letter["Auto-Submitted"] = "auto-generated"
    for header, value in headers.items():
        letter[header] = value
    letter.set_content("\n\n".join(_paragraphs(site, ui, words, name, link)) + "\n")
    letter["Content-Language"] = ui.language
    return letter


def sender_of(site: Site) -> str:
    """Where letters come from: what was set, or an address of the site's own host."""
    return site.mail_from or f"no-reply@{urlsplit(site.origin).hostname}"


def _paragraphs(site: Site, ui: Interface, words: Words, name: str, link: str) -> list[str]:
    # Translators: the beginning of a letter.
    greeting = ui.gettext("Hello {name},", name=name) if name else ui.gettext("Hello,")
    own = [greeting, *words.before, *([link] if link else []), *words.after]
    return [*own, f"{site.name}\n{site.origin}"]
