"""The addresses of games."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import Route

from app.play.playing import GameDesk
from app.web.forms import number_in, sent_form
from app.web.messages import Messages
from app.web.responses import Finished
from app.web.site import Site

_GET = ["GET", "HEAD"]
_POST = ["POST"]
_GAME = "/{language}/{course}/play/{game}"


def routes(site: Site, messages: Messages) -> list[Route]:
    play = _Play(site, messages)
    return [
        Route(_GAME, play.start, methods=_GET),
        Route(_GAME, play.begin, methods=_POST),
        Route(f"{_GAME}/{{number}}", play.look, methods=_GET),
        Route(f"{_GAME}/{{number}}", play.decide, methods=_POST),
        Route(f"{_GAME}/{{number}}/again", play.back, methods=_GET),
        Route(f"{_GAME}/{{number}}/again", play.again, methods=_POST),
    ]


@dataclass(frozen=True, slots=True)
class _Play:
    site: Site
    messages: Messages

    async def start(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.start_page() if desk else self._not_found(request)

    async def begin(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.begin(await sent_form(request)) if desk else self._not_found(request)

    async def look(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.run_page(_number(request)) if desk else self._not_found(request)

    async def decide(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.decide(_number(request), await sent_form(request)) if desk else self._not_found(request)

    async def back(self, request: Request) -> Finished:
        """Whoever opens the address that a form was sent to is led to the run."""
        desk = self._desk(request)
        return desk.back(_number(request)) if desk else self._not_found(request)

    async def again(self, request: Request) -> Finished:
        desk = self._desk(request)
        return await desk.again(_number(request), await sent_form(request)) if desk else self._not_found(request)

    def _desk(self, request: Request) -> GameDesk | None:
        at = request.path_params
        course = self.site.shelf.library.course(at["course"], at["language"])
        game = course.game(at["game"]) if course else None
        return GameDesk(self.site, self.messages, request, course, game) if course and game else None

    def _not_found(self, request: Request) -> Finished:
        return self.messages.not_found(request, self.messages.language_of(request.url.path))


def _number(request: Request) -> int:
    """The run that the address names; 0, which nothing has, where it names none."""
    return number_in(request.path_params["number"])
