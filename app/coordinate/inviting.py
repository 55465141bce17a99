"""Working off the lists of people that coordinators brought, beside the site's other work."""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import Final

from app.people.operations.intakes import Taken, invite_batch, take_intake
from app.storage import StorageError
from app.web.site import Site

# Seconds after which lists are looked for that another process has left.
_PAUSE: Final = 20

_log = logging.getLogger(__name__)


async def invite_people(site: Site) -> None:
    """Work off what waits, whenever something does, until it is cancelled."""
    while True:
        try:
            await invite_waiting(site)
        except StorageError as error:
            _log.warning("Lists of people can't be looked for: %s", type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(site.intakes.wait(), _PAUSE)


async def invite_waiting(site: Site) -> int:
    """Work off every list that waits; how many."""
    site.intakes.clear()
    worked = 0
    while taken := await site.database.write(partial(take_intake, now=site.clock())):
        await _work_off(site, taken)
        worked += 1
    return worked


async def _work_off(site: Site, taken: Taken) -> None:
    lines, position = await asyncio.to_thread(taken.lines, [*site.interfaces]), taken.position
    while position < len(lines):
        batch = partial(invite_batch, taken=taken, lines=lines, position=position, now=site.clock())
        position = await site.database.write(batch)
        site.letters.set()
        # Others have their turn.
        await asyncio.sleep(0)
