"""Reading a file that somebody sends back, whichever of the formats it is in."""

from app.content.locales import Locales
from app.localisation.exchange.archive import MOST_BYTES, read_zip
from app.localisation.exchange.po_form import read_po
from app.localisation.exchange.units import CannotExchange, Incoming
from app.localisation.exchange.xliff_reading import read_xliff


def read(data: bytes, name: str, *, locales: Locales, language: str | None = None) -> tuple[str, list[Incoming]]:
    """The language of a file and what it brings. The format is known by the content, not by the name.

    `language` is what whoever imports says; a file that names another is refused. Raises CannotExchange.
    """
    if len(data) > MOST_BYTES:
        raise CannotExchange(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.")
    if data.startswith(b"PK"):
        found = read_zip(data, name)
    elif data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = read_xliff(data, name)
    else:
        found = [read_po(data, name)]
    if not found:
        raise CannotExchange(f"{name} holds no translations.")
    return _language(found, name, locales, language), found


def _language(found: list[Incoming], name: str, locales: Locales, wanted: str | None) -> str:
    """One of the site's languages. A file for pl_PL is for pl if the site has no pl_PL."""
    named = {_known(each.language, locales) for each in found if each.language}
    language = wanted or next(iter(named), None)
    if language is None:
        raise CannotExchange(f"{name} doesn't say which language it is in: add --language.")
    if named - {language}:
        raise CannotExchange(f"{name} says that it is in “{min(named - {language})}”, not in “{language}”.")
    if language not in locales.languages:
        raise CannotExchange(f"The site has no translations into “{language}”; it has {', '.join(locales.languages)}.")
    return language


def _known(language: str, locales: Locales) -> str:
    code = language.replace("-", "_")
    return code if code in locales.languages else code.partition("_")[0].lower()
