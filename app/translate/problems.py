"""Questions that differ between languages, for translators and authors to look at. Nothing here is about anybody."""

from collections.abc import Collection
from typing import Final

from app.content.locales import module_domain
from app.localisation.desk.parts import Domain
from app.progress.queries.differences import differing
from app.progress.records import Differing
from app.translate.choosing import PROBLEMS as PROBLEMS_SHOWN
from app.translate.choosing import Chosen
from app.translate.pages import ProblemRow, ProblemsPage
from app.web.page import Link
from app.web.responses import Finished
from app.web.site import Site
from app.web.visits import Visit

PROBLEMS: Final = "/translation-problems"


async def problem_texts(site: Site, target: str, domain: Domain) -> frozenset[str]:
    """The ids of the texts of questions that may be harder or easier in this language alone."""
    named = {
        f"question/{one.question}/"
        for one in await differing(site.database)
        if one.language == target and module_domain(one.course, one.module) == domain.id
    }
    return frozenset(
        text.id for text in domain.texts.values() if any(text.message.context.startswith(each) for each in named)
    )


async def problems(visit: Visit, targets: Collection[str]) -> Finished:
    """The page; `targets` are the languages in which the viewer can open the desk."""
    ui, found = visit.ui, await differing(visit.site.database)
    heading = ui.gettext("Possible translation problems")
    page = ProblemsPage(
        **visit.frame(heading, PROBLEMS),
        heading=heading,
        rows=tuple(row for one in found if (row := _row(visit, one, targets))),
        computed=ui.gettext("As of {date}", date=ui.date(found[0].computed_at)) if found else "",
    )
    return visit.show(page)


def _row(visit: Visit, one: Differing, targets: Collection[str]) -> ProblemRow | None:
    """None for a question that is there no longer."""
    ui = visit.ui
    # In the page's language, which its reader knows; the link leads to the one that it is about.
    course = visit.site.shelf.library.course(one.course, visit.language)
    module = course.module(one.module) if course else None
    asked = module.quiz.questions if module and module.quiz else ()
    question = next((each for each in asked if each.id == one.question), None)
    if course is None or module is None or question is None:
        return None
    return ProblemRow(
        where=Link(f"/{one.language}/{course.id}/{module.id}/quiz", module.title.plain),
        desk=_desk(visit, one) if one.language in targets else None,
        stem=question.stem_plain,
        told=_told(visit, one),
        shares=ui.gettext(
            "Right: {focal} % of {focal_count} in this language, {reference} % of {reference_count} in the others.",
            focal=round(100 * one.focal_right / one.focal),
            focal_count=ui.number(one.focal),
            reference=round(100 * one.reference_right / one.reference),
            reference_count=ui.number(one.reference),
        ),
    )


def _desk(visit: Visit, one: Differing) -> Link:
    domain = module_domain(one.course, one.module)
    path = f"/translate/{one.language}/{Chosen(domain, part='quiz', show=PROBLEMS_SHOWN).below.removeprefix('/')}"
    return visit.link(path, visit.ui.gettext("Look at its texts"))


def _told(visit: Visit, one: Differing) -> str:
    ui, language = visit.ui, visit.ui.language_name(one.language)
    if one.delta < 0:
        return ui.gettext("Harder when read in: {language}", language=language)
    return ui.gettext("Easier when read in: {language}", language=language)
