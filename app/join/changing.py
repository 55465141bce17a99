"""Changing what is in an account: name and language, address, password."""

from typing import Final

from app.join import fields, limits
from app.join.asking import ACCOUNT, form, show
from app.join.signing_up import link_gone
from app.people.emails import email_key, tidy
from app.people.operations import (
    EmailTaken,
    agree_email,
    ask_email,
    change_email,
    change_password,
    choose_language,
    queue_letter,
    rename,
)
from app.people.queries import Ticketed, Viewer, account_by_email, ticket_holder
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import Choice, Field, FormPage
from app.web.forms import Sent
from app.web.languages import remembered
from app.web.locale import name_in_itself
from app.web.responses import Finished, redirect
from app.web.visits import Visit

NAME: Final = f"{ACCOUNT}/name"
EMAIL: Final = f"{ACCOUNT}/email"
PASSWORD: Final = f"{ACCOUNT}/password"
AGREE: Final = "/agree"
_AGREEING: Final = frozenset({"old email", "new email"})


async def right_password(visit: Visit, viewer: Viewer, sent: Sent) -> str:
    """What is wrong with the password that is asked for once more before something weighty; empty if nothing is."""
    ui, allowances = visit.ui, limits.proving(viewer.id)
    minutes = await limits.minutes_to_wait(visit, allowances)
    if minutes:
        return fields.wait_problem(ui, minutes)
    if not await visit.site.passwords.match(viewer.account.password_hash, sent.one("password")):
        return ui.gettext("This is not your password. Try again.")
    await visit.write(lambda writer: limits.forget(visit, writer, allowances))
    return ""


def name_page(
    visit: Visit, viewer: Viewer, name: str | None = None, problem: str = "", *, general: str = ""
) -> FormPage:
    ui = visit.ui
    return form(
        visit,
        path=NAME,
        heading=ui.gettext("Name and language"),
        problems=(general,),
        fields=(
            fields.name_field(ui, viewer.account.name if name is None else name, problem),
            _languages(visit, viewer),
        ),
        button=ui.gettext("Save"),
    )


async def change_name(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Take the name and the language, and show the account in it."""
    name, language = fields.typed(sent, "name"), sent.one("language")
    problem = fields.name_problem(visit.ui, name)
    if problem or not visit.trusts(sent):
        general = "" if problem else send_again(visit.ui)
        return show(visit, name_page(visit, viewer, name, problem, general=general))
    chosen = language if language in visit.site.interfaces else visit.language

    async def work(writer: Writer) -> None:
        await rename(writer, person_id=viewer.id, name=name)
        await choose_language(writer, person_id=viewer.id, language=chosen)

    await visit.write(work)
    cookie = remembered(chosen, secure=visit.site.cookie.secure)
    return redirect(f"/{chosen}{ACCOUNT}?said=name", extra=(cookie,))


def _languages(visit: Visit, viewer: Viewer) -> Field:
    own = viewer.account.language
    return Field(
        name="language",
        label=visit.ui.gettext("Language"),
        kind="choice",
        hint=visit.ui.gettext("The site and its letters speak it to you."),
        choices=tuple(Choice(code, name_in_itself(code), code == own, code) for code in visit.site.interfaces),
    )


def password_page(visit: Visit, *, old: str = "", new: str = "", general: str = "") -> FormPage:
    """`old` and `new` say what is wrong with either."""
    ui = visit.ui
    return form(
        visit,
        path=PASSWORD,
        heading=ui.gettext("Change the password"),
        texts=(ui.gettext("On every other device you will be signed out."),),
        problems=(general,),
        fields=(
            fields.password_field(ui, old, ui.gettext("Password until now")),
            fields.new_password_field(ui, new, ui.gettext("New password")),
        ),
        button=ui.gettext("Save the new password"),
    )


async def take_password(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    account, chosen = viewer.account, sent.one("new-password")
    if not visit.trusts(sent):
        return show(visit, password_page(visit, general=send_again(visit.ui)))
    new = fields.password_problem(visit, chosen, name=account.name, email=account.email)
    old = await right_password(visit, viewer, sent)
    if old or new:
        return show(visit, password_page(visit, old=old, new=new))
    password_hash, now = await visit.site.passwords.hashed(chosen), visit.site.clock()

    async def work(writer: Writer) -> None:
        await change_password(writer, person_id=viewer.id, password_hash=password_hash, kept_session=viewer.session_id)
        await queue_letter(writer, person_id=viewer.id, kind="changed", now=now)

    await visit.write(work)
    visit.site.letters.set()
    return visit.go(f"{ACCOUNT}?said=password")


def email_page(
    visit: Visit, viewer: Viewer, email: str = "", *, new: str = "", old: str = "", general: str = ""
) -> FormPage:
    """`new` says what is wrong with the new address, `old` with the password."""
    ui = visit.ui
    by_letter = ui.gettext(
        "We send a letter to the new address and one to {email}. When you have followed the link in "
        "both, the address is changed.",
        email=viewer.account.email,
    )
    now = ui.gettext("Your address is {email} now.", email=viewer.account.email)
    return form(
        visit,
        path=EMAIL,
        heading=ui.gettext("Change the e-mail address"),
        texts=(by_letter if visit.site.post.reaches_people else now,),
        problems=(general,),
        fields=(fields.email_field(ui, email, new), fields.password_field(ui, old)),
        button=ui.gettext("Change the address"),
    )


async def take_email(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Ask both addresses, where letters reach people; otherwise change it at once."""
    email = tidy(sent.one("email"))
    if not visit.trusts(sent):
        return show(visit, email_page(visit, viewer, email, general=send_again(visit.ui)))
    new = fields.email_problem(visit.ui, email) or _same(visit, viewer, email)
    old = await right_password(visit, viewer, sent)
    if old or new:
        return show(visit, email_page(visit, viewer, email, new=new, old=old))
    if visit.site.post.reaches_people:
        return await _ask_both(visit, viewer, email)
    try:
        await visit.write(lambda writer: change_email(writer, person_id=viewer.id, email=email))
    except EmailTaken:
        return show(visit, email_page(visit, viewer, email, new=_taken(visit)))
    return visit.go(f"{ACCOUNT}?said=email")


async def _ask_both(visit: Visit, viewer: Viewer, email: str) -> Finished:
    """Somebody else's address gets the letter that tells its owner so, and nobody learns of it here."""
    now = visit.site.clock()

    async def work(writer: Writer) -> None:
        owner = await account_by_email(writer, email=email)
        await ask_email(writer, person_id=viewer.id, email=email, now=now)
        await queue_letter(writer, person_id=viewer.id, kind="old email", now=now)
        if owner is None or owner.opened_at is None:
            await queue_letter(writer, person_id=viewer.id, kind="new email", now=now)
        else:
            await queue_letter(writer, person_id=owner.person_id, kind="known", now=now)

    await visit.write(work)
    visit.site.letters.set()
    return visit.go(f"{ACCOUNT}?said=letters")


async def agreeing_page(visit: Visit, token: str) -> Finished:
    """What the link in either letter leads to."""
    ui, holder = visit.ui, await _agreeing(visit, token)
    if holder is None:
        return link_gone(visit, AGREE)
    page = form(
        visit,
        path=AGREE,
        heading=ui.gettext("Change the e-mail address"),
        texts=(ui.gettext("Only when both addresses have said yes, the address of the account is changed."),),
        hidden=(("ticket", token),),
        button=ui.gettext("Yes, change the address"),
    )
    return show(visit, page)


async def agree(visit: Visit, sent: Sent) -> Finished:
    token, now, holder = sent.one("ticket"), visit.site.clock(), await _agreeing(visit, sent.one("ticket"))
    if holder is None:
        return link_gone(visit, AGREE)
    person_id, purpose = holder.account.person_id, holder.purpose

    async def work(writer: Writer) -> bool | None:
        changed = await agree_email(writer, person_id=person_id, token=token, purpose=purpose, now=now)
        if changed:
            await queue_letter(writer, person_id=person_id, kind="changed", now=now)
        return changed

    try:
        changed = await visit.write(work)
    except EmailTaken:
        changed = None
    visit.site.letters.set()
    if changed is None:
        return link_gone(visit, AGREE)
    return visit.go(f"{ACCOUNT}?said={'email' if changed else 'other'}")


async def _agreeing(visit: Visit, token: str) -> Ticketed | None:
    return await ticket_holder(visit.site.database, token=token, purposes=_AGREEING, now=visit.site.clock())


def _same(visit: Visit, viewer: Viewer, email: str) -> str:
    same = email_key(email) == email_key(viewer.account.email)
    return visit.ui.gettext("This is your address already.") if same else ""


def _taken(visit: Visit) -> str:
    return visit.ui.gettext("This address cannot be used. Please take another.")
