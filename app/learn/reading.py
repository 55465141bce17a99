"""The pages around the lessons: home, outline, modules, glossary, search, credits, privacy, one's own progress."""

from collections.abc import Callable, Hashable
from urllib.parse import urlencode

from starlette.requests import Request

from app.content.collation import sort_key
from app.content.model import Course, Module, SelfCheck
from app.content.search import MOST_HITS
from app.learn import frames
from app.learn.outlines import Outlining
from app.learn.pages import (
    CreditsPage,
    GlossaryPage,
    Hit,
    PrintedEdition,
    PrivacyPage,
    ProgressPage,
    SearchPage,
    TermRow,
)
from app.learn.printing import Printing
from app.learn.self_checks import SelfChecking
from app.people.operations import delete_person
from app.people.tokens import token_hash
from app.progress.queries import course_state
from app.progress.records import CourseState
from app.web.callers import caller, page_token
from app.web.forms import Sent
from app.web.languages import remembered
from app.web.locale import Interface
from app.web.page import Page
from app.web.responses import Finished, Kept, personal_page, redirect
from app.web.site import Site


class KeptPages:
    """Pages that are the same for everybody, rendered when first asked for and kept until the course changes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._edition = -1
        self._kept: dict[Hashable, Kept] = {}

    def get(self, key: Hashable, language: str, make: Callable[[], Page]) -> Kept:
        if self._edition != self._site.shelf.edition:
            self._edition, self._kept = self._site.shelf.edition, {}
        if key not in self._kept:
            self._kept[key] = Kept(self._site.render(make(), language))
        return self._kept[key]


class Reading:
    """Shows these pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._kept = KeptPages(site)

    async def home(self, request: Request, course: Course) -> Finished:
        return await self._outlined(request, course, "home", Outlining.home)

    async def outline(self, request: Request, course: Course) -> Finished:
        return await self._outlined(request, course, "outline", Outlining.outline)

    async def module(self, request: Request, course: Course, module: Module) -> Finished:
        return await self._outlined(request, course, ("module", module.id), lambda pages: pages.module(module))

    def glossary(self, request: Request, course: Course) -> Finished:
        def make() -> GlossaryPage:
            path = f"{frames.course_path(course.id)}/glossary"
            crumbs = (frames.to_course(course),)
            terms = sorted(course.glossary, key=lambda term: sort_key(course.language, term.term.plain))
            return GlossaryPage(
                **self._site.frame(course.language, title=course.glossary_title.plain, path=path, crumbs=crumbs),
                heading=course.glossary_title.plain,
                summary=course.glossary_summary.html,
                terms=tuple(TermRow(term.id, term.term.html, term.definition.html) for term in terms),
            )

        return self._kept.get(("glossary", course.id, course.language), course.language, make).response(request)

    def printed(self, request: Request, course: Course, module: Module | None = None) -> Finished:
        def make() -> PrintedEdition:
            return Printing(self._site, course).edition(module)

        key = ("printed", course.id, module.id if module else "", course.language)
        return self._kept.get(key, course.language, make).response(request)

    def self_check(self, request: Request, course: Course, check: SelfCheck) -> Finished:
        """The form, or what it suggests. With another language chosen, what is ticked goes along."""
        fields = dict(request.query_params)
        language = fields.pop("language", "")
        if language in self._site.interfaces:
            path = frames.self_check_path(course.id)
            return redirect(
                f"/{language}{path}?{urlencode(fields)}", extra=(remembered(language, secure=self._site.cookie.secure),)
            )
        page = SelfChecking(self._site, course, check).page(fields)
        return personal_page(request, self._site.render(page, course.language))

    def credits(self, request: Request, course: Course) -> Finished:
        def make() -> CreditsPage:
            title = self._site.interfaces[course.language].gettext("Credits and licences")
            frame = self._site.frame(course.language, title=title, path="/credits")
            url = f"{self._site.origin}{frames.to_course(course).href}"
            return CreditsPage(**frame, course_title=course.title.plain, course_url=url)

        return self._kept.get(("credits", course.language), course.language, make).response(request)

    def privacy(self, request: Request, course: Course) -> Finished:
        def make() -> PrivacyPage:
            title = self._site.interfaces[course.language].gettext("What this site knows about you")
            return PrivacyPage(
                **self._site.frame(course.language, title=title, path="/privacy"),
                organisation=self._site.organisation,
                contact=self._site.contact,
                days=self._site.guest_lifetime.days,
                account_days=self._site.account_lifetime.days,
                progress=f"/{course.language}/progress",
            )

        return self._kept.get(("privacy", course.language), course.language, make).response(request)

    async def search(self, request: Request, course: Course, query: str) -> Finished:
        ui = self._site.interfaces[course.language]
        found = None
        if query.strip():
            index = await self._site.shelf.index()
            found = index.search(query, course=course.id, language=course.language)
        hits = tuple(
            Hit(_address(course, one.module, one.id, one.anchor), one.title, one.heading, one.sentence)
            for one in (found.hits if found else ())
        )
        page = SearchPage(
            **self._site.frame(
                course.language,
                title=ui.gettext("Search"),
                path="/search",
                query=urlencode({"q": query[:200]}) if query else "",
                indexed=False,
            ),
            query=query[:200],
            outcome=self._outcome(course, query, found.nearest if found else None, len(hits)),
            hits=hits,
            glossary=f"/{course.language}{frames.course_path(course.id)}/glossary",
        )
        return personal_page(request, self._site.render(page, course.language))

    async def progress(self, request: Request, course: Course, *, asked: bool = False) -> Finished:
        session = self._site.cookie.read(request.scope)
        state = await self._state(request, course)
        page = self._progress(course, state, token=page_token(self._site, session if state else None), asked=asked)
        return personal_page(request, self._site.render(page, course.language))

    async def forget(self, request: Request, course: Course, sent: Sent) -> Finished:
        """Delete everything about the caller at once, after they were asked whether they mean it."""
        who, now = await caller(self._site, request, sent.one("token")), self._site.clock()
        known = who.known
        if known and not known.is_guest:
            return redirect(f"/{course.language}/account/delete")
        if sent.one("do") != "delete" or (known and not who.trusted):
            return await self.progress(request, course, asked=True)
        if known:
            await self._site.database.write(lambda writer: delete_person(writer, person_id=known.id, now=now))
        page = self._progress(course, None, token=page_token(self._site, None), deleted=True)
        markup = self._site.render(page, course.language)
        return personal_page(request, markup, extra=(self._site.cookie.clear(),))

    async def _outlined(
        self, request: Request, course: Course, key: Hashable, make: Callable[[Outlining], Page]
    ) -> Finished:
        state = await self._state(request, course)
        if state is not None:
            page = make(Outlining(self._site, course, state))
            return personal_page(request, self._site.render(page, course.language))
        kept = self._kept.get(
            (key, course.id, course.language), course.language, lambda: make(Outlining(self._site, course, None))
        )
        return kept.response(request)

    async def _state(self, request: Request, course: Course) -> CourseState | None:
        session = self._site.cookie.read(request.scope)
        if session is None:
            return None
        return await course_state(
            self._site.database, token_hash=token_hash(session), course=course.id, now=self._site.clock()
        )

    def _progress(
        self, course: Course, state: CourseState | None, *, token: str, asked: bool = False, deleted: bool = False
    ) -> ProgressPage:
        ui = self._site.interfaces[course.language]
        outlining = Outlining(self._site, course, state)
        done = sum(len(questions) for questions in state.done.values()) if state else 0
        return ProgressPage(
            **self._site.frame(course.language, title=ui.gettext("My progress"), path="/progress", indexed=False),
            kept_until=_kept_until(ui, state) if state else "",
            answers=ui.gettext("Questions done in lessons so far: {count}.", count=done),
            modules=outlining.cards() if state else (),
            games=outlining.games() if state else (),
            going_on=outlining.going_on,
            start=frames.first_lesson(ui, course),
            delete_action=f"/{course.language}/progress",
            token=token,
            is_guest=state is None or state.is_guest,
            asked=asked and (state is None or state.is_guest),
            deleted=deleted,
        )

    def _outcome(self, course: Course, query: str, nearest: str | None, count: int) -> str:
        ui = self._site.interfaces[course.language]
        if not query.strip():
            return ""
        if count == 0:
            return ui.gettext(
                "Nothing found for “{query}”. Try a shorter word, or look through the glossary.", query=query[:200]
            )
        if nearest:
            return ui.gettext(
                "Nothing found for “{query}”. Here is what we found for “{nearest}”.",
                query=query[:200],
                nearest=nearest,
            )
        if count == MOST_HITS:
            return ui.gettext("The {count} best places for “{query}”:", count=count, query=query[:200])
        return ui.ngettext(
            "One place found for “{query}”.",
            "{count} places found for “{query}”.",
            count,
            count=count,
            query=query[:200],
        )


def _kept_until(ui: Interface, state: CourseState) -> str:
    if not state.is_guest:
        return ui.gettext("Your answers are kept as long as your account.")
    return ui.gettext("Your answers are kept until {date}.", date=ui.date(state.person_expires_at))


def _address(course: Course, module: str, lesson: str, anchor: str) -> str:
    if not module:
        return f"/{course.language}{frames.course_path(course.id)}/glossary#{anchor}"
    fragment = f"#{anchor}" if anchor else ""
    return f"/{course.language}{frames.lesson_path(course.id, module, lesson)}{fragment}"
