"""Opening an account: by a link where letters reach people, otherwise at once."""

from dataclasses import dataclass
from typing import Final

from app.join import fields, limits
from app.join.asking import form, show
from app.join.signing_in import PATH as SIGN_IN
from app.join.signing_in import admit, enter
from app.people.emails import tidy
from app.people.operations import EmailTaken, add_account, open_account, queue_letter
from app.people.pseudonyms import new_pseudonym
from app.people.queries import Account, Ticketed, account_by_email, ticket_holder
from app.storage import Work, Writer
from app.web.asking import send_again
from app.web.form_page import FormPage
from app.web.forms import Sent
from app.web.page import Message
from app.web.responses import Finished
from app.web.visits import Visit

PATH: Final = "/sign-up"
OPEN: Final = "/open"
_OPENING: Final = frozenset({"open"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wrote to sign up; `wanted` is where they were going."""

    name: str
    email: str
    password: str
    wanted: str = ""

    @classmethod
    def of(cls, sent: Sent) -> "Wish":
        return cls(fields.typed(sent, "name"), tidy(sent.one("email")), sent.one("new-password"), sent.one("next"))


def sign_up_page(visit: Visit, wish: Wish | None = None, problem: str = "", wanted: str = "") -> FormPage:
    """With a `wish`, the form as it was sent, and what is wrong with it; `wanted` is where somebody was going."""
    ui = visit.ui
    name, email = (wish.name, wish.email) if wish else ("", "")
    wrong = _wrong(visit, wish) if wish else ("", "", "")
    return form(
        visit,
        path=PATH,
        heading=ui.gettext("Open an account"),
        texts=(
            ui.gettext(
                "You do not need an account to learn here. With one, your progress is the same on every device, and "
                "stays when you change your phone."
            ),
        ),
        problems=(problem,),
        fields=(
            fields.name_field(ui, name, wrong[0]),
            fields.email_field(ui, email, wrong[1]),
            fields.new_password_field(ui, wrong[2]),
        ),
        hidden=(("next", wish.wanted if wish else wanted),),
        button=ui.gettext("Open my account"),
        links=(
            visit.link(SIGN_IN, ui.gettext("I have an account already")),
            visit.link("/privacy", ui.gettext("What this site knows about you")),
        ),
    )


async def sign_up(visit: Visit, sent: Sent) -> Finished:
    wish = Wish.of(sent)
    problem = "" if visit.trusts(sent) else send_again(visit.ui)
    if problem or any(_wrong(visit, wish)):
        return show(visit, sign_up_page(visit, wish, problem))
    minutes = await limits.minutes_to_wait(visit, limits.signing_up(visit, wish.email))
    if minutes:
        return show(visit, sign_up_page(visit, wish, fields.wait_problem(visit.ui, minutes)))
    password_hash = await visit.site.passwords.hashed(wish.password)
    if visit.site.post.reaches_people:
        return await _by_letter(visit, wish, password_hash)
    return await _at_once(visit, wish, password_hash)


async def _by_letter(visit: Visit, wish: Wish, password_hash: str) -> Finished:
    """Send a letter in any case, so that nobody else learns whether there is an account with this address."""
    adding, now = _adding(visit, wish, password_hash, opened=False), visit.site.clock()

    async def work(writer: Writer) -> None:
        try:
            person_id, kind = await adding(writer), "open"
        except EmailTaken:
            owner = await account_by_email(writer, email=wish.email)
            person_id, kind = (owner.person_id if owner else 0), "known"
        await queue_letter(writer, person_id=person_id, kind=kind, now=now)

    await visit.write(work)
    visit.site.letters.set()
    ui = visit.ui
    return letter_sent_page(
        visit,
        PATH,
        ui.gettext(
            "We have sent a letter to {email}. Follow the link in it, and your account is open.", email=wish.email
        ),
    )


async def _at_once(visit: Visit, wish: Wish, password_hash: str) -> Finished:
    """Open the account and let its owner in; who sent the form twice gets in both times."""
    adding = _adding(visit, wish, password_hash, opened=True)

    async def work(writer: Writer) -> tuple[Account | None, bool]:
        try:
            await adding(writer)
        except EmailTaken:
            # Looked up here, as what another work has written a moment ago can't be read elsewhere yet.
            return await account_by_email(writer, email=wish.email), False
        return await account_by_email(writer, email=wish.email), True

    account, is_new = await visit.write(work)
    if account and is_new:
        return await enter(visit, account, wish.wanted)
    if account and await visit.site.passwords.match(account.password_hash, wish.password):
        return await admit(visit, account, wish.password, wanted=wish.wanted, allowances=())
    problem = visit.ui.gettext("There is an account with this address already. Sign in, or use another address.")
    return show(visit, sign_up_page(visit, wish, problem))


def _adding(visit: Visit, wish: Wish, password_hash: str, *, opened: bool) -> Work[int]:
    """Adds the account that somebody wished for; returns its person's id. Raises EmailTaken."""
    pseudonym, now = new_pseudonym(visit.site.chance), visit.site.clock()

    async def add(writer: Writer) -> int:
        return await add_account(
            writer,
            email=wish.email,
            name=wish.name,
            password_hash=password_hash,
            pseudonym=pseudonym,
            language=visit.language,
            opened=opened,
            now=now,
            lifetime=visit.site.account_lifetime,
        )

    return add


def _wrong(visit: Visit, wish: Wish) -> tuple[str, str, str]:
    ui = visit.ui
    return (
        fields.name_problem(ui, wish.name),
        fields.email_problem(ui, wish.email),
        fields.password_problem(visit, wish.password, name=wish.name, email=wish.email),
    )


def letter_sent_page(visit: Visit, path: str, text: str) -> Finished:
    """That a letter is on its way, which is said in any case."""
    ui = visit.ui
    heading = ui.gettext("Look into your mail")
    page = Message(
        **visit.frame(heading, path),
        heading=heading,
        texts=(
            text,
            ui.gettext("It may take some minutes. If nothing comes, look among the unwanted mail, or try again."),
        ),
        links=(visit.link("", ui.gettext("Go to the home page")),),
    )
    return visit.show(page)


async def opening_page(visit: Visit, token: str) -> Finished:
    """What a link in a letter leads to."""
    holder = await _holder(visit, token)
    return show(visit, _opening(visit, holder, token)) if holder else link_gone(visit, OPEN)


async def open_by_link(visit: Visit, sent: Sent) -> Finished:
    """Open the account for who has the letter and knows the password, and let them in.

    One without the other won't do: somebody else may have signed up with this address, and waits for its owner to open
    an account that they know the password of.
    """
    site, ui, token, now = visit.site, visit.ui, sent.one("ticket"), visit.site.clock()
    holder = await _holder(visit, token)
    if holder is None:
        return link_gone(visit, OPEN)
    account, password = holder.account, sent.one("password")
    minutes = await limits.minutes_to_wait(visit, limits.proving(account.person_id))
    if minutes:
        return show(visit, _opening(visit, holder, token, fields.wait_problem(ui, minutes)))
    if not await site.passwords.match(account.password_hash, password):
        problem = ui.gettext("This is not the password that was chosen when this account was asked for. Try again.")
        return show(visit, _opening(visit, holder, token, problem))
    lifetime = site.account_lifetime
    await visit.write(
        lambda writer: open_account(writer, person_id=account.person_id, token=token, now=now, lifetime=lifetime)
    )
    return await enter(visit, account, "")


def _opening(visit: Visit, holder: Ticketed, token: str, problem: str = "") -> FormPage:
    ui, account = visit.ui, holder.account
    return form(
        visit,
        path=OPEN,
        heading=ui.gettext("Open your account"),
        texts=(ui.gettext("Your address is {email}. Now write the password that you chose.", email=account.email),),
        fields=(fields.password_field(ui, problem),),
        hidden=(("ticket", token),),
        button=ui.gettext("Open my account"),
        links=(visit.link("/forgotten", ui.gettext("I have forgotten my password")),),
    )


async def _holder(visit: Visit, token: str) -> Ticketed | None:
    return await ticket_holder(visit.site.database, token=token, purposes=_OPENING, now=visit.site.clock())


def link_gone(visit: Visit, path: str) -> Finished:
    """A link that was used, is too old, or was copied with a mistake."""
    ui = visit.ui
    heading = ui.gettext("This link does not count any longer")
    page = Message(
        **visit.frame(heading, path),
        heading=heading,
        texts=(
            ui.gettext(
                "It was used already, it is too old, or a part of it is missing. If you have followed it "
                "before, what it was for is done."
            ),
        ),
        links=(
            visit.link(SIGN_IN, ui.gettext("Sign in")),
            visit.link("/forgotten", ui.gettext("I have forgotten my password")),
        ),
    )
    return visit.show(page, status=410)
