"""Improving a translation from the page that it was read on, for everybody who is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlencode

from app.content.edition import SOURCE_LANGUAGE
from app.content.locales import INTERFACE, course_domain, module_domain
from app.content.model import Course, Module, Short
from app.content.search.words import fold
from app.localisation.checks.questions import part_of
from app.localisation.desk.opened import NoSuchFile
from app.localisation.desk.parts import Domain, Text
from app.localisation.operations import TooMany, suggest
from app.localisation.queries import suggested_by
from app.people.queries import Viewer
from app.translate.boxes import filled, finding_row, findings_of, forms_of, texts_in
from app.translate.choosing import Chosen
from app.translate.listing import shortened
from app.translate.opening import Open
from app.translate.pages import ImprovePage, ImproveRow, ImproveTextPage, MineRow
from app.translate.translating import Translating, targets_of
from app.translate.workbench import Workbench
from app.web.asking import send_again
from app.web.form_page import Field
from app.web.forms import Sent, page_in
from app.web.locale import Interface
from app.web.responses import Finished
from app.web.visits import Visit

IMPROVE: Final = "/improve"
_MOST: Final = 60
_LONGEST_NOTE: Final = 500
_SHOWN: Final = frozenset({"stem", "option", "item", "label"})
"""What of a question is seen before it is answered."""


@dataclass(frozen=True, slots=True)
class Improving:
    """A visit by somebody who reads the site in `target`; `translates` if they see what learners must not."""

    visit: Visit
    viewer: Viewer
    workbench: Workbench
    target: str
    translates: bool

    @property
    def ui(self) -> Interface:
        return self.visit.ui

    def domain(self, name: str) -> Domain | None:
        try:
            return self.workbench.domain(self.target, name)
        except NoSuchFile:
            return None

    def allows(self, domain: Domain, text: Text) -> bool:
        """Whether this text may be seen and improved: no accepted answers, and nothing that gives an answer away."""
        part = part_of(text.message.context)
        if part is None:
            return True
        module = self._module(domain)
        question = next((each for each in module.questions if each.id == part.question), None) if module else None
        if question is None or (isinstance(question.body, Short) and part.role == "option"):
            return self.translates and question is not None and part.role != "option"
        in_lesson = module is not None and any(question in lesson.questions for lesson in module.lessons)
        return self.translates or (in_lesson and part.role in _SHOWN)

    def _module(self, domain: Domain) -> Module | None:
        course_id, _, module_id = domain.id.partition(".")
        course = self.visit.site.shelf.library.course(course_id, SOURCE_LANGUAGE)
        return course.module(module_id) if course else None


def improving(visit: Visit, viewer: Viewer, workbench: Workbench) -> Improving | None:
    """For who reads the site in a language that it is translated into."""
    if visit.language not in workbench.locales.languages:
        return None
    translates = visit.language in targets_of(viewer, workbench)
    return Improving(visit, viewer, workbench, visit.language, translates)


async def improve_page(here: Improving) -> Finished:
    """The texts of the page that the address names; without one, what was suggested so far."""
    asked = here.visit.request.query_params
    path, wanted = asked.get("at", "")[:200], "".join(filter(str.isprintable, asked.get("q", "")))[:100].strip()
    name, part = _part_of_page(here.visit.site.shelf.library.courses, path)
    domain, found = _texts_of(here, name, part)
    if not path:
        return await _mine(here)
    # Which texts of a story a page shows depends on who plays it, as with the site's own words.
    searched = domain is not None and not part
    if wanted:
        found = tuple(text for text in found if _holds(text, fold(wanted)))
    elif searched:
        found = ()
    ui = here.ui
    heading = ui.gettext("Improve this translation")
    page = ImprovePage(
        **here.visit.frame(heading, IMPROVE, query=urlencode({"at": path})),
        heading=heading,
        said="",
        target=here.target,
        search=Field(name="q", label=ui.gettext("Words that you read"), kind="search", value=wanted),
        action=here.visit.address(IMPROVE),
        at=path,
        rows=tuple(_row(here, domain, text, path) for text in found[:_MOST]) if domain else (),
        more=_more(ui, len(found), wanted, searched=searched),
        mine=(),
        earlier=None,
        later=None,
    )
    return here.visit.show(page)


def _more(ui: Interface, count: int, wanted: str, *, searched: bool) -> str:
    if not count and wanted:
        return ui.gettext("Nothing here has these words.")
    if not count and searched:
        return ui.gettext("Search for words on buttons, headings or messages of the site, or in the story.")
    if not count:
        return ui.gettext("Texts of quizzes are not listed here, as they would give answers away.")
    if count > _MOST:
        return ui.gettext("Only the first {count} are shown. Search for words to find others.", count=_MOST)
    return ""


def _row(here: Improving, domain: Domain, text: Text, path: str) -> ImproveRow:
    query = urlencode({"at": path})
    to = here.visit.link(f"{IMPROVE}/{domain.id}/{text.id}?{query}", shortened(text.message.source))
    return ImproveRow(to, shortened(text.message.translations[0]))


def _holds(text: Text, words: str) -> bool:
    return any(words in fold(each) for each in (text.message.source, *text.message.translations))


def _texts_of(here: Improving, name: str, part: str) -> tuple[Domain | None, tuple[Text, ...]]:
    """The domain of a page and those of its texts that may be improved; without a part, those of all pages."""
    domain = here.domain(name)
    if domain is None:
        return None, ()
    texts = domain.of_part(part)
    return domain, tuple(text for text in texts if here.allows(domain, text))


def _part_of_page(courses: Mapping[str, Mapping[str, Course]], path: str) -> tuple[str, str]:
    """The domain and the part that a page shows; of a story no part, as it depends on who plays.

    Any page that shows none is the site's own words.
    """
    names = path.strip("/").split("/")
    course = courses.get(names[0], {}).get(SOURCE_LANGUAGE)
    if course is None:
        return INTERFACE, ""
    if len(names) == 1:
        return course_domain(course.id), "course"
    if names[1] in {"glossary", "self-check"}:
        return course_domain(course.id), names[1]
    game = course.game(names[2]) if names[1] == "play" and len(names) > 2 else None
    if game:
        return module_domain(course.id, game.id), ""
    module = course.module(names[1])
    if module is None:
        return INTERFACE, ""
    lesson = next((each for each in module.lessons if len(names) > 2 and each.id == names[2]), None)
    part = PurePosixPath(lesson.place.file).stem if lesson else "quiz" if names[2:3] == ["quiz"] else "module"
    return module_domain(course.id, module.id), part


async def _mine(here: Improving) -> Finished:
    ui, page = here.ui, page_in(here.visit.request.query_params.get("page", ""))
    author = here.viewer.account.pseudonym
    found, more = await suggested_by(here.visit.site.database, author=author, page=page)
    heading = ui.gettext("What I suggested")
    said = ui.gettext("Thank you. A reviewer looks at it, and here you see what becomes of it.")
    shown = ImprovePage(
        **here.visit.frame(heading, IMPROVE),
        heading=heading,
        said=said if here.visit.request.query_params.get("said") else "",
        target=here.target,
        search=None,
        action=here.visit.address(IMPROVE),
        at="",
        rows=(),
        more="" if found else ui.gettext("Nothing yet. At the end of each page there is a way to improve its text."),
        mine=tuple(
            MineRow(each.source, each.texts, each.where.target, _became(ui, each.state, ui.date(each.at)), each.reason)
            for each in found
        ),
        earlier=here.visit.link(f"{IMPROVE}?page={page - 1}", ui.gettext("Back")) if page > 1 else None,
        later=here.visit.link(f"{IMPROVE}?page={page + 1}", ui.gettext("More")) if more else None,
    )
    return here.visit.show(shown)


def _became(ui: Interface, state: str, date: str) -> str:
    return {
        "open": ui.gettext("{date}: waits for a reviewer", date=date),
        "accepted": ui.gettext("{date}: accepted", date=date),
        "declined": ui.gettext("{date}: declined", date=date),
    }[state]


async def text_page(here: Improving) -> Finished:
    one = _opened(here)
    return _show(here, one, filled(one)) if one else here.visit.not_found()


async def send_suggestion(here: Improving, sent: Sent) -> Finished:
    """Take a suggestion; sent twice, it is there once."""
    ui, one = here.ui, _opened(here)
    if one is None:
        return here.visit.not_found()
    texts, note = texts_in(one, sent), sent.one("note").strip()[:_LONGEST_NOTE]
    if not here.visit.trusts(sent):
        return _show(here, one, texts, note, (send_again(ui),))
    if not any(texts) or texts == one.message.translations:
        return _show(here, one, texts, note, (ui.gettext("Change the translation first."),))
    now = here.visit.site.clock()
    try:
        await here.visit.write(
            lambda writer: suggest(
                writer,
                where=one.where,
                source=one.message.source,
                before=one.message.translations,
                texts=texts,
                note=note,
                author=here.viewer.account.pseudonym,
                now=now,
            )
        )
    except TooMany:
        problem = ui.gettext("Many of your suggestions wait for a reviewer. Please send more when they are decided.")
        return _show(here, one, texts, note, (problem,))
    return here.visit.go(f"{IMPROVE}?said=1")


def _opened(here: Improving) -> Open | None:
    """The text that the address names, if this viewer may improve it."""
    parts = here.visit.request.path_params
    domain = here.domain(parts["domain"])
    text = domain.texts.get(parts["text"]) if domain else None
    if domain is None or text is None or not here.allows(domain, text):
        return None
    at = Translating(here.visit, here.viewer, here.workbench, here.target, reviews=False)
    return Open(at, domain, Chosen(domain.id), text, (text,))


def _show(
    here: Improving, one: Open, texts: tuple[str, ...], note: str = "", problems: tuple[str, ...] = ()
) -> Finished:
    ui, path = here.ui, here.visit.request.query_params.get("at", "")[:200]
    query = urlencode({"at": path}) if path else ""
    heading = ui.gettext("Improve this translation")
    below = f"{IMPROVE}/{one.domain.id}/{one.text.id}"
    page = ImproveTextPage(
        **here.visit.frame(here.visit.title(heading, *problems), below, query=query),
        heading=heading,
        problems=problems,
        target=here.target,
        english=tuple(filter(None, (one.message.source, one.message.plural))),
        present=tuple(filter(None, one.message.translations)),
        forms=forms_of(one, texts or filled(one)),
        findings=tuple(finding_row(one, each) for each in findings_of(one, texts)) if problems else (),
        note=note,
        back=here.visit.link(f"{IMPROVE}?{query}", ui.gettext("Other texts of the page")) if path else None,
        action=here.visit.address(f"{below}?{query}" if query else below),
        token=here.visit.token,
    )
    return here.visit.show(page, status=422 if problems else 200)
