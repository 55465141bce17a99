"""Who coordinates what: every page here is about one organisation, and is found only by who coordinates it."""

from dataclasses import dataclass
from typing import Any, Final

from app.content.model import Course
from app.coordinate.pages import DesksPage
from app.people.queries import Viewer
from app.people.queries.groups import Desk, ListedGroup, desk_of, desks_of, group_of
from app.progress.roster import Scope
from app.progress.units import units_of
from app.storage import Reader
from app.web.forms import number_in
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished
from app.web.visits import Visit

COORDINATE: Final = "/coordinate"


@dataclass(frozen=True, slots=True)
class Coordinating:
    """A visit to one of an organisation's pages by somebody who coordinates it."""

    visit: Visit
    viewer: Viewer
    desk: Desk

    @property
    def ui(self) -> Interface:
        return self.visit.ui

    @property
    def actor(self) -> str:
        return self.viewer.account.pseudonym

    @property
    def long_reads(self) -> Reader:
        """For reading what may be thousands of rows, while learners go on."""
        return self.visit.site.database.beside

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses in the language of the page."""
        language = self.visit.language
        return tuple(each[language] for each in self.visit.site.shelf.library.courses.values() if language in each)

    def course(self, course_id: str = "") -> Course | None:
        """A course; the first, if none is named."""
        return next((one for one in self.courses if course_id in {"", one.id}), None)

    def scope(self, course: Course) -> Scope:
        return Scope(self.desk.id, units_of(course), self.visit.site.clock())

    def path(self, below: str = "") -> str:
        """Where a page of this organisation is, without the language."""
        return f"{COORDINATE}/{self.desk.id}{below}"

    def link(self, below: str, label: str) -> Link:
        return self.visit.link(self.path(below), label)

    def frame(self, title: str, below: str, *, query: str = "", crumbs: tuple[Link, ...] = ()) -> dict[str, Any]:
        way = (self.link("", self.desk.title), *crumbs) if below else ()
        return self.visit.frame(title, self.path(below), query=query, crumbs=way)

    @property
    def mail_note(self) -> str:
        """What to know of invitations where no letter reaches anybody; empty where they do."""
        if self.visit.site.post.reaches_people:
            return ""
        return self.ui.gettext(
            "This site has no mail server, so invitations reach nobody by themselves. Give people a code instead."
        )

    def number(self, name: str) -> int:
        """The number in a part of the address; 0 where it is none, which nothing has."""
        return number_in(self.visit.request.path_params[name])

    async def group(self) -> ListedGroup | None:
        """The group that the address names, if it is this organisation's."""
        return await group_of(
            self.visit.site.database, desk=self.desk, group_id=self.number("group"), now=self.visit.site.clock()
        )


async def admitted(visit: Visit, viewer: Viewer) -> Coordinating | None:
    """The organisation that the address names, for who coordinates it."""
    wanted = number_in(visit.request.path_params["desk"])
    desk = await desk_of(visit.site.database, person_id=viewer.id, organisation_id=wanted)
    return None if desk is None else Coordinating(visit, viewer, desk)


async def desks_page(visit: Visit, viewer: Viewer) -> Finished:
    """The organisations that somebody coordinates; who coordinates one alone is led to it."""
    desks = await desks_of(visit.site.database, person_id=viewer.id)
    if len(desks) == 1:
        return visit.go(f"{COORDINATE}/{desks[0].id}")
    heading = visit.ui.gettext("Organisations that you coordinate")
    page = DesksPage(
        **visit.frame(heading, COORDINATE),
        heading=heading,
        desks=tuple(visit.link(f"{COORDINATE}/{desk.id}", desk.title) for desk in desks),
    )
    return visit.show(page)
