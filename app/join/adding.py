"""What a guest did in this browser goes into the account, if its owner says so."""

from typing import Final

from app.join.asking import ACCOUNT, form, show
from app.people.operations import PersonGone
from app.people.queries import Known, Viewer, person_of
from app.progress.merging import Done, done_by, merge_guest
from app.web.form_page import Button, FormPage
from app.web.forms import Sent
from app.web.own_path import own_path
from app.web.responses import Finished, redirect
from app.web.visits import Visit

PATH: Final = f"{ACCOUNT}/add"


async def adding_page(visit: Visit, wanted: str) -> Finished:
    """Ask, if a guest did anything in this browser before its user signed in."""
    guest = await guest_of(visit)
    done = await done_by(visit.site.database, person_id=guest.id) if guest else None
    if done is None or not done.steps:
        return redirect(_onward(visit, wanted))
    return show(visit, _page(visit, done, wanted))


async def add(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Add it once, and go on; or leave it where it is, for whoever else uses this browser."""
    guest, onward, now = await guest_of(visit), _onward(visit, sent.one("next")), visit.site.clock()
    if guest is None or sent.one("do") != "add" or not visit.trusts(sent):
        return redirect(onward)
    library = visit.site.shelf.library
    courses = [each for each in (library.course(name, visit.language) for name in library.courses) if each]
    try:
        await visit.write(
            lambda writer: merge_guest(writer, guest_id=guest.id, person_id=viewer.id, courses=courses, now=now)
        )
    except PersonGone:
        return visit.to_sign_in()
    return redirect(onward, extra=(visit.site.guest_cookie.clear(),))


async def guest_of(visit: Visit) -> Known | None:
    """The guest who used this browser before somebody signed in."""
    token = visit.site.guest_cookie.read(visit.request.scope)
    known = await person_of(visit.site.database, token=token, now=visit.site.clock()) if token else None
    return known if known is not None and known.is_guest else None


def _page(visit: Visit, done: Done, wanted: str) -> FormPage:
    ui = visit.ui
    lessons = ui.ngettext(
        "Add the one lesson done on this device to your account?",
        "Add the {count} lessons done on this device to your account?",
        done.lessons,
        count=done.lessons,
    )
    answers = ui.ngettext(
        "Add the one answer given on this device to your account?",
        "Add the {count} answers given on this device to your account?",
        done.steps,
        count=done.steps,
    )
    return form(
        visit,
        path=PATH,
        heading=lessons if done.lessons else answers,
        texts=(
            ui.gettext(
                "Somebody learned in this browser without being signed in. If it was you, add it: nothing is "
                "lost on either side."
            ),
            ui.gettext(
                "On a computer that you share with others, say no if it was not you. Their progress stays "
                "here for them."
            ),
        ),
        hidden=(("next", wanted),),
        # Translators: two buttons, the answers to "Add the 3 lessons done on this device to your account?"
        button=(Button(ui.gettext("Yes, add it"), "add"), Button(ui.gettext("No, leave it"), "leave", quiet=True)),
    )


def _onward(visit: Visit, wanted: str) -> str:
    return own_path(wanted, visit.address(ACCOUNT))
