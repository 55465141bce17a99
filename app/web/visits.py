"""One request for one of the pages around an account, with all that its handler needs."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.people.queries import Viewer, viewer_of
from app.storage import Work
from app.storage.database import T
from app.web.forms import Sent, sent_form
from app.web.locale import Interface
from app.web.messages import Messages
from app.web.page import Link
from app.web.render import Templated
from app.web.responses import Finished, Header, personal_page, redirect
from app.web.sessions import form_token, is_form_token, new_token
from app.web.site import Site


@dataclass(frozen=True, slots=True)
class Visit:
    """`viewer` is who is signed in, None for guests and visitors."""

    site: Site
    messages: Messages
    request: Request
    language: str
    viewer: Viewer | None

    @property
    def ui(self) -> Interface:
        return self.site.interfaces[self.language]

    @property
    def session(self) -> str | None:
        """The token in the browser's cookie, whoever's it is."""
        return self.site.cookie.read(self.request.scope)

    @property
    def token(self) -> str:
        """What the forms of this page carry."""
        return form_token(self.session) if self.session else new_token(self.site.chance)

    @property
    def administers(self) -> bool:
        viewer = self.viewer
        return viewer is not None and viewer.account.is_administrator and not self.lacks_second_factor

    @property
    def lacks_second_factor(self) -> bool:
        """Whether what the viewer may do has to wait until they have set up a second factor."""
        return self.site.second_factor and self.viewer is not None and self.viewer.needs_second_factor

    def trusts(self, sent: Sent) -> bool:
        """Whether a form comes from a page that this browser was given in this session."""
        given = sent.one("token")
        return bool(given) and (self.session is None or is_form_token(self.session, given))

    def address(self, path: str) -> str:
        """The address of one of the site's pages, in the language of this one."""
        return f"/{self.language}{path}"

    def link(self, path: str, label: str) -> Link:
        return Link(self.address(path), label)

    def frame(self, title: str, path: str, *, query: str = "", crumbs: tuple[Link, ...] = ()) -> dict[str, Any]:
        """The fields that every page has; a page about somebody belongs in no index."""
        return self.site.frame(self.language, title=title, path=path, query=query, crumbs=crumbs, indexed=False)

    def title(self, heading: str, *problems: str) -> str:
        """The title of a page with this heading; that something is wrong with what was sent is heard first."""
        # Translators: before the title of a page that was sent with something missing or wrong
        return self.ui.gettext("Error: {title}", title=heading) if any(problems) else heading

    def show(self, page: Templated, *, status: int = 200, extra: Iterable[Header] = ()) -> Finished:
        return personal_page(self.request, self.site.render(page, self.language), status=status, extra=extra)

    def go(self, path: str, *, extra: Iterable[Header] = ()) -> Finished:
        return redirect(self.address(path), extra=extra)

    def to_sign_in(self) -> Finished:
        """Lead to the page for signing in, and from there back to this one."""
        url = self.request.url
        here = f"{url.path}?{url.query}" if url.query else url.path
        # A form that can't be sent again leads to the page that it stood on.
        return self.go(f"/sign-in?{urlencode({'next': here})}")

    def not_found(self) -> Finished:
        return self.messages.not_found(self.request, self.language)

    async def write(self, work: Work[T]) -> T:
        return await self.site.database.write(work)


def handler(
    site: Site, messages: Messages, act: Callable[[Visit], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """What a route calls, for something that is done with a visit."""

    async def handle(request: Request) -> Response:
        found = await visit(site, messages, request)
        return await act(found) if found else messages.not_found(request, messages.language_of(""))

    return handle


def with_form(
    act: Callable[[Visit, Viewer, Sent], Awaitable[Finished]],
) -> Callable[[Visit, Viewer], Awaitable[Finished]]:
    """For something that is done with what somebody signed in has sent."""

    async def handle(found: Visit, viewer: Viewer) -> Finished:
        return await act(found, viewer, await sent_form(found.request))

    return handle


async def visit(site: Site, messages: Messages, request: Request) -> Visit | None:
    """Who asks, in which language; None for a language that the site doesn't have."""
    language = request.path_params["language"]
    if language not in site.interfaces:
        return None
    session = site.cookie.read(request.scope)
    viewer = await viewer_of(site.database, token=session, now=site.clock()) if session else None
    return Visit(site, messages, request, language, viewer)
