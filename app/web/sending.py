"""Sending the letters that wait, one after another, beside the site's other work."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from app.mail import Undelivered
from app.people.operations import Due, letter_failed, letter_sent, take_letter
from app.storage import StorageError, Writer
from app.web.letters import Letter
from app.web.sessions import new_token
from app.web.site import Site

# Seconds after which letters are looked for that another process has left, or that are to be tried again.
_PAUSE: Final = 30

_log = logging.getLogger(__name__)


class Prepare(Protocol):
    """Makes the letter of a kind, in the transaction that takes it; None if what it was about is over.

    `token` is for a link in it.
    """

    async def __call__(self, site: Site, writer: Writer, due: Due, token: str) -> Letter | None: ...


Kinds = Mapping[str, Prepare]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A letter that is this process's to send."""

    due: Due
    letter: Letter


async def send_letters(site: Site, kinds: Kinds) -> None:
    """Send what waits, whenever something does, until it is cancelled."""
    while True:
        try:
            await send_waiting(site, kinds)
        except StorageError as error:
            _log.warning("Letters can't be looked for: %s", type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(site.letters.wait(), _PAUSE)


async def send_waiting(site: Site, kinds: Kinds) -> int:
    """Send every letter that is due; how many were tried."""
    site.letters.clear()
    tried = 0
    while taken := await site.database.write(_taking(site, kinds)):
        await _send(site, taken)
        tried += 1
    return tried


def _taking(site: Site, kinds: Kinds) -> Callable[[Writer], Awaitable[_Taken | None]]:
    token, now = new_token(site.chance), site.clock()

    async def take(writer: Writer) -> _Taken | None:
        while due := await take_letter(writer, now=now):
            letter = await kinds[due.kind](site, writer, due, token)
            if letter is not None:
                return _Taken(due, letter)
            await letter_sent(writer, letter_id=due.id)
        return None

    return take


async def _send(site: Site, taken: _Taken) -> None:
    due, letter, now = taken.due, taken.letter, site.clock()
    try:
        await asyncio.to_thread(partial(site.post.deliver, letter.message, who=letter.who, now=now))
    except Undelivered as trouble:
        problem, lasting = str(trouble), trouble.lasting
        _log.warning("Letter %d could not be sent: %s", due.id, problem)
        await site.database.write(
            lambda writer: letter_failed(writer, due=due, problem=problem, lasting=lasting, now=now)
        )
    else:
        await site.database.write(lambda writer: letter_sent(writer, letter_id=due.id))
