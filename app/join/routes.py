"""The addresses of everything around an account."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.routing import Route

from app.join import (
    account,
    adding,
    changing,
    groups,
    joining,
    keeping,
    recovering,
    second_steps,
    signing_in,
    signing_up,
)
from app.join.asking import ACCOUNT, show
from app.people.queries import Viewer
from app.web.forms import Sent, sent_form
from app.web.messages import Messages
from app.web.responses import Finished
from app.web.site import Site
from app.web.visits import Visit, handler, with_form

Anybodys = Callable[[Visit], Awaitable[Finished]]
Owners = Callable[[Visit, Viewer], Awaitable[Finished]]

_GET: Final = ["GET", "HEAD"]
_POST: Final = ["POST"]


def routes(site: Site, messages: Messages) -> list[Route]:
    owners = [(path, methods, _signed_in(act)) for path, methods, act in _OWNERS]
    return [
        Route(f"/{{language}}{path}", handler(site, messages, act), methods=methods)
        for path, methods, act in (*_ANYBODYS, *owners)
    ]


def _signed_in(act: Owners) -> Anybodys:
    """For the owner of an account; others are led to the page for signing in."""

    async def handle(found: Visit) -> Finished:
        return await act(found, found.viewer) if found.viewer else found.to_sign_in()

    return handle


def _sent(act: Callable[[Visit, Sent], Awaitable[Finished]]) -> Anybodys:
    async def handle(found: Visit) -> Finished:
        return await act(found, await sent_form(found.request))

    return handle


def _with_token(act: Callable[[Visit, str], Awaitable[Finished]]) -> Anybodys:
    async def handle(found: Visit) -> Finished:
        return await act(found, found.request.query_params.get("token", ""))

    return handle


async def _sign_in_page(found: Visit) -> Finished:
    asked = found.request.query_params
    if found.viewer is not None:
        return found.go(ACCOUNT)
    said = ""
    if asked.get("changed"):
        said = found.ui.gettext("Your new password has been saved. Sign in with it.")
    return show(found, signing_in.sign_in_page(found, wanted=asked.get("next", ""), said=said))


async def _to_sign_in(found: Visit) -> Finished:
    return found.go(signing_in.PATH)


async def _to_account(found: Visit) -> Finished:
    return found.go(ACCOUNT)


async def _sign_up_page(found: Visit) -> Finished:
    return (
        found.go(ACCOUNT)
        if found.viewer
        else show(found, signing_up.sign_up_page(found, wanted=found.request.query_params.get("next", "")))
    )


async def _forgotten_page(found: Visit) -> Finished:
    return show(found, recovering.forgotten_page(found))


async def _name_page(found: Visit, viewer: Viewer) -> Finished:
    return show(found, changing.name_page(found, viewer))


async def _email_page(found: Visit, viewer: Viewer) -> Finished:
    return show(found, changing.email_page(found, viewer))


async def _password_page(found: Visit, _viewer: Viewer) -> Finished:
    return show(found, changing.password_page(found))


async def _adding_page(found: Visit, _viewer: Viewer) -> Finished:
    return await adding.adding_page(found, found.request.query_params.get("next", ""))


async def _groups_page(found: Visit, viewer: Viewer) -> Finished:
    return await groups.groups_page(found, viewer)


async def _delete_page(found: Visit, _viewer: Viewer) -> Finished:
    return show(found, keeping.delete_page(found))


_ANYBODYS: Final[tuple[tuple[str, list[str], Anybodys], ...]] = (
    (signing_in.PATH, _GET, _sign_in_page),
    (signing_in.PATH, _POST, _sent(signing_in.sign_in)),
    (f"{signing_in.PATH}/code", _POST, _sent(signing_in.second_step)),
    (f"{signing_in.PATH}/code", _GET, _to_sign_in),
    ("/sign-out", _POST, _sent(signing_in.leave)),
    ("/sign-out", _GET, _to_account),
    (signing_up.PATH, _GET, _sign_up_page),
    (signing_up.PATH, _POST, _sent(signing_up.sign_up)),
    (signing_up.OPEN, _GET, _with_token(signing_up.opening_page)),
    (signing_up.OPEN, _POST, _sent(signing_up.open_by_link)),
    (recovering.FORGOTTEN, _GET, _forgotten_page),
    (recovering.FORGOTTEN, _POST, _sent(recovering.forgotten)),
    (recovering.NEW_PASSWORD, _GET, _with_token(recovering.new_password_page)),
    (recovering.NEW_PASSWORD, _POST, _sent(recovering.choose)),
    (joining.JOIN, _GET, joining.join_page),
    (joining.JOIN, _POST, _sent(joining.join)),
    (joining.INVITATION, _GET, _with_token(joining.invitation_page)),
    (joining.INVITATION, _POST, _sent(joining.answer_invitation)),
    (groups.MUTE, _GET, _with_token(groups.muting_page)),
    (groups.MUTE, _POST, _sent(groups.stop_letters)),
    (changing.AGREE, _GET, _with_token(changing.agreeing_page)),
    (changing.AGREE, _POST, _sent(changing.agree)),
)
_OWNERS: Final[tuple[tuple[str, list[str], Owners], ...]] = (
    (ACCOUNT, _GET, account.account_page),
    (account.DEVICES, _GET, account.devices_page),
    (account.DEVICES, _POST, with_form(account.end_devices)),
    (changing.NAME, _GET, _name_page),
    (changing.NAME, _POST, with_form(changing.change_name)),
    (changing.EMAIL, _GET, _email_page),
    (changing.EMAIL, _POST, with_form(changing.take_email)),
    (changing.PASSWORD, _GET, _password_page),
    (changing.PASSWORD, _POST, with_form(changing.take_password)),
    (second_steps.PATH, _GET, second_steps.second_factor_page),
    (second_steps.PATH, _POST, with_form(second_steps.change_second_factor)),
    (joining.GROUPS, _GET, _groups_page),
    (joining.GROUPS, _POST, with_form(groups.change_groups)),
    (adding.PATH, _GET, _adding_page),
    (adding.PATH, _POST, with_form(adding.add)),
    (keeping.HELD, _GET, keeping.held_page),
    (keeping.HELD, _POST, with_form(keeping.download)),
    (keeping.DELETE, _GET, _delete_page),
    (keeping.DELETE, _POST, with_form(keeping.delete)),
)
