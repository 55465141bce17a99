"""What becomes of a request that fails: a page a person understands, and a line in the log without their data."""

import logging
from traceback import extract_tb
from typing import cast
from urllib.parse import quote

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.content.search import CannotIndex
from app.people.operations import PersonGone
from app.storage import StorageError
from app.web.messages import Messages
from app.web.responses import redirect

_log = logging.getLogger(__name__)


def explain(app: FastAPI, messages: Messages) -> None:
    """Answer every failure of `app` with the page for it."""

    async def refused(request: Request, error: Exception) -> Response:
        status, path = cast("HTTPException", error).status_code, request.url.path
        if status == 404 and path.rstrip("/") != path != "/":
            # Quoted and with one slash at its beginning, it can't lead to another site.
            return redirect(f"/{quote(path.strip('/'))}", status=308)
        extra = ((b"allow", _allowed(app, request)),) if status == 405 else ()
        return messages.of_status(request, status, extra=extra)

    async def not_stored(request: Request, error: Exception) -> Response:
        _log.warning("%s %s: %s", request.method, _path(request), type(error).__name__)
        language = messages.language_of(request.url.path)
        sent = getattr(request.state, "sent", None)
        if sent is None:
            return messages.unavailable(request, language)
        return messages.not_saved(request, language, sent.pairs)

    async def not_indexed(request: Request, error: Exception) -> Response:
        _log.warning("%s %s: %s", request.method, _path(request), error)
        return messages.unsearchable(request, messages.language_of(request.url.path))

    async def gone(request: Request, _error: Exception) -> Response:
        # The page of the same address shows how things stand without what they had.
        return redirect(request.url.path)

    async def failed(request: Request, error: Exception) -> Response:
        # The text of an error may hold what somebody wrote; its kind and where it came from don't.
        frames = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__)))
        _log.error("%s %s: %s at %s", request.method, _path(request), type(error).__name__, frames)
        return messages.of_status(request, 500)

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(StorageError, not_stored)
    app.add_exception_handler(CannotIndex, not_indexed)
    app.add_exception_handler(PersonGone, gone)
    app.add_exception_handler(Exception, failed)


def _path(request: Request) -> str:
    """The path without its query, which may hold a link's token, and without signs that a terminal would obey."""
    return quote(request.url.path)


def _allowed(app: FastAPI, request: Request) -> bytes:
    """The methods that the address takes, of all its routes: the router's own answer names the first one's only."""
    taken = {
        method
        for route in app.router.routes
        if isinstance(route, Route) and route.matches(request.scope)[0] != Match.NONE
        for method in route.methods or ()
    }
    return ", ".join(sorted(taken)).encode()


class Quiet:
    """ASGI middleware: Starlette raises an error again after it was answered and logged, for a server to print it.

    The print would hold the error's text, and with it what somebody wrote.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:
            if scope["type"] != "http":
                raise
