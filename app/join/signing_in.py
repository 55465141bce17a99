"""Signing in and out: the password, the second step, and the cookies."""

import logging
from typing import Final
from urllib.parse import urlencode

from app.join import limits
from app.join.asking import form, show
from app.join.devices import device_of
from app.join.fields import code_field, email_field, password_field, wait_problem
from app.people.emails import tidy
from app.people.operations import (
    IDLE,
    issue_ticket,
    open_session,
    passes_second_factor,
    queue_letter,
    sign_out,
    store_hash,
    use_ticket,
)
from app.people.queries import Account, account_by_email, person_of, ticket_holder
from app.storage import Writer
from app.web.asking import send_again
from app.web.form_page import FormPage
from app.web.forms import Sent
from app.web.languages import remembered
from app.web.own_path import own_path
from app.web.responses import Finished, Header, redirect
from app.web.sessions import new_token
from app.web.visits import Visit

PATH: Final = "/sign-in"
_CODE: Final = frozenset({"code"})

_log = logging.getLogger(__name__)


def sign_in_page(visit: Visit, *, wanted: str, email: str = "", problem: str = "", said: str = "") -> FormPage:
    """`wanted` is where somebody was going when they were sent here."""
    ui = visit.ui
    return form(
        visit,
        path=PATH,
        heading=ui.gettext("Sign in"),
        said=said,
        problems=(problem,),
        fields=(email_field(ui, email), password_field(ui)),
        hidden=(("next", wanted),),
        # Translators: a button
        button=ui.gettext("Sign in"),
        links=(
            visit.link("/forgotten", ui.gettext("I have forgotten my password")),
            visit.link(_to_sign_up(wanted), ui.gettext("I have no account yet")),
        ),
    )


def _to_sign_up(wanted: str) -> str:
    return f"/sign-up?{urlencode({'next': wanted})}" if wanted else "/sign-up"


async def sign_in(visit: Visit, sent: Sent) -> Finished:
    """Compare the password, which takes as long where there is no account, and let its owner in."""
    ui, email, wanted = visit.ui, tidy(sent.one("email")), sent.one("next")
    if not visit.trusts(sent):
        return show(visit, sign_in_page(visit, wanted=wanted, email=email, problem=send_again(ui)))
    allowances = limits.signing_in(visit, email)
    minutes = await limits.minutes_to_wait(visit, allowances)
    if minutes:
        return show(visit, sign_in_page(visit, wanted=wanted, email=email, problem=wait_problem(ui, minutes)))
    found = await account_by_email(visit.site.database, email=email)
    password = sent.one("password")
    if not await visit.site.passwords.match(found.password_hash if found else None, password) or found is None:
        _log.info("Sign-in refused: %s", found.pseudonym if found else "no such account")
        problem = ui.gettext("There is no account with this address and this password. Check both, and try again.")
        return show(visit, sign_in_page(visit, wanted=wanted, email=email, problem=problem))
    return await admit(visit, found, password, wanted=wanted, allowances=allowances)


async def admit(
    visit: Visit, account: Account, password: str, *, wanted: str, allowances: limits.Allowances
) -> Finished:
    """Let in who has shown that they know the password, or ask for the second step."""
    refusal = await _refusal(visit, account)
    if refusal:
        return show(visit, sign_in_page(visit, wanted=wanted, email=account.email, problem=refusal))
    await _rehash(visit, account, password)
    if account.second_factor_since is not None:
        return await _ask_code(visit, account, wanted)

    async def work(writer: Writer) -> None:
        await limits.forget(visit, writer, allowances)

    await visit.write(work)
    return await enter(visit, account, wanted)


async def _refusal(visit: Visit, account: Account) -> str:
    """Why the right password isn't enough; empty if it is."""
    ui = visit.ui
    if account.disabled_at is not None:
        return ui.gettext("This account has been disabled. Please ask the people who run this site.")
    if account.opened_at is None:
        now = visit.site.clock()
        await visit.write(lambda writer: queue_letter(writer, person_id=account.person_id, kind="open", now=now))
        visit.site.letters.set()
        return ui.gettext("This account has not been opened yet. We have sent you the letter with the link again.")
    return ""


async def _rehash(visit: Visit, account: Account, password: str) -> None:
    passwords = visit.site.passwords
    if account.password_hash is not None and passwords.is_outdated(account.password_hash):
        stronger = await passwords.hashed(password)
        await visit.write(lambda writer: store_hash(writer, person_id=account.person_id, password_hash=stronger))


async def _ask_code(visit: Visit, account: Account, wanted: str) -> Finished:
    token, now = new_token(visit.site.chance), visit.site.clock()
    await visit.write(
        lambda writer: issue_ticket(writer, person_id=account.person_id, purpose="code", token=token, now=now)
    )
    return show(visit, code_page(visit, ticket=token, wanted=wanted))


def code_page(visit: Visit, *, ticket: str, wanted: str, problem: str = "") -> FormPage:
    """The second step. `ticket` says whose password was right; only this page holds it."""
    ui = visit.ui
    return form(
        visit,
        path=PATH,
        action=f"{PATH}/code",
        heading=ui.gettext("Enter the code from your phone"),
        texts=(
            ui.gettext("Open the app in which you keep this account, and write the six digits that it shows."),
            ui.gettext("If you do not have your phone, write one of your recovery codes instead."),
        ),
        fields=(code_field(ui, problem),),
        hidden=(("ticket", ticket), ("next", wanted)),
        # Translators: a button
        button=ui.gettext("Sign in"),
        links=(visit.link(PATH, ui.gettext("Begin again")),),
    )


async def second_step(visit: Visit, sent: Sent) -> Finished:
    """Let in whose code is right. A code counts once, and so does the ticket."""
    ui, now, ticket, wanted = visit.ui, visit.site.clock(), sent.one("ticket"), sent.one("next")
    holder = await ticket_holder(visit.site.database, token=ticket, purposes=_CODE, now=now)
    if holder is None or not visit.trusts(sent):
        too_late = ui.gettext("That took too long, or was sent twice. Please sign in once more.")
        return show(visit, sign_in_page(visit, wanted=wanted, problem=too_late))
    account, allowances = holder.account, limits.proving(holder.account.person_id)
    minutes = await limits.minutes_to_wait(visit, allowances)
    if minutes:
        return show(visit, code_page(visit, ticket=ticket, wanted=wanted, problem=wait_problem(ui, minutes)))

    async def work(writer: Writer) -> bool:
        if not await passes_second_factor(writer, person_id=account.person_id, code=sent.one("code"), now=now):
            return False
        await limits.forget(visit, writer, allowances)
        return await use_ticket(writer, token=ticket, purpose="code", now=now)

    if not await visit.write(work):
        _log.info("Second step refused: %s", account.pseudonym)
        problem = ui.gettext("This code is not right, or was used already. Wait for the next one, and write that.")
        return show(visit, code_page(visit, ticket=ticket, wanted=wanted, problem=problem))
    return await enter(visit, account, wanted)


async def enter(visit: Visit, account: Account, wanted: str) -> Finished:
    """Begin a session, under a new token, and lead on: first to what a guest did in this browser, if they did anything.

    A guest's session stays in a cookie of its own, so that it is there again when somebody signs out.
    """
    site, now = visit.site, visit.site.clock()
    token, device = new_token(site.chance), device_of(visit.request.headers.get("user-agent", ""))
    earlier, is_account = visit.session, visit.viewer is not None

    async def work(writer: Writer) -> None:
        if earlier and is_account:
            await sign_out(writer, token=earlier)
        await open_session(
            writer,
            person_id=account.person_id,
            token=token,
            device=device,
            now=now,
            lifetime=site.account_lifetime,
        )

    await visit.write(work)
    _log.info("Signed in: %s", account.pseudonym)
    cookies: list[Header] = [site.cookie.set(token, IDLE)]
    if account.language in site.interfaces:
        cookies.append(remembered(account.language, secure=site.cookie.secure))
    place = own_path(wanted, visit.address("/account"))
    if earlier and not is_account and await person_of(site.database, token=earlier, now=now):
        cookies.append(site.guest_cookie.set(earlier, site.guest_lifetime))
        place = f"{visit.address('/account/add')}?{urlencode({'next': place})}"
    return redirect(place, extra=cookies)


async def leave(visit: Visit, sent: Sent) -> Finished:
    """End the session of this browser; a guest's, from before, goes on."""
    session = visit.session
    if visit.viewer is None or session is None or not visit.trusts(sent):
        return visit.go("/account")
    await visit.write(lambda writer: sign_out(writer, token=session))
    return visit.go("", extra=signed_out(visit))


def signed_out(visit: Visit) -> tuple[Header, ...]:
    """The cookies of a browser in which nobody is signed in any longer."""
    site, guest = visit.site, visit.site.guest_cookie.read(visit.request.scope)
    if guest is None:
        return (site.cookie.clear(),)
    return (site.cookie.set(guest, site.guest_lifetime), site.guest_cookie.clear())
