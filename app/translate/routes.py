"""The addresses of translators. Below a language's, there is nothing for who doesn't translate into it."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from app.localisation.saving import CannotSave
from app.people.queries import Viewer
from app.translate import acting, asked, files, improving, listing, maps, problems, suggestions, terms
from app.translate.improving import IMPROVE, Improving
from app.translate.translating import TRANSLATE, Translating, admitted, languages_page, targets_of
from app.translate.workbench import Workbench
from app.web.forms import Sent, sent_form
from app.web.messages import Messages
from app.web.site import Site
from app.web.visits import Visit, handler

Act = Callable[[Translating], Awaitable[Response]]
SentAct = Callable[[Translating, Sent], Awaitable[Response]]

_GET: Final = ["GET", "HEAD"]
_POST: Final = ["POST"]
_TARGET: Final = "/{target}"
_DOMAIN: Final = f"{_TARGET}/{{domain}}"
_TEXT: Final = f"{_DOMAIN}/{{text}}"


def routes(site: Site, messages: Messages, workbench: Workbench) -> list[BaseRoute]:
    """Below one address, so that of all other requests none is held against each of them."""

    def route(path: str, act: Callable[[Visit], Awaitable[Response]], methods: list[str]) -> Route:
        return Route(path, handler(site, messages, act), methods=methods)

    return [
        Mount(
            f"/{{language}}{TRANSLATE}",
            routes=[route(path, _into_a_language(act, workbench), methods) for path, methods, act in _ADDRESSES],
        ),
        route(f"/{{language}}{TRANSLATE}", _translating(languages_page, workbench), _GET),
        route(f"/{{language}}{problems.PROBLEMS}", _problems(workbench), _GET),
        *(route(f"/{{language}}{path}", _improving(act, workbench), methods) for path, methods, act in _IMPROVING),
    ]


async def _signed_out(found: Visit) -> Response:
    """To who isn't signed in, or not any longer: nobody loses a translation that they typed."""
    if found.request.method != "POST":
        return found.to_sign_in()
    sent = await sent_form(found.request)
    if not sent.one("text-0"):
        return found.to_sign_in()
    return found.messages.signed_out(found.request, found.language, sent.pairs)


def _translating(
    act: Callable[[Visit, Viewer, Workbench], Awaitable[Response]], workbench: Workbench
) -> Callable[[Visit], Awaitable[Response]]:
    """To others who are signed in, there is nothing at these addresses."""

    async def handle(found: Visit) -> Response:
        viewer = found.viewer
        if viewer is None:
            return await _signed_out(found)
        if not viewer.account.is_translator:
            return found.not_found()
        if found.lacks_second_factor:
            return found.go("/account/second-factor")
        return await act(found, viewer, workbench)

    return handle


def _into_a_language(act: Act, workbench: Workbench) -> Callable[[Visit], Awaitable[Response]]:
    async def handle(found: Visit, viewer: Viewer, workbench: Workbench) -> Response:
        at = admitted(found, viewer, workbench)
        if at is None:
            return found.not_found()
        try:
            return await act(at)
        except CannotSave as trouble:
            return found.messages.unreadable(found.request, found.language, str(trouble))

    return _translating(handle, workbench)


def _improving(
    act: Callable[[Improving], Awaitable[Response]], workbench: Workbench
) -> Callable[[Visit], Awaitable[Response]]:
    """For whoever is signed in."""

    async def handle(found: Visit) -> Response:
        if found.viewer is None:
            return await _signed_out(found)
        here = improving.improving(found, found.viewer, workbench)
        if here is None:
            return found.not_found()
        try:
            return await act(here)
        except CannotSave as trouble:
            return found.messages.unreadable(found.request, found.language, str(trouble))

    return handle


def _problems(workbench: Workbench) -> Callable[[Visit], Awaitable[Response]]:
    """For administrators, too; what they are shown is about nobody."""

    async def handle(found: Visit) -> Response:
        if found.viewer is None:
            return found.to_sign_in()
        account = found.viewer.account
        if not (account.is_translator or account.is_administrator):
            return found.not_found()
        return await problems.problems(found, targets_of(found.viewer, workbench))

    return handle


def _sent(act: SentAct) -> Act:
    async def handle(at: Translating) -> Response:
        return await act(at, await sent_form(at.visit.request))

    return handle


async def _send_suggestion(here: Improving) -> Response:
    return await improving.send_suggestion(here, await sent_form(here.visit.request))


async def _files(at: Translating) -> Response:
    return await files.files_page(at)


async def _arrival(at: Translating) -> Response:
    return await files.arrival_page(at)


async def _asked(at: Translating) -> Response:
    return await asked.asked_page(at)


async def _suggestions(at: Translating) -> Response:
    return await suggestions.suggestions_page(at)


async def _map(at: Translating) -> Response:
    return await maps.map_page(at)


async def _texts(at: Translating) -> Response:
    return await listing.texts_page(at)


_ADDRESSES: Final[tuple[tuple[str, list[str], Act], ...]] = (
    (_TARGET, _GET, _map),
    (_TARGET, _POST, _sent(maps.seen)),
    (f"{_TARGET}/suggestions", _GET, _suggestions),
    (f"{_TARGET}/suggestions", _POST, _sent(suggestions.decide_many)),
    (f"{_TARGET}/suggestions/{{number}}", _GET, suggestions.suggestion_page),
    (f"{_TARGET}/suggestions/{{number}}", _POST, _sent(suggestions.decide)),
    (f"{_TARGET}/glossary", _GET, terms.glossary_page),
    (f"{_TARGET}/questions", _GET, _asked),
    (f"{_TARGET}/questions", _POST, _sent(asked.settle)),
    (f"{_TARGET}/files", _GET, _files),
    (f"{_TARGET}/files", _POST, files.bring),
    (f"{_TARGET}/files/arrived/{{number}}", _GET, _arrival),
    (f"{_TARGET}/files/arrived/{{number}}", _POST, _sent(files.take_over)),
    (f"{_TARGET}/files/{{name}}", _GET, files.download),
    # A domain is named after a course, or after a course and a module, and no course has one of the names above.
    (_DOMAIN, _GET, _texts),
    (_DOMAIN, _POST, _sent(listing.review_texts)),
    (_TEXT, _GET, acting.text_page),
    (_TEXT, _POST, _sent(acting.act)),
    (f"{_TEXT}/look", _POST, _sent(acting.look_at)),
)
_IMPROVING: Final[tuple[tuple[str, list[str], Callable[[Improving], Awaitable[Response]]], ...]] = (
    (IMPROVE, _GET, improving.improve_page),
    (f"{IMPROVE}/{{domain}}/{{text}}", _GET, improving.text_page),
    (f"{IMPROVE}/{{domain}}/{{text}}", _POST, _send_suggestion),
)
