"""What is kept about somebody: to read, to take along, to delete."""

import asyncio
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Final

from app.join.asking import ACCOUNT, crumbs, form, show
from app.join.changing import right_password
from app.join.fields import password_field
from app.join.held import words_of
from app.join.pages import HeldCopy, HeldPage, HeldPart
from app.join.signing_in import signed_out
from app.people.everything import Held, everything_about
from app.people.operations import LastAdministrator, delete_account
from app.people.pseudonyms import pseudonym_of
from app.people.queries import Viewer
from app.web.asking import send_again
from app.web.form_page import FormPage
from app.web.forms import Sent
from app.web.page import Message
from app.web.responses import PERSONAL, Finished, Header
from app.web.visits import Visit

HELD: Final = f"{ACCOUNT}/everything"
DELETE: Final = f"{ACCOUNT}/delete"
_ZIP: tuple[Header, ...] = (
    (b"content-type", b"application/zip"),
    (b"content-disposition", b'attachment; filename="about-me.zip"'),
)


async def held_page(visit: Visit, viewer: Viewer, problem: str = "", general: str = "") -> Finished:
    held = await everything_about(visit.site.database, person_id=viewer.id)
    return visit.show(_page(visit, held, problem, general), status=422 if problem or general else 200)


async def download(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """The same in a file: a page for people, and JSON for programs."""
    if not visit.trusts(sent):
        return await held_page(visit, viewer, general=send_again(visit.ui))
    problem = await right_password(visit, viewer, sent)
    if problem:
        return await held_page(visit, viewer, problem)
    held = await everything_about(visit.site.database, person_id=viewer.id)
    page = visit.site.render(_copy(visit, held), visit.language)
    return Finished(_packed(page, held), (*_ZIP, PERSONAL))


def _packed(page: str, held: Sequence[Held]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.html", page)
        tables = {one.table: [dict(row) for row in one.rows] for one in held}
        archive.writestr("about-me.json", json.dumps(tables, ensure_ascii=False, indent=2))
    return packed.getvalue()


def _copy(visit: Visit, held: Sequence[Held]) -> HeldCopy:
    ui, site = visit.ui, visit.site
    made = ui.gettext("Taken from {site} on {date}.", site=site.name, date=ui.date(site.clock()))
    return HeldCopy(visit.language, _heading(visit), made, tuple(_part(visit, one) for one in held))


def _heading(visit: Visit) -> str:
    return visit.ui.gettext("Everything kept about me")


def _page(visit: Visit, held: Sequence[Held], problem: str = "", general: str = "") -> HeldPage:
    ui, heading = visit.ui, _heading(visit)
    return HeldPage(
        **visit.frame(visit.title(heading, problem, general), HELD, crumbs=crumbs(visit)),
        heading=heading,
        parts=tuple(_part(visit, one) for one in held),
        field=password_field(ui, problem),
        problem=general,
        action=visit.address(HELD),
        token=visit.token,
    )


def _part(visit: Visit, held: Held) -> HeldPart:
    ui, words = visit.ui, words_of(visit.ui, held.table)
    count = ui.ngettext("One entry", "{count} entries", len(held.rows), count=len(held.rows))
    return HeldPart(words.title, words.what, words.kept, count, tuple(held.rows[0]), held.rows)


def delete_page(visit: Visit, problem: str = "", general: str = "") -> FormPage:
    ui = visit.ui
    return form(
        visit,
        path=DELETE,
        heading=ui.gettext("Delete my account"),
        texts=(
            ui.gettext(
                "This deletes your name, your address, all your answers, marks and completed lessons, at "
                "once. Nobody can bring them back."
            ),
            ui.gettext("If you want to keep a copy, download it before."),
        ),
        problems=(general,),
        fields=(password_field(ui, problem),),
        # Translators: a button
        button=ui.gettext("Delete everything"),
        links=(
            visit.link(HELD, ui.gettext("Everything kept about me")),
            visit.link(ACCOUNT, ui.gettext("Keep my account")),
        ),
    )


async def delete(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Delete the account at once, and say so."""
    if not visit.trusts(sent):
        return show(visit, delete_page(visit, general=send_again(visit.ui)))
    problem = await right_password(visit, viewer, sent)
    if problem:
        return show(visit, delete_page(visit, problem))
    now = visit.site.clock()
    try:
        await visit.write(
            lambda writer: delete_account(writer, whom=viewer.account, actor=viewer.account.pseudonym, now=now)
        )
    except LastAdministrator:
        last = visit.ui.gettext("You are the only administrator. Make somebody else one before you go.")
        return show(visit, delete_page(visit, general=last))
    for who in (viewer.account.pseudonym, pseudonym_of(viewer.account.email)):
        await asyncio.to_thread(visit.site.post.forget, who)
    return _deleted(visit)


def _deleted(visit: Visit) -> Finished:
    ui = visit.ui
    heading = ui.gettext("Your account has been deleted")
    page = Message(
        **visit.frame(heading, DELETE),
        heading=heading,
        texts=(ui.gettext("Nothing about you is left here. You are welcome to go on learning without an account."),),
        links=(visit.link("", ui.gettext("Go to the home page")),),
    )
    return visit.show(page, extra=signed_out(visit))
