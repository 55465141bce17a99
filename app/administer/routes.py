"""The addresses of administration, which are there for administrators only."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.routing import Route

from app.administer import letters, organisations, overview, people
from app.administer.record import record
from app.people.queries import Viewer
from app.web.messages import Messages
from app.web.responses import Finished
from app.web.site import Site
from app.web.visits import Visit, handler, with_form

Act = Callable[[Visit, Viewer], Awaitable[Finished]]

_GET: Final = ["GET", "HEAD"]
_POST: Final = ["POST"]


def routes(site: Site, messages: Messages) -> list[Route]:
    administering = [(path, way, _admitted(act)) for path, way, act in _ADDRESSES]
    return [
        Route(f"/{{language}}{path}", handler(site, messages, act), methods=way) for path, way, act in administering
    ]


def _admitted(act: Act) -> Callable[[Visit], Awaitable[Finished]]:
    """To others who are signed in, there is nothing at these addresses."""

    async def handle(found: Visit) -> Finished:
        viewer = found.viewer
        if viewer is None:
            return found.to_sign_in()
        if not viewer.account.is_administrator:
            return found.not_found()
        return await act(found, viewer) if found.administers else found.go("/account/second-factor")

    return handle


async def _overview(found: Visit, _viewer: Viewer) -> Finished:
    return await overview.overview(found)


async def _people(found: Visit, _viewer: Viewer) -> Finished:
    return await people.people(found)


async def _record(found: Visit, _viewer: Viewer) -> Finished:
    return await record(found, people.page_number(found))


_ADDRESSES: Final[tuple[tuple[str, list[str], Act], ...]] = (
    (overview.ADMIN, _GET, _overview),
    (overview.PEOPLE, _GET, _people),
    (f"{people.PERSON}/{{number}}", _GET, people.person),
    (f"{people.PERSON}/{{number}}", _POST, with_form(people.change)),
    (overview.ORGANISATIONS, _GET, organisations.organisations),
    (overview.ORGANISATIONS, _POST, with_form(organisations.add)),
    (overview.LETTERS, _GET, letters.letters),
    (overview.LETTERS, _POST, with_form(letters.again)),
    (overview.RECORD, _GET, _record),
)
