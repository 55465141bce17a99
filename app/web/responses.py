"""Answers to browsers, with the headers that every answer of the site carries."""

import re
from collections.abc import Iterable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.fragments import gzipped

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self'; script-src 'self'; style-src 'self'"
)

Header = tuple[bytes, bytes]

NO_GUESSING: Header = (b"x-content-type-options", b"nosniff")

SECURITY: tuple[Header, ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    NO_GUESSING,
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

HTML: Header = (b"content-type", b"text/html; charset=utf-8")
GZIP: tuple[Header, ...] = ((b"content-encoding", b"gzip"), (b"vary", b"accept-encoding, cookie"))
PLAIN: tuple[Header, ...] = ((b"vary", b"accept-encoding, cookie"),)
# What is personal is never kept by anybody on the way, nor shown again after it was deleted.
PERSONAL: Header = (b"cache-control", b"no-store")
# A visitor's page may be kept by their own browser, if it asks whether it is still the same.
CHECKED: Header = (b"cache-control", b"private, no-cache")

_REFUSED = re.compile(rb"q=0(\.0*)?\s*$")

# Below a packet's size there is nothing to win.
_WORTH_COMPRESSING = 1000


class Finished(Response):
    """An answer whose body and headers are bytes already."""

    def __init__(
        self, body: bytes, headers: Iterable[Header], status: int = 200, *, security: Iterable[Header] = SECURITY
    ) -> None:
        self.status_code = status
        self.body = body
        self.raw_headers = [*headers, *security, (b"content-length", str(len(body)).encode())]
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = b"" if scope["method"] == "HEAD" else self.body
        await send({"type": "http.response.body", "body": body})


def takes_gzip(scope: Scope) -> bool:
    return _takes(scope, b"gzip")


def takes_brotli(scope: Scope) -> bool:
    return _takes(scope, b"br")


def _takes(scope: Scope, coding: bytes) -> bool:
    """Whether a browser named the coding, and not to refuse it (RFC 9110, 12.5.3)."""
    accepted = (value for name, value in scope["headers"] if name == b"accept-encoding")
    wishes = (wish.partition(b";") for value in accepted for wish in value.split(b","))
    return any(name.strip() == coding and not _REFUSED.search(weight) for name, _, weight in wishes)


def personal_page(request: Request, markup: str, *, status: int = 200, extra: Iterable[Header] = ()) -> Finished:
    """A page made for one reader at this moment."""
    body = markup.encode()
    if len(body) < _WORTH_COMPRESSING or not takes_gzip(request.scope):
        return Finished(body, (HTML, *PLAIN, PERSONAL, *extra), status)
    return Finished(gzipped(body, 5), (HTML, *GZIP, PERSONAL, *extra), status)


class Kept:
    """A page that is the same for every visitor, compressed once."""

    __slots__ = ("_gzipped", "_headers", "_plain", "etag")

    def __init__(self, markup: str) -> None:
        self._plain = markup.encode()
        self._gzipped = gzipped(self._plain)
        self.etag = etag_of(self._plain)
        self._headers = (HTML, CHECKED, (b"etag", self.etag))

    def response(self, request: Request) -> Finished:
        if not_changed(request.scope, self.etag):
            return unchanged(self.etag)
        if takes_gzip(request.scope):
            return Finished(self._gzipped, (*self._headers, *GZIP))
        return Finished(self._plain, (*self._headers, *PLAIN))


def etag_of(body: bytes) -> bytes:
    # Weak (RFC 9110, 8.8.1): the same for the compressed and the plain page.
    return b'W/"' + sha256(body).hexdigest()[:20].encode() + b'"'


def not_changed(scope: Scope, etag: bytes) -> bool:
    return any(name == b"if-none-match" and etag in value for name, value in scope["headers"])


def unchanged(etag: bytes) -> Finished:
    return Finished(b"", ((b"etag", etag), CHECKED, *PLAIN), 304)


def redirect(address: str, *, extra: Iterable[Header] = (), status: int = 303) -> Finished:
    """Lead to one of the site's own addresses."""
    return Finished(b"", ((b"location", address.encode("ascii")), PERSONAL, *extra), status)
