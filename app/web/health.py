"""For whoever runs the site: does the process live, can it do its work; and the way in."""

import asyncio
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.routing import Route

from app.storage import Database, StorageError
from app.web.locale import Interface
from app.web.responses import Finished, Header, redirect

_TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")
_NOW: Header = (b"cache-control", b"no-store")
# Seconds after which a database that doesn't answer counts as away.
_PATIENCE: Final = 5


def routes(database: Database, interfaces: Sequence[Interface]) -> list[Route]:
    first = interfaces[0].language

    async def healthz(_request: Request) -> Finished:
        return Finished(b"alive\n", (_TEXT, _NOW))

    async def readyz(_request: Request) -> Finished:
        try:
            await asyncio.wait_for(database.probe(), _PATIENCE)
        except (StorageError, TimeoutError) as trouble:
            return Finished(f"not ready: {type(trouble).__name__}\n".encode(), (_TEXT, _NOW), 503)
        return Finished(b"ready\n", (_TEXT, _NOW))

    async def way_in(_request: Request) -> Finished:
        return redirect(f"/{first}", status=302)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/", way_in)]
