"""Making a file of a language's translations."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.content.locales import Locales
from app.content.po import PoError, PoFile, parse
from app.localisation.exchange.archive import write_zip
from app.localisation.exchange.po_form import write_po
from app.localisation.exchange.units import CannotExchange, Outgoing
from app.localisation.exchange.xliff_writing import write_xliff


def exported(*, locales: Locales, language: str, format: str, domain: str | None = None) -> bytes:  # noqa: A002 - its name on the command line
    """The language's translations, or those of one domain, as `po`, `xliff` or `zip`. Raises CannotExchange."""
    files = {name: _parsed(path.read_bytes(), str(path)) for name, path in locales.files(language)}
    if not files:
        raise CannotExchange(f"There are no translations into “{language}” in {locales.root}.")
    if domain is not None and domain not in files:
        raise CannotExchange(f"There is no “{domain}” in “{language}”; there is {', '.join(files)}.")
    return FORMATS[format](Outgoing(language, files if domain is None else {domain: files[domain]}))


def _parsed(data: bytes, name: str) -> PoFile:
    try:
        return parse(data)
    except PoError as error:
        raise CannotExchange(f"{name}:{error.line}: {error.wrong}; {error.instead}") from error


def _write_one(outgoing: Outgoing) -> bytes:
    if len(outgoing.files) > 1:
        names = ", ".join(outgoing.files)
        raise CannotExchange(f"A PO file holds one domain: add --domain with one of {names}, or take --format zip.")
    ((domain, file),) = outgoing.files.items()
    return write_po(outgoing.language, domain, file)


FORMATS: Mapping[str, Callable[[Outgoing], bytes]] = MappingProxyType(
    {"po": _write_one, "xliff": write_xliff, "zip": write_zip}
)
