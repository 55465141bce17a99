"""Waiting for a place among so many."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from app.storage.errors import Busy

STREAMS: Final = 8
"""Downloads at once: over a slow line each may take minutes, and keeps a connection of its own that long."""


@asynccontextmanager
async def turn(turns: asyncio.Semaphore, patience: float) -> AsyncIterator[None]:
    """A place for the caller. Raises Busy if within `patience` seconds none gets free."""
    try:
        async with asyncio.timeout(patience):
            await turns.acquire()
    except TimeoutError:
        raise Busy("too many others read long lists") from None
    try:
        yield
    finally:
        turns.release()
