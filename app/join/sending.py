"""Sending the letters that wait, one after another, beside the site's other work."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.join.letters import WITH_LINK, compose
from app.mail import Undelivered
from app.people.operations import Due, issue_ticket, letter_failed, letter_sent, take_letter
from app.people.queries import Account, account_of, email_change_of
from app.storage import StorageError, Writer
from app.web.sessions import new_token
from app.web.site import Site

# Seconds after which letters are looked for that another process has left, or that are to be tried again.
_PAUSE: Final = 30

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A letter that is this process's to send; `token` is what its link carries, `new_email` an address asked for."""

    due: Due
    account: Account
    new_email: str
    token: str

    @property
    def to(self) -> str:
        return self.new_email if self.due.kind == "new email" else self.account.email


async def send_letters(site: Site) -> None:
    """Send what waits, whenever something does, until it is cancelled."""
    while True:
        try:
            await send_waiting(site)
        except StorageError as error:
            _log.warning("Letters can't be looked for: %s", type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(site.letters.wait(), _PAUSE)


async def send_waiting(site: Site) -> int:
    """Send every letter that is due; how many were tried."""
    site.letters.clear()
    tried = 0
    while taken := await site.database.write(_taking(site)):
        await _send(site, taken)
        tried += 1
    return tried


def _taking(site: Site) -> Callable[[Writer], Awaitable[_Taken | None]]:
    token, now = new_token(site.chance), site.clock()

    async def take(writer: Writer) -> _Taken | None:
        while due := await take_letter(writer, now=now):
            account = await account_of(writer, person_id=due.person_id)
            wanted = await email_change_of(writer, person_id=due.person_id, now=now)
            if account and not account.disabled_at and (wanted or not due.kind.endswith("email")):
                if due.kind in WITH_LINK:
                    await issue_ticket(writer, person_id=due.person_id, purpose=due.kind, token=token, now=now)
                return _Taken(due, account, wanted.email if wanted else "", token)
            # What it was about is over.
            await letter_sent(writer, letter_id=due.id)
        return None

    return take


async def _send(site: Site, taken: _Taken) -> None:
    due = taken.due
    letter = compose(site, taken.account, kind=due.kind, to=taken.to, new_email=taken.new_email, token=taken.token)
    now = site.clock()
    try:
        await asyncio.to_thread(partial(site.post.deliver, letter, who=taken.account.pseudonym, now=now))
    except Undelivered as trouble:
        problem, lasting = str(trouble), trouble.lasting
        _log.warning("Letter %d could not be sent: %s", due.id, problem)
        await site.database.write(
            lambda writer: letter_failed(writer, due=due, problem=problem, lasting=lasting, now=now)
        )
    else:
        await site.database.write(lambda writer: letter_sent(writer, letter_id=due.id))
