"""The addresses of coordinators. Below an organisation's, there is nothing for who doesn't coordinate it."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from app.coordinate import bringing, groups, messages, overview, people, person, planning, questions, report, stories
from app.coordinate.desks import COORDINATE, Coordinating, admitted, desks_page
from app.people.queries import Viewer
from app.web.forms import Sent, sent_form
from app.web.messages import Messages
from app.web.site import Site
from app.web.visits import Visit, handler

Act = Callable[[Coordinating], Awaitable[Response]]
SentAct = Callable[[Coordinating, Sent], Awaitable[Response]]

_GET: Final = ["GET", "HEAD"]
_POST: Final = ["POST"]
_DESK: Final = "/{desk}"
_GROUP: Final = f"{_DESK}/group/{{group}}"
_LIST: Final = f"{_GROUP}/list/{{intake}}"


def routes(site: Site, messages: Messages) -> list[BaseRoute]:
    """Below one address, so that of all other requests none is held against each of them."""
    acts = [Route(path, handler(site, messages, _at_desk(act)), methods=methods) for path, methods, act in _ADDRESSES]
    desks = handler(site, messages, _coordinating(desks_page))
    return [
        Mount(f"/{{language}}{COORDINATE}", routes=acts),
        Route(f"/{{language}}{COORDINATE}", desks, methods=_GET),
    ]


def _coordinating(act: Callable[[Visit, Viewer], Awaitable[Response]]) -> Callable[[Visit], Awaitable[Response]]:
    """To others who are signed in, there is nothing at these addresses."""

    async def handle(found: Visit) -> Response:
        viewer = found.viewer
        if viewer is None:
            return found.to_sign_in()
        if not viewer.account.is_coordinator:
            return found.not_found()
        if found.lacks_second_factor:
            return found.go("/account/second-factor")
        return await act(found, viewer)

    return handle


def _at_desk(act: Act) -> Callable[[Visit], Awaitable[Response]]:
    async def handle(found: Visit, viewer: Viewer) -> Response:
        at = await admitted(found, viewer)
        return found.not_found() if at is None else await act(at)

    return _coordinating(handle)


def _sent(act: SentAct) -> Act:
    async def handle(at: Coordinating) -> Response:
        return await act(at, await sent_form(at.visit.request))

    return handle


async def _learner_page(at: Coordinating) -> Response:
    return await person.learner_page(at)


async def _group_page(at: Coordinating) -> Response:
    return await groups.group_page(at)


async def _delete_page(at: Coordinating) -> Response:
    return await planning.delete_page(at)


_ADDRESSES: Final[tuple[tuple[str, list[str], Act], ...]] = (
    (_DESK, _GET, overview.overview),
    (f"{_DESK}/people", _GET, people.people),
    (f"{_DESK}/people.csv", _GET, people.as_csv),
    (f"{_DESK}/people.xlsx", _GET, people.as_xlsx),
    (f"{_DESK}/person/{{number}}", _GET, _learner_page),
    (f"{_DESK}/person/{{number}}", _POST, _sent(person.change_learner)),
    (f"{_DESK}/questions", _GET, questions.questions),
    (f"{_DESK}/story/{{game}}", _GET, stories.story_page),
    (f"{_DESK}/story/{{game}}/sheet", _GET, stories.sheet_page),
    (f"{_DESK}/report", _GET, report.report),
    (f"{_DESK}/message", _GET, messages.write_page),
    (f"{_DESK}/message", _POST, _sent(messages.send)),
    (f"{_DESK}/new-group", _GET, planning.new_group),
    (f"{_DESK}/new-group", _POST, _sent(planning.make_group)),
    (_GROUP, _GET, _group_page),
    (_GROUP, _POST, _sent(groups.change_codes)),
    (f"{_GROUP}/change", _GET, planning.change_page),
    (f"{_GROUP}/change", _POST, _sent(planning.change)),
    (f"{_GROUP}/delete", _GET, _delete_page),
    (f"{_GROUP}/delete", _POST, _sent(planning.delete)),
    (f"{_GROUP}/bring", _GET, bringing.bring_page),
    (f"{_GROUP}/bring", _POST, bringing.bring),
    (_LIST, _GET, bringing.intake_page),
    (_LIST, _POST, _sent(bringing.begin)),
)
