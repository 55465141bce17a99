"""Setting up the second step of signing in, and switching it off."""

import io
from base64 import b32encode
from typing import Final

import pyotp
import segno

from app.content.model import Html
from app.join import fields, limits
from app.join.asking import ACCOUNT, crumbs, form, show
from app.join.changing import right_password
from app.join.pages import RecoveryCodesPage, SecondFactorPage
from app.people.operations import (
    RECOVERY_CODES,
    begin_second_factor,
    prove_second_factor,
    queue_letter,
    remove_second_factor,
    replace_recovery_codes,
)
from app.people.queries import Viewer, pending_secret
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import Button, FormPage
from app.web.forms import Sent
from app.web.responses import Finished
from app.web.sessions import Chance
from app.web.visits import Visit

PATH: Final = f"{ACCOUNT}/second-factor"
_SECRET_BYTES: Final = 20  # as long as the hash it is used with (RFC 4226, 4, R6)
_CODE_BYTES: Final = 10


async def second_factor_page(visit: Visit, viewer: Viewer, problem: str = "", general: str = "") -> Finished:
    """What there is to do: begin, prove the app, or switch off."""
    if viewer.account.second_factor_since is not None:
        return show(visit, _on(visit, viewer, problem, general))
    secret = await pending_secret(visit.site.database, person_id=viewer.id)
    if secret is None:
        return show(visit, _off(visit, problem, general))
    return visit.show(_proving(visit, viewer, secret, problem or general), status=422 if problem or general else 200)


async def change_second_factor(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    if not visit.trusts(sent):
        return await second_factor_page(visit, viewer, general=send_again(visit.ui))
    act = {"begin": _begin, "prove": _prove, "off": _switch_off, "codes": _new_codes}.get(sent.one("do"))
    return await act(visit, viewer, sent) if act else visit.go(PATH)


async def _begin(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    problem = await right_password(visit, viewer, sent)
    if problem:
        return await second_factor_page(visit, viewer, problem)
    secret = b32encode(visit.site.chance(_SECRET_BYTES)).decode()
    await visit.write(lambda writer: begin_second_factor(writer, person_id=viewer.id, secret=secret))
    return visit.go(PATH)


async def _prove(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Switch it on, and show the recovery codes, this once."""
    if viewer.account.second_factor_since is not None:
        return visit.go(PATH)
    minutes = await limits.minutes_to_wait(visit, limits.proving(viewer.id))
    if minutes:
        return await second_factor_page(visit, viewer, fields.wait_problem(visit.ui, minutes))
    codes, now = new_recovery_codes(visit.site.chance), visit.site.clock()

    async def work(writer: Writer) -> bool:
        code = sent.one("code")
        if not await prove_second_factor(writer, person_id=viewer.id, code=code, recovery=codes, now=now):
            return False
        await limits.forget(visit, writer, limits.proving(viewer.id))
        await queue_letter(writer, person_id=viewer.id, kind="changed", now=now)
        return True

    if not await visit.write(work):
        problem = visit.ui.gettext(
            "This code is not right. Is the clock of your phone right? Write the code that the app shows now."
        )
        return await second_factor_page(visit, viewer, problem)
    visit.site.letters.set()
    return _show_codes(visit, codes)


async def _switch_off(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    problem, now = await right_password(visit, viewer, sent), visit.site.clock()
    if problem:
        return await second_factor_page(visit, viewer, problem)

    async def work(writer: Writer) -> None:
        await remove_second_factor(writer, person_id=viewer.id)
        await queue_letter(writer, person_id=viewer.id, kind="changed", now=now)

    await visit.write(work)
    visit.site.letters.set()
    return visit.go(f"{ACCOUNT}?said=off")


async def _new_codes(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    problem = await right_password(visit, viewer, sent)
    if problem or viewer.account.second_factor_since is None:
        return await second_factor_page(visit, viewer, problem)
    codes = new_recovery_codes(visit.site.chance)
    await visit.write(lambda writer: replace_recovery_codes(writer, person_id=viewer.id, codes=codes))
    return _show_codes(visit, codes)


def new_recovery_codes(chance: Chance) -> tuple[str, ...]:
    """Codes of 60 random bits, in three groups of four."""
    return tuple(_grouped(b32encode(chance(_CODE_BYTES)).decode().lower()[:12]) for _ in range(RECOVERY_CODES))


def _grouped(text: str) -> str:
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def _off(visit: Visit, problem: str, general: str) -> FormPage:
    ui = visit.ui
    needed = (
        ui.gettext("What you may do here needs it: without it, you can only learn.")
        if visit.lacks_second_factor
        else ""
    )
    return form(
        visit,
        path=PATH,
        heading=_heading(visit),
        texts=(
            ui.gettext(
                "With a second step, nobody gets in with your password alone: an app on your phone shows six "
                "digits that change every half minute, and signing in asks for them."
            ),
            ui.gettext(
                "You need an app such as Aegis, FreeOTP, Google Authenticator or the one that your password "
                "manager has."
            ),
            *((needed,) if needed else ()),
        ),
        problems=(general,),
        fields=(fields.password_field(ui, problem),),
        button=(Button(ui.gettext("Set up the second step"), "begin"),),
    )


def _on(visit: Visit, viewer: Viewer, problem: str, general: str) -> FormPage:
    ui, since = visit.ui, viewer.account.second_factor_since
    return form(
        visit,
        path=PATH,
        heading=_heading(visit),
        texts=(ui.gettext("On since {date}.", date=ui.date(since)) if since else "",),
        problems=(general,),
        fields=(fields.password_field(ui, problem),),
        button=(
            Button(ui.gettext("Make new recovery codes"), "codes"),
            Button(ui.gettext("Switch the second step off"), "off", quiet=True),
        ),
    )


def _proving(visit: Visit, viewer: Viewer, secret: str, problem: str) -> SecondFactorPage:
    uri = pyotp.TOTP(secret).provisioning_uri(name=viewer.account.email, issuer_name=visit.site.name)
    heading = _heading(visit)
    return SecondFactorPage(
        **visit.frame(visit.title(heading, problem), PATH, crumbs=crumbs(visit)),
        heading=heading,
        picture=_picture(uri),
        uri=uri,
        secret=_grouped(secret),
        field=fields.code_field(visit.ui, problem),
        action=visit.address(PATH),
        token=visit.token,
    )


def _picture(uri: str) -> Html:
    """The code for the camera. It is drawn in its own colours, since cameras want dark on light."""
    drawn = io.BytesIO()
    segno.make(uri, error="m", micro=False).save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        light="#fff",
        dark="#000",
        svgclass="qr",
        lineclass=None,
    )
    return Html(drawn.getvalue().decode().strip())


def _show_codes(visit: Visit, codes: tuple[str, ...]) -> Finished:
    ui = visit.ui
    heading = ui.gettext("Your recovery codes")
    page = RecoveryCodesPage(
        **visit.frame(heading, PATH, crumbs=crumbs(visit)),
        heading=heading,
        codes=codes,
        onward=visit.link(ACCOUNT, ui.gettext("I have kept them. Go to my account")),
    )
    return visit.show(page)


def _heading(visit: Visit) -> str:
    return visit.ui.gettext("Second step of signing in")
