"""Organisations, which coordinators work for."""

from typing import Final

from app.administer.overview import ORGANISATIONS, crumbs
from app.administer.pages import OrganisationsPage
from app.people.operations import add_organisation
from app.people.queries import Viewer
from app.people.queries.people import organisations as organisations_of
from app.web.form_page import Field
from app.web.forms import Sent
from app.web.responses import Finished
from app.web.visits import Visit

_LONGEST: Final = 120


async def organisations(
    visit: Visit, _viewer: Viewer, title: str = "", problem: str = "", general: str = ""
) -> Finished:
    ui = visit.ui
    heading = ui.gettext("Organisations")
    page = OrganisationsPage(
        **visit.frame(visit.title(heading, problem, general), ORGANISATIONS, crumbs=crumbs(visit)),
        heading=heading,
        titles=tuple((await organisations_of(visit.site.database)).values()),
        field=Field(name="title", label=ui.gettext("Name of the organisation"), value=title, problem=problem),
        problem=general,
        action=visit.address(ORGANISATIONS),
        token=visit.token,
    )
    return visit.show(page, status=422 if problem or general else 200)


async def add(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    ui, title = visit.ui, " ".join(sent.one("title").split())
    if not visit.trusts(sent):
        general = ui.gettext("Nothing was changed. Please choose once more.")
        return await organisations(visit, viewer, title, general=general)
    if not 0 < len(title) <= _LONGEST or not title.isprintable():
        problem = ui.gettext("Write a name of at most {count} characters.", count=_LONGEST)
        return await organisations(visit, viewer, title, problem)
    actor, now = viewer.account.pseudonym, visit.site.clock()
    # One of the same name is there already, also if the form was sent twice.
    await visit.write(lambda writer: add_organisation(writer, title=title, actor=actor, now=now))
    return visit.go(ORGANISATIONS)
