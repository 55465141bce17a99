"""What holds for every request before the site looks at it: bounded bodies, forms from its own pages only."""

import re
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
"""Of a body. The longest answer, written in Greek and encoded for a form, takes less than half."""

MOST_BYTES_OF_A_LIST = 6 * 1024 * 1024
"""Of a body that may hold a file of people or of translations, which is sent to one of LISTS."""

LISTS = re.compile(r"/[^/]+/(?:coordinate/[^/]+/group/[^/]+/bring|translate/[^/]+/files)")
ONE_CLICK = re.compile(r"/[^/]+/mute")
"""What mail programs send without a page (RFC 8058): the link itself says whose letters are to stop."""

_HARMLESS = {"GET", "HEAD", "OPTIONS"}

Refuse = Callable[[Scope, Receive, Send, int], Awaitable[None]]
"""Answers a request with the page for a status."""


class TooLarge(HTTPException):
    """A body of more than its address may be sent."""

    def __init__(self) -> None:
        super().__init__(413)


class Guard:
    """ASGI middleware. `origin` is the site's own, as in BASE_URL."""

    def __init__(self, app: ASGIApp, *, origin: str, refuse: Refuse) -> None:
        self.app = app
        self.origin = origin.encode()
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _HARMLESS:
            await self.app(scope, receive, send)
        elif not self._from_here(scope) and not ONE_CLICK.fullmatch(scope["path"]):
            await self.refuse(scope, receive, send, 403)
        elif _announced(scope) > _most(scope):
            await self.refuse(scope, receive, send, 413)
        else:
            await self.app(scope, _bounded(receive, _most(scope)), send)

    def _from_here(self, scope: Scope) -> bool:
        """Whether one of the site's pages sent this.

        Every browser of today says so in Sec-Fetch-Site; an older one names the Origin. What names neither was
        sent by no page, and refusing it costs no reader anything.
        """
        headers = dict(scope["headers"])
        site = headers.get(b"sec-fetch-site")
        if site is not None:
            return bool(site == b"same-origin")
        origin: bytes | None = headers.get(b"origin")
        # Without encryption the site may be reached by another name than the one it was given, such as 127.0.0.1.
        here = b"http://" + headers.get(b"host", b"") if self.origin.startswith(b"http://") else self.origin
        return origin is not None and origin in {self.origin, here}


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _most(scope: Scope) -> int:
    return MOST_BYTES_OF_A_LIST if LISTS.fullmatch(scope["path"]) else MOST_BYTES


def _bounded(receive: Receive, most: int) -> Receive:
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise TooLarge
        return message

    return bounded
