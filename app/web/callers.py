"""Who sends a form, and with what right."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from starlette.requests import Request

from app.people.operations import IDLE, hold_known, hold_person, keep, open_guest
from app.people.queries import Known, came_with, person_of
from app.storage import Writer
from app.web.fragments import TOKEN_LENGTH
from app.web.responses import Header
from app.web.sessions import form_token, is_form_token, new_token
from app.web.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who sends a form. `known` is None before their first answer, and while nobody has looked who it is.

    `token` is what the form carried; `trusted` tells that it goes with the session or, without one, that it is the
    nonce of a page.
    """

    session: str
    known: Known | None
    token: str
    trusted: bool


async def caller(site: Site, request: Request, token: str) -> Caller:
    session = site.cookie.read(request.scope)
    known = await person_of(site.database, token=session, now=site.clock()) if session else None
    if session is None or known is None:
        return Caller("", None, token, trusted=len(token) == TOKEN_LENGTH)
    # The first form may come twice, the second time with the cookie that the first was answered with.
    trusted = is_form_token(session, token) or await came_with(site.database, person_id=known.id, once=token)
    return Caller(session, known, token, trusted=trusted)


def holder(site: Site, request: Request, token: str) -> Caller | None:
    """The caller, if the form's token goes with their session. Whose that is, `save` looks up where it writes.

    The connection that writes knows the pages of the database which it has just written; the one that reads has to
    fetch them again after each commit.
    """
    session = site.cookie.read(request.scope)
    trusted = session is not None and is_form_token(session, token)
    return Caller(session, None, token, trusted=True) if session and trusted else None


async def save(
    site: Site,
    who: Caller,
    language: str,
    work: Callable[[Writer, int, datetime], Awaitable[T]],
) -> tuple[T, tuple[Header, ...]]:
    """Do `work` for the caller's person, who is made first if there is none yet; with it, the cookie to set.

    While it is done the person is held (see `hold_person`), and the day on which they are deleted is put off. The
    cookie is set anew each time, so that a browser keeps it as long as it counts. Raises PersonGone.
    """
    now = site.clock()

    async def whole(writer: Writer) -> tuple[T, Header]:
        known = await _held(writer, who, now)
        if known is not None:
            await keep(writer, known=known, now=now, guest=site.guest_lifetime, account=site.account_lifetime)
            lifetime = site.guest_lifetime if known.is_guest else IDLE
            return await work(writer, known.id, now), site.cookie.set(who.session, lifetime)
        token, lifetime = new_token(site.chance), site.guest_lifetime
        opened = await open_guest(writer, once=who.token, token=token, language=language, now=now, lifetime=lifetime)
        return await work(writer, opened.person_id, now), site.cookie.set(token, lifetime)

    done, cookie = await site.database.write(whole)
    return done, (cookie,)


async def _held(writer: Writer, who: Caller, now: datetime) -> Known | None:
    if who.known is None:
        return await hold_known(writer, token=who.session, now=now) if who.session else None
    await hold_person(writer, person_id=who.known.id)
    return who.known


def page_token(site: Site, session: str | None) -> str:
    """What a page's forms carry: the session's token or, for a visitor, a nonce."""
    return form_token(session) if session else new_token(site.chance)
