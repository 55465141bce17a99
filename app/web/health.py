"""For whoever runs the site: does the process live, and can it do its work."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.routing import Route

from app.storage import Database, StorageError
from app.web.responses import Finished, Header

_TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")
_NOW: Header = (b"cache-control", b"no-store")
# Seconds after which a database that doesn't answer counts as away.
_PATIENCE: Final = 5


def routes(database: Database) -> list[Route]:
    async def healthz(_request: Request) -> Finished:
        return Finished(b"alive\n", (_TEXT, _NOW))

    async def readyz(_request: Request) -> Finished:
        try:
            await asyncio.wait_for(database.probe(), _PATIENCE)
        except (StorageError, TimeoutError) as trouble:
            return Finished(f"not ready: {type(trouble).__name__}\n".encode(), (_TEXT, _NOW), 503)
        return Finished(b"ready\n", (_TEXT, _NOW))

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
