"""Which language somebody reads, and how they choose another."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Scope

from app.people.operations import choose_language
from app.people.queries import person_of
from app.storage import StorageError
from app.web.forms import sent_form
from app.web.responses import Finished, Header, redirect
from app.web.site import Site

_NAME: Final = b"language"
_KEPT: Final = timedelta(days=365)
# Signs that an address may hold as they are; `quote` writes the others so that none leads elsewhere.
_OF_ADDRESSES: Final = "/?&=%-._~+#"
_DEPENDS: Header = (b"vary", b"accept-language, cookie")


def routes(site: Site) -> list[Route]:
    async def way_in(request: Request) -> Finished:
        """Lead whoever names no language to the one that they chose or, on a first visit, to their browser's."""
        offered = tuple(site.interfaces)
        language = chosen(request.scope, offered, secure=site.cookie.secure) or best(
            request.headers.get("accept-language", ""), offered
        )
        return redirect(f"/{language}", status=302, extra=(_DEPENDS,))

    async def choose(request: Request) -> Finished:
        """Show the same page in another language, and remember it: for this browser, and for an account's letters."""
        sent = await sent_form(request)
        language = sent.one("language")
        if language not in site.interfaces:
            return redirect("/")
        await _remember(site, request, language)
        # The language is the first part of the address, so whatever follows is one of this site's own.
        place = quote(sent.one("to"), safe=_OF_ADDRESSES)
        address = f"/{language}{place}" if place.startswith("/") else f"/{language}"
        return redirect(address, extra=(remembered(language, secure=site.cookie.secure),))

    return [Route("/", way_in, methods=["GET", "HEAD"]), Route("/language", choose, methods=["POST"])]


async def _remember(site: Site, request: Request, language: str) -> None:
    session = site.cookie.read(request.scope)
    # To read on in another language is possible without the database as well.
    with suppress(StorageError):
        known = await person_of(site.database, token=session, now=site.clock()) if session else None
        if known and not known.is_guest and known.language != language:
            await site.database.write(lambda writer: choose_language(writer, person_id=known.id, language=language))


def remembered(language: str, *, secure: bool) -> Header:
    """The cookie that keeps a choice of language, and nothing else."""
    attributes = b"; Path=/; HttpOnly; SameSite=Lax" + (b"; Secure" if secure else b"")
    age = f"; Max-Age={int(_KEPT.total_seconds())}".encode()
    return (b"set-cookie", _name(secure=secure) + b"=" + language.encode() + age + attributes)


def _name(*, secure: bool) -> bytes:
    return b"__Host-" + _NAME if secure else _NAME


def chosen(scope: Scope, offered: Sequence[str], *, secure: bool) -> str | None:
    """The language that was chosen in this browser, if the site still has it."""
    wanted = _name(secure=secure)
    for name, value in scope["headers"]:
        if name == b"cookie":
            pairs = (pair.strip().partition(b"=") for pair in value.split(b";"))
            found = next((given.decode("latin-1") for key, _, given in pairs if key == wanted), "")
            return found if found in offered else None
    return None


def best(accepted: str, offered: Sequence[str]) -> str:
    """The language that a browser likes best among those offered, the first of which is for everybody else.

    `accepted` is an Accept-Language header (RFC 9110, 12.5.4). Only the language of a tag counts: `el-GR`, `el_GR`
    and `el` are one.
    """
    wishes = [_wish(part, place) for place, part in enumerate(accepted.split(","))]
    liked = [language for weight, _, language in sorted(wishes) if weight < 0 and language in offered]
    return liked[0] if liked else offered[0]


def _wish(part: str, place: int) -> tuple[float, int, str]:
    """The negated weight, so that the best comes first; then the place in the header, and the language."""
    tag, _, parameter = part.partition(";")
    name, _, value = parameter.strip().partition("=")
    try:
        weight = float(value) if name.strip().lower() == "q" else 1.0
    except ValueError:
        weight = 0.0
    language = tag.strip().lower().replace("_", "-").partition("-")[0]
    return (-weight if 0 <= weight <= 1 else 0.0, place, language)
