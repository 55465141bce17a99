"""Who sends a form, and with what right."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from starlette.requests import Request

from app.people.operations import hold_guest, hold_person, keep_guest, open_guest
from app.people.queries import Guest, came_with, person_of
from app.storage import Writer
from app.web.fragments import TOKEN_LENGTH
from app.web.responses import Header
from app.web.sessions import form_token, is_form_token, new_token
from app.web.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who sends a form. `guest` is None before their first answer, and while nobody has looked who it is.

    `token` is what the form carried; `trusted` tells that it goes with the session or, without one, that it is the
    nonce of a page.
    """

    session: str
    guest: Guest | None
    token: str
    trusted: bool


async def caller(site: Site, request: Request, token: str) -> Caller:
    session = site.cookie.read(request.scope)
    guest = await person_of(site.database, token=session, now=site.clock()) if session else None
    if session is None or guest is None:
        return Caller("", None, token, trusted=len(token) == TOKEN_LENGTH)
    # The first form may come twice, the second time with the cookie that the first was answered with.
    known = is_form_token(session, token) or await came_with(site.database, person_id=guest.id, once=token)
    return Caller(session, guest, token, trusted=known)


def holder(site: Site, request: Request, token: str) -> Caller | None:
    """The caller, if the form's token goes with their session. Whose that is, `save` looks up where it writes.

    The connection that writes knows the pages of the database which it has just written; the one that reads has to
    fetch them again after each commit.
    """
    session = site.cookie.read(request.scope)
    known = session is not None and is_form_token(session, token)
    return Caller(session, None, token, trusted=True) if session and known else None


async def save(
    site: Site,
    who: Caller,
    language: str,
    work: Callable[[Writer, int, datetime], Awaitable[T]],
) -> tuple[T, tuple[Header, ...]]:
    """Do `work` for the caller's person, who is made first if there is none yet; with it, the cookie to set.

    While it is done the person is held (see `hold_person`), and the day on which a guest is deleted is put off. The
    cookie is set anew each time, so that a browser keeps it as long as the progress is kept. Raises PersonGone.
    """
    now = site.clock()

    async def whole(writer: Writer) -> tuple[T, str]:
        guest = await _held(writer, who, now)
        if guest is not None:
            await keep_guest(writer, guest=guest, now=now, lifetime=site.lifetime)
            return await work(writer, guest.id, now), who.session
        new_session = new_token(site.chance)
        opened = await open_guest(
            writer, once=who.token, token=new_session, language=language, now=now, lifetime=site.lifetime
        )
        return await work(writer, opened.person_id, now), new_session

    done, session = await site.database.write(whole)
    return done, (site.cookie.set(session, site.lifetime),)


async def _held(writer: Writer, who: Caller, now: datetime) -> Guest | None:
    if who.guest is None:
        return await hold_guest(writer, token=who.session, now=now) if who.session else None
    await hold_person(writer, person_id=who.guest.id)
    return who.guest


def page_token(site: Site, session: str | None) -> str:
    """What a page's forms carry: the session's token or, for a visitor, a nonce."""
    return form_token(session) if session else new_token(site.chance)
