"""How the site is: its version, its health, its people, its faults."""

from importlib.metadata import version
from typing import Final

from app.administer.pages import OverviewPage
from app.mail import MailFolder
from app.people.queries.people import numbers
from app.storage import StorageError
from app.web.page import Fact, Fault, Link
from app.web.responses import Finished
from app.web.visits import Visit

ADMIN: Final = "/admin"
PEOPLE: Final = f"{ADMIN}/people"
LETTERS: Final = f"{ADMIN}/letters"
ORGANISATIONS: Final = f"{ADMIN}/organisations"
RECORD: Final = f"{ADMIN}/record"


def crumbs(visit: Visit) -> tuple[Link, ...]:
    """The way from administration to one of its pages."""
    return (visit.link(ADMIN, visit.ui.gettext("Administration")),)


async def overview(visit: Visit) -> Finished:
    ui = visit.ui
    heading = ui.gettext("Administration")
    page = OverviewPage(
        **visit.frame(heading, ADMIN),
        heading=heading,
        figures=(*await _health(visit), *await _people(visit), _mail(visit)),
        wrong=tuple(_fault(one) for one in map(str, visit.site.shelf.library.faults)),
        ways=(
            visit.link(PEOPLE, ui.gettext("People")),
            visit.link(ORGANISATIONS, ui.gettext("Organisations")),
            visit.link(LETTERS, ui.gettext("Letters")),
            visit.link("/translation-problems", ui.gettext("Possible translation problems")),
            visit.link(RECORD, ui.gettext("Record of acts")),
        ),
    )
    return visit.show(page)


def _fault(told: str) -> Fault:
    where, _, what = told.partition(": ")
    return Fault(where, what)


async def _health(visit: Visit) -> tuple[Fact, ...]:
    ui = visit.ui
    try:
        await visit.site.database.probe()
        health = ui.gettext("Well: it can be read and written.")
    except StorageError as trouble:
        # Translators: {trouble} is the name of an error, such as Full
        health = ui.gettext("Not well: {trouble}", trouble=type(trouble).__name__)
    return (Fact(ui.gettext("Version"), version("atsiv")), Fact(ui.gettext("Database"), health))


async def _people(visit: Visit) -> tuple[Fact, ...]:
    ui, found = visit.ui, await numbers(visit.site.database)
    to_people = visit.link(PEOPLE, ui.gettext("See all"))
    to_letters = visit.link(LETTERS, ui.gettext("See all"))
    return (
        Fact(ui.gettext("Accounts"), str(found.accounts), to_people),
        Fact(ui.gettext("Guests, who learn without an account"), str(found.guests)),
        Fact(ui.gettext("Administrators without a second step"), str(found.unguarded)),
        Fact(ui.gettext("Letters that could not be sent"), str(found.failed), to_letters),
    )


def _mail(visit: Visit) -> Fact:
    ui, post = visit.ui, visit.site.post
    label = ui.gettext("Letters are sent")
    if isinstance(post, MailFolder):
        return Fact(label, ui.gettext("into the folder {folder}, as no mail server is set", folder=post.folder))
    return Fact(label, ui.gettext("by the mail server"))
