"""The people of the site, and what an administrator can do for one of them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from app.administer.overview import PEOPLE, crumbs
from app.administer.pages import Deed, PeoplePage, PersonPage, PersonRow, RoleRow
from app.administer.record import act_rows
from app.administer.words import role_in_words
from app.content.edition import SOURCE_LANGUAGE
from app.people.operations import (
    LastAdministrator,
    disable,
    enable,
    grant_role,
    queue_letter,
    record_act,
    remove_second_factor,
    take_role,
)
from app.people.queries import Account, Viewer, account_of, devices_of
from app.people.queries.people import Listed, acts_about, organisations, people_listed
from app.people.roles import Role
from app.storage import Writer
from app.web.form_page import Choice, Field
from app.web.forms import Sent, number_in, page_in
from app.web.page import Fact, Link
from app.web.responses import Finished
from app.web.visits import Visit

PERSON: Final = "/person"
_LONGEST: Final = 200

Deeds = Callable[[Writer], Awaitable[object]]


async def people(visit: Visit) -> Finished:
    ui, asked = visit.ui, visit.request.query_params
    # No name and no address holds a sign that can't be printed, and PostgreSQL refuses to look for some.
    wanted, page = "".join(filter(str.isprintable, asked.get("q", "")))[:_LONGEST], page_number(visit)
    titles = await organisations(visit.site.database)
    found, more = await people_listed(visit.site.database, wanted=wanted, page=page)
    heading = ui.gettext("People")
    return visit.show(
        PeoplePage(
            **visit.frame(heading, PEOPLE, query=urlencode({"q": wanted}) if wanted else "", crumbs=crumbs(visit)),
            heading=heading,
            search=Field(name="q", label=ui.gettext("Name or address"), kind="search", value=wanted),
            action=visit.address(PEOPLE),
            outcome="" if found else ui.gettext("Nobody is called so, or has such an address."),
            people=tuple(_row(visit, one, titles) for one in found),
            earlier=_beside(visit, wanted, page - 1, ui.gettext("Back")) if page > 1 else None,
            later=_beside(visit, wanted, page + 1, ui.gettext("More")) if more else None,
        )
    )


def page_number(visit: Visit) -> int:
    """The page of a long list that is asked for, from 1."""
    return page_in(visit.request.query_params.get("page", ""))


def _beside(visit: Visit, wanted: str, page: int, label: str) -> Link:
    return visit.link(f"{PEOPLE}?{urlencode({'q': wanted, 'page': page})}", label)


def _row(visit: Visit, one: Listed, titles: Mapping[int, str]) -> PersonRow:
    ui = visit.ui
    notes = [role_in_words(ui, role, titles) for role in one.roles]
    if one.opened_at is None:
        notes.append(ui.gettext("not opened yet"))
    if one.disabled_at is not None:
        notes.append(ui.gettext("disabled"))
    if one.second_factor_since is not None:
        notes.append(ui.gettext("with a second step"))
    return PersonRow(visit.link(f"{PERSON}/{one.person_id}", one.name), one.email, tuple(notes))


async def person(visit: Visit, _viewer: Viewer, said: str = "", problem: str = "") -> Finished:
    """One person; who isn't there, or has no account, is not found."""
    found = await _asked_for(visit)
    if found is None:
        return visit.not_found()
    return visit.show(await _page(visit, found, said, problem), status=422 if problem else 200)


async def change(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Do what is asked for to somebody, and show them as they are then."""
    ui, found = visit.ui, await _asked_for(visit)
    if found is None:
        return visit.not_found()
    deed = await _deed(visit, viewer, found, sent)
    if deed is None or not visit.trusts(sent):
        problem = ui.gettext("Nothing was changed. Please choose once more.")
        return await person(visit, viewer, problem=problem)
    try:
        await visit.write(deed)
    except LastAdministrator:
        problem = ui.gettext("This is the only administrator. Make somebody else one before.")
        return await person(visit, viewer, problem=problem)
    visit.site.letters.set()
    return visit.go(f"{PERSON}/{found.person_id}?said=1")


async def _asked_for(visit: Visit) -> Account | None:
    return await account_of(visit.site.database, person_id=number_in(visit.request.path_params["number"]))


async def _deed(visit: Visit, viewer: Viewer, found: Account, sent: Sent) -> Deeds | None:
    """What a form asks for; None if it is nothing that can be done."""
    actor, now, what = viewer.account.pseudonym, visit.site.clock(), sent.one("do")
    if what in {"grant", "take"}:
        role = await _role_of(visit, found, sent.one("role"))
        if role is None:
            return None
        if what == "grant":
            return lambda writer: grant_role(writer, to=found, what=role, actor=actor, now=now)
        return lambda writer: take_role(writer, of=found, what=role, actor=actor, now=now)
    return {
        "disable": lambda writer: disable(writer, whom=found, actor=actor, now=now),
        "enable": lambda writer: enable(writer, whom=found, actor=actor, now=now),
        "send": _letter(visit, viewer, found),
        "second factor off": _without_second_factor(visit, viewer, found),
    }.get(what)


def _letter(visit: Visit, viewer: Viewer, found: Account) -> Deeds:
    """The letter that opens the account once more; for one that is open, a link to choose a password."""
    actor, now = viewer.account.pseudonym, visit.site.clock()
    kind = "password" if found.opened_at else "open"

    async def work(writer: Writer) -> None:
        if await queue_letter(writer, person_id=found.person_id, kind=kind, now=now):
            await record_act(writer, actor=actor, action="send", subject=found.pseudonym, now=now)

    return work


def _without_second_factor(visit: Visit, viewer: Viewer, found: Account) -> Deeds:
    """For somebody whose phone and recovery codes are gone; they are told, in case it was somebody else who asked."""
    actor, now = viewer.account.pseudonym, visit.site.clock()

    async def work(writer: Writer) -> None:
        if await remove_second_factor(writer, person_id=found.person_id):
            await queue_letter(writer, person_id=found.person_id, kind="changed", now=now)
            await record_act(writer, actor=actor, action="second factor off", subject=found.pseudonym, now=now)

    return work


async def _role_of(visit: Visit, found: Account, sent: str) -> Role | None:
    """A role as a form names it, if there is what it is for, or they have it from when there was."""
    name, _, scope = sent.partition(" ")
    if Role(name, scope) in found.roles:
        return Role(name, scope)
    if name == "coordinator":
        titles = await organisations(visit.site.database)
        return Role(name, scope) if scope in {str(number) for number in titles} else None
    if name in {"translator", "reviewer"}:
        return Role(name, scope) if scope in _translated(visit) else None
    return Role(name) if name == "administrator" and not scope else None


async def _page(visit: Visit, found: Account, said: str, problem: str) -> PersonPage:
    ui = visit.ui
    titles = await organisations(visit.site.database)
    path = f"{PERSON}/{found.person_id}"
    way = (*crumbs(visit), visit.link(PEOPLE, ui.gettext("People")))
    acts = await acts_about(visit.site.database, pseudonym=found.pseudonym)
    done = ui.gettext("Done.") if visit.request.query_params.get("said") else ""
    return PersonPage(
        **visit.frame(visit.title(found.name, problem), path, crumbs=way),
        heading=found.name,
        said=said or ("" if problem else done),
        problem=problem,
        facts=_facts(visit, found, await _last_used(visit, found)),
        roles=tuple(RoleRow(role_in_words(ui, role, titles), " ".join(role).strip()) for role in sorted(found.roles)),
        grant=_grantable(visit, titles),
        deeds=_possible(visit, found),
        acts=act_rows(visit, acts, titles),
        action=visit.address(path),
        token=visit.token,
    )


async def _last_used(visit: Visit, found: Account) -> datetime:
    """As far as it is known: when they signed in where they still are, or did what puts their deletion off."""
    devices = await devices_of(visit.site.database, person_id=found.person_id, now=visit.site.clock())
    kept = found.expires_at - visit.site.account_lifetime
    return max(found.created_at, kept, *(device.since for device in devices))


def _facts(visit: Visit, found: Account, used: datetime) -> tuple[Fact, ...]:
    ui, since, disabled = visit.ui, found.second_factor_since, found.disabled_at
    facts = [
        Fact(ui.gettext("E-mail address"), found.email),
        Fact(ui.gettext("Language"), ui.language_name(found.language)),
        Fact(ui.gettext("Signed up"), ui.date(found.created_at)),
        # Translators: before the day on which somebody used their account last
        *((Fact(ui.gettext("Last used"), ui.date(used)),) if found.opened_at else ()),
        Fact(
            ui.gettext("Second step of signing in"),
            ui.gettext("On since {date}.", date=ui.date(since)) if since else ui.gettext("Off"),
        ),
        Fact(ui.gettext("Will be deleted without further use"), ui.date(found.expires_at)),
    ]
    if found.opened_at is None:
        facts.append(Fact(ui.gettext("State"), ui.gettext("not opened yet")))
    if disabled is not None:
        facts.append(Fact(ui.gettext("State"), ui.gettext("Disabled since {date}.", date=ui.date(disabled))))
    return tuple(facts)


def _grantable(visit: Visit, titles: Mapping[int, str]) -> Field:
    """Every role that there is: for each organisation, and for each language."""
    ui = visit.ui
    roles = [
        Role("administrator"),
        *(Role("coordinator", str(number)) for number in titles),
        *(Role(name, code) for code in _translated(visit) for name in ("translator", "reviewer")),
    ]
    choices = tuple(Choice(" ".join(role).strip(), role_in_words(ui, role, titles)) for role in roles)
    return Field(name="role", label=ui.gettext("Another role"), kind="choice", choices=choices)


def _translated(visit: Visit) -> tuple[str, ...]:
    """The languages that the English is translated into."""
    return tuple(code for code in visit.site.interfaces if code != SOURCE_LANGUAGE)


def _possible(visit: Visit, found: Account) -> tuple[Deed, ...]:
    ui = visit.ui
    letter = (
        ui.gettext("Send a link to choose a password")
        if found.opened_at
        else ui.gettext("Send the opening letter again")
    )
    off = Deed(ui.gettext("Switch the second step off"), "second factor off")
    if found.disabled_at is not None:
        return (Deed(ui.gettext("Enable the account"), "enable"),)
    return (
        Deed(letter, "send"),
        *((off,) if found.second_factor_since else ()),
        Deed(ui.gettext("Disable the account"), "disable"),
    )
