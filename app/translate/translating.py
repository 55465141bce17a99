"""Who translates into what: every page here is about one language, and is found only by who translates into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.content.edition import SOURCE_LANGUAGE
from app.content.model import Course
from app.localisation.desk.parts import Domain, Part
from app.people.queries import Viewer
from app.people.roles import Role
from app.translate.pages import LanguagesPage
from app.translate.words import domain_title, part_title
from app.translate.workbench import Workbench
from app.web.locale import Interface, name_in_itself
from app.web.page import Link
from app.web.responses import Finished
from app.web.visits import Visit

TRANSLATE: Final = "/translate"


@dataclass(frozen=True, slots=True)
class Translating:
    """A visit to the pages of a language, `target`, by who translates into it; `reviews` if they decide too."""

    visit: Visit
    viewer: Viewer
    workbench: Workbench
    target: str
    reviews: bool

    @property
    def ui(self) -> Interface:
        return self.visit.ui

    @property
    def actor(self) -> str:
        return self.viewer.account.pseudonym

    @property
    def named(self) -> str:
        """The language's name in the language of the page."""
        return self.ui.language_name(self.target)

    @property
    def domains(self) -> Mapping[str, Domain]:
        """Every domain of the language, in the order of the courses."""
        return self.workbench.domains(self.target, self.visit.site.shelf.library)

    @property
    def courses(self) -> Mapping[str, Course]:
        """The courses in the language of the page."""
        found = self.visit.site.shelf.library.courses.items()
        return {course_id: each[self.visit.language] for course_id, each in found if self.visit.language in each}

    def title_of_domain(self, domain: Domain) -> str:
        return domain_title(self.ui, self.courses, domain)

    def title_of_part(self, domain: Domain, part: Part) -> str:
        return part_title(self.ui, self.courses, domain, part)

    def path(self, below: str = "") -> str:
        """Where a page of this language is, without the language of the page."""
        return f"{TRANSLATE}/{self.target}{below}"

    def link(self, below: str, label: str) -> Link:
        return self.visit.link(self.path(below), label)

    def frame(self, title: str, below: str, *, query: str = "", crumbs: tuple[Link, ...] = ()) -> dict[str, Any]:
        way = (self.link("", title_of(self.target)), *crumbs) if below else ()
        return self.visit.frame(title, self.path(below), query=query, crumbs=way)

    def asked(self, name: str) -> str:
        """A part of the address; empty where it has none of this name."""
        parts: Mapping[str, str] = self.visit.request.path_params
        return parts.get(name, "")


def title_of(target: str) -> str:
    """A language as its translators call it."""
    return name_in_itself(target)


def targets_of(viewer: Viewer, workbench: Workbench) -> tuple[str, ...]:
    """The languages that somebody translates into, as far as the site has them."""
    granted = {role.scope for role in viewer.account.roles if role.name in {"translator", "reviewer"}}
    return tuple(each for each in workbench.locales.languages if each in granted and each != SOURCE_LANGUAGE)


def admitted(visit: Visit, viewer: Viewer, workbench: Workbench) -> Translating | None:
    """The language that the address names, for who translates into it."""
    target = visit.request.path_params["target"]
    if target not in targets_of(viewer, workbench):
        return None
    reviews = Role("reviewer", target) in viewer.account.roles
    return Translating(visit, viewer, workbench, target, reviews)


async def languages_page(visit: Visit, viewer: Viewer, workbench: Workbench) -> Finished:
    """The languages that somebody translates into; who has one alone is led to it."""
    targets = targets_of(viewer, workbench)
    if len(targets) == 1:
        return visit.go(f"{TRANSLATE}/{targets[0]}")
    heading = visit.ui.gettext("Languages that you translate into")
    page = LanguagesPage(
        **visit.frame(heading, TRANSLATE),
        heading=heading,
        ways=tuple(visit.link(f"{TRANSLATE}/{target}", title_of(target)) for target in targets),
    )
    return visit.show(page)
