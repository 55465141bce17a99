"""A new password for somebody who has forgotten theirs, by a link in a letter."""

from typing import Final

from app.join import fields, limits
from app.join.asking import form, show
from app.join.signing_in import PATH as SIGN_IN
from app.join.signing_up import letter_sent_page, link_gone
from app.people.emails import tidy
from app.people.operations import choose_password, queue_letter
from app.people.queries import Ticketed, account_by_email, ticket_holder
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import FormPage
from app.web.forms import Sent
from app.web.responses import Finished
from app.web.visits import Visit

FORGOTTEN: Final = "/forgotten"
NEW_PASSWORD: Final = "/new-password"  # noqa: S105 - an address
_CHOOSING: Final = frozenset({"password"})


def forgotten_page(visit: Visit, email: str = "", problem: str = "", *, general: str = "") -> FormPage:
    ui = visit.ui
    return form(
        visit,
        path=FORGOTTEN,
        heading=ui.gettext("Choose a new password"),
        texts=(
            ui.gettext(
                "Write the address of your account. We send a letter there with a link to choose a new password."
            ),
        ),
        problems=(general,),
        fields=(fields.email_field(ui, email, problem),),
        button=ui.gettext("Send me the link"),
        links=(visit.link(SIGN_IN, ui.gettext("Back to signing in")),),
    )


async def forgotten(visit: Visit, sent: Sent) -> Finished:
    """Send a letter where there is an account. The answer doesn't tell whether there is one."""
    ui, email, now = visit.ui, tidy(sent.one("email")), visit.site.clock()
    problem = fields.email_problem(ui, email)
    if problem or not visit.trusts(sent):
        general = "" if problem else send_again(ui)
        return show(visit, forgotten_page(visit, email, problem, general=general))
    minutes = await limits.minutes_to_wait(visit, limits.forgetting(visit, email))
    if minutes:
        return show(visit, forgotten_page(visit, email, general=fields.wait_problem(ui, minutes)))

    async def work(writer: Writer) -> None:
        found = await account_by_email(writer, email=email)
        if found is not None and found.disabled_at is None:
            await queue_letter(writer, person_id=found.person_id, kind="password", now=now)

    await visit.write(work)
    visit.site.letters.set()
    told = ui.gettext("If there is an account with the address {email}, a letter is on its way to it.", email=email)
    return letter_sent_page(visit, FORGOTTEN, told)


async def new_password_page(visit: Visit, token: str) -> Finished:
    holder = await _holder(visit, token)
    return show(visit, _choosing(visit, holder, token)) if holder else link_gone(visit, NEW_PASSWORD)


async def choose(visit: Visit, sent: Sent) -> Finished:
    """Take the new password. Every session ends, and what others tried in the owner's name is forgotten."""
    site, token, now = visit.site, sent.one("ticket"), visit.site.clock()
    holder = await _holder(visit, token)
    if holder is None:
        return link_gone(visit, NEW_PASSWORD)
    account, password = holder.account, sent.one("new-password")
    problem = fields.password_problem(visit, password, name=account.name, email=account.email)
    if problem:
        return show(visit, _choosing(visit, holder, token, problem))
    password_hash = await site.passwords.hashed(password)
    allowances = limits.signing_in(visit, account.email)

    async def work(writer: Writer) -> bool:
        done = await choose_password(
            writer,
            person_id=account.person_id,
            token=token,
            password_hash=password_hash,
            now=now,
            lifetime=site.account_lifetime,
        )
        if done:
            await limits.forget(visit, writer, allowances)
            await queue_letter(writer, person_id=account.person_id, kind="changed", now=now)
        return done

    if not await visit.write(work):
        return link_gone(visit, NEW_PASSWORD)
    site.letters.set()
    return visit.go(f"{SIGN_IN}?changed=1")


def _choosing(visit: Visit, holder: Ticketed, token: str, problem: str = "") -> FormPage:
    ui = visit.ui
    return form(
        visit,
        path=NEW_PASSWORD,
        heading=ui.gettext("Choose a new password"),
        texts=(
            ui.gettext(
                "For the account with the address {email}. You will be signed out on every device.",
                email=holder.account.email,
            ),
        ),
        fields=(fields.new_password_field(ui, problem, ui.gettext("New password")),),
        hidden=(("ticket", token),),
        button=ui.gettext("Save the new password"),
    )


async def _holder(visit: Visit, token: str) -> Ticketed | None:
    return await ticket_holder(visit.site.database, token=token, purposes=_CHOOSING, now=visit.site.clock())
