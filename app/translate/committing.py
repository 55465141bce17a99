"""Giving to Git what was saved, beside the site's other work."""

import asyncio
import logging
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from app.localisation.commits import Author, Waits, commit
from app.localisation.operations import mark_committed
from app.localisation.queries import uncommitted
from app.localisation.saving import CannotSave
from app.storage import StorageError
from app.translate.workbench import Workbench
from app.web.site import Site

# Seconds between two looks at what was saved.
_PAUSE: Final = 30
_GONE: Final = "A former translator"

_log = logging.getLogger(__name__)


async def commit_translations(site: Site, workbench: Workbench) -> None:
    """Commit what was saved, until it is cancelled. What keeps it from that is told once, not at every try."""
    told = ""
    while True:
        await asyncio.sleep(_PAUSE)
        try:
            await commit_waiting(site, workbench)
            told = ""
        except (Waits, CannotSave, StorageError) as trouble:
            problem = str(trouble) or type(trouble).__name__
            if problem != told:
                _log.warning("Translations are saved and not committed yet: %s", problem)
            told = problem


async def commit_waiting(site: Site, workbench: Workbench) -> int:
    """Commit what is due; how many changes are settled by it. Raises Waits if others wait, and CannotSave."""
    edits, now = await uncommitted(site.database), site.clock()
    if not edits:
        return 0
    host = urlsplit(site.origin).hostname or "localhost"
    authors = {edit.author: Author(edit.name or _GONE, f"{edit.author}@users.noreply.{host}") for edit in edits}
    works = partial(
        commit,
        edits,
        locales=workbench.locales,
        locks=workbench.locks,
        authors=authors,
        site=Author(site.name, f"noreply@{host}"),
        now=now,
    )
    settled, waits = await asyncio.to_thread(works)
    await site.database.write(lambda writer: mark_committed(writer, edit_ids=settled, now=now))
    if waits:
        raise Waits(waits)
    return len(settled)
