"""What happens when somebody plays: a story begun, a choice made, played again from an earlier one."""

from datetime import datetime
from typing import TypedDict

from starlette.requests import Request

from app.content.games.playing import LUCK_BYTES
from app.content.model import Course
from app.content.stories import Game
from app.people.operations import PersonGone
from app.people.tokens import token_hash
from app.play.showing import GamePages
from app.progress.operations import NoSuchRun
from app.progress.queries import endings_met, own_runs, run_by_number
from app.progress.runs import (
    CannotGoOn,
    NotOpen,
    Outdated,
    begin_again,
    begin_story,
    decide,
    standing,
)
from app.storage import Writer
from app.web.callers import caller, holder, page_token, save
from app.web.forms import Sent
from app.web.messages import Messages
from app.web.page import Link, Message
from app.web.render import Templated
from app.web.responses import Finished, personal_page, redirect
from app.web.site import Site

ALREADY = "already"
"""In an address: tells that a form came twice, or from a page that was older than the run."""

CLOSED = "closed"
"""In an address: tells that what was chosen can't be done."""

ANEW = "anew"
"""In an address: tells that the run was begun from an earlier decision of another."""

AFTERMATH = "after"
"""The place on a page that tells what followed."""

NOTE = "note"
"""The place on a page that tells what it is about to somebody who may have expected another."""


class Own(TypedDict):
    """What finds somebody's own runs of this game, and nobody else's."""

    token_hash: bytes
    course: str
    game: str
    now: datetime


class GameDesk:
    """Handles one game for one request."""

    def __init__(self, site: Site, messages: Messages, request: Request, course: Course, game: Game) -> None:
        self._site, self._messages, self._request = site, messages, request
        self._course, self._game = course, game
        self._session = site.cookie.read(request.scope)
        self._pages = GamePages(site, course, game, page_token(site, self._session))

    async def start_page(self) -> Finished:
        """What the game is, where it can begin, and what was played so far."""
        if not self._session:
            return self._show(self._pages.start((), frozenset()))
        database, own = self._site.database, self._own()
        return self._show(self._pages.start(await own_runs(database, **own), await endings_met(database, **own)))

    async def begin(self, sent: Sent) -> Finished:
        """Begin a story; the same form sent twice begins one."""
        opening = self._game.opening(sent.one("opening"))
        who = await caller(self._site, self._request, sent.one("token"))
        if opening is None or not who.trusted:
            return redirect(self._pages.address)
        luck = int.from_bytes(self._site.chance(LUCK_BYTES), "big")

        async def work(writer: Writer, person_id: int, now: datetime) -> int:
            return await begin_story(writer, person_id=person_id, game=self._game, opening=opening, luck=luck, now=now)

        number, cookie = await save(self._site, who, self._course.language, work)
        return redirect(self._pages.run_address(number), extra=cookie)

    async def run_page(self, number: int) -> Finished:
        """Where a run stands: a scene with its choices, or its end."""
        database = self._site.database
        run = await run_by_number(database, **self._own(), number=number) if self._session else None
        if run is None:
            return self._gone()
        try:
            stands = standing(self._game, run)
        except CannotGoOn:
            return self._cannot_go_on()
        asked = self._request.query_params
        already = ALREADY in asked
        if run.ended_at is None and not stands.state.ending:
            closed, anew = CLOSED in asked, ANEW in asked
            return self._show(self._pages.scene(stands, already=already, closed=closed, anew=anew))
        return self._show(self._pages.end(stands, await endings_met(database, **self._own()), already=already))

    async def decide(self, number: int, sent: Sent) -> Finished:
        """Make a choice once, whatever is sent how often, and lead to what follows."""
        here = self._pages.run_address(number)
        token = sent.one("token")
        who = holder(self._site, self._request, token) or await caller(self._site, self._request, token)
        if not who.trusted:
            return redirect(here)

        async def work(writer: Writer, person_id: int, now: datetime) -> None:
            await decide(
                writer,
                person_id=person_id,
                game=self._game,
                number=number,
                n=sent.number("step"),
                choice=sent.one("choice"),
                language=self._course.language,
                now=now,
            )

        try:
            _, cookie = await save(self._site, who, self._course.language, work)
        except (PersonGone, NoSuchRun):
            return self._gone()
        except NotOpen:
            return redirect(f"{here}?{CLOSED}=#{NOTE}")
        except Outdated:
            return redirect(f"{here}?{ALREADY}=#{NOTE}")
        except CannotGoOn:
            return self._cannot_go_on()
        return redirect(f"{here}#{AFTERMATH}", extra=cookie)

    async def again(self, number: int, sent: Sent) -> Finished:
        """Begin a new run that stands before an earlier decision of this one."""
        who = await caller(self._site, self._request, sent.one("token"))
        if not who.trusted:
            return self.back(number)

        async def work(writer: Writer, person_id: int, now: datetime) -> int:
            return await begin_again(
                writer, person_id=person_id, game=self._game, number=number, n=sent.number("n"), now=now
            )

        try:
            new, cookie = await save(self._site, who, self._course.language, work)
        except (PersonGone, NoSuchRun):
            return self._gone()
        except Outdated:
            return self.back(number)
        return redirect(f"{self._pages.run_address(new)}?{ANEW}=#{NOTE}", extra=cookie)

    def back(self, number: int) -> Finished:
        return redirect(self._pages.run_address(number))

    def _own(self) -> Own:
        return {
            "token_hash": token_hash(self._session or ""),
            "course": self._course.id,
            "game": self._game.id,
            "now": self._site.clock(),
        }

    def _cannot_go_on(self) -> Finished:
        ui = self._site.interfaces[self._course.language]
        heading = ui.gettext("This story can’t go on")
        page = Message(
            **self._site.frame(self._course.language, title=heading, path=self._pages.path, indexed=False),
            heading=heading,
            texts=(ui.gettext("It has been rewritten since you played, or it went in circles for too long."),),
            links=(Link(self._pages.address, ui.gettext("Begin a new story")),),
        )
        return self._show(page)

    def _show(self, page: Templated) -> Finished:
        return personal_page(self._request, self._site.render(page, self._course.language))

    def _gone(self) -> Finished:
        return self._messages.not_found(self._request, self._course.language)
