"""How a group played a game, as a start for talking about it: rounded, and nobody's own way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.content.addresses import lesson_address
from app.content.stories import Choice, Game, Scene
from app.coordinate.choosing import Chosen, chosen_here, group_field
from app.coordinate.desks import Coordinating
from app.coordinate.pages import SceneLines, ShareLine, SheetPage, StoryPage
from app.progress.queries.stories import Story, first_stories
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished

STORY: Final = "/story"
FEWEST: Final = 5
"""Of fewer people than this nothing is shown."""
LEAST: Final = 3
"""Whether one or two of them chose something, or nobody, is not told."""
MANY: Final = 20
"""From so many people on, shares are told in tens of percent; before, only in words."""


async def story_page(at: Coordinating) -> Finished:
    """Where people ended, and what they chose on the way."""
    here = await _here(at)
    if here is None:
        return at.visit.not_found()
    sheet = here.link("/sheet", at.ui.gettext("Sheet to print, with notes for the talk"))
    return at.visit.show(StoryPage(**await here.fields(""), sheet=sheet))


async def sheet_page(at: Coordinating) -> Finished:
    """The same with the author's notes for who leads the talk, to be printed."""
    here = await _here(at)
    if here is None:
        return at.visit.not_found()
    game = here.game
    return at.visit.show(SheetPage(**await here.fields("/sheet"), summary=game.summary.html, notes=game.facilitator))


async def _here(at: Coordinating) -> "_Telling | None":
    chosen = await chosen_here(at)
    game = chosen.course.game(at.visit.request.path_params["game"]) if chosen else None
    return _Telling(at, chosen, game) if chosen and game else None


@dataclass(frozen=True, slots=True)
class _Telling:
    at: Coordinating
    chosen: Chosen
    game: Game

    def link(self, below: str, label: str) -> Link:
        return self.at.link(f"{self._path(below)}?{self._query}", label)

    async def fields(self, below: str) -> dict[str, Any]:
        """What both pages have; `below` is what the page's address has after the story's."""
        at, wanted = self.at, self.chosen.wanted
        stories = await first_stories(at.long_reads, scope=self.chosen.scope, game=self.game.id, group_id=wanted.group)
        heading = at.ui.gettext("{game}: what was chosen", game=self.game.title.plain)
        crumbs = (self.link("", heading),) if below else ()
        return {
            **at.frame(heading, self._path(below), query=self._query, crumbs=crumbs),
            "heading": heading,
            "filters": (group_field(at, self.chosen),),
            "action": at.visit.address(at.path(self._path(below))),
            "outcome": _outcome(at.ui, len(stories)),
            "endings": tuple(self._endings(stories)),
            "scenes": tuple(self._scene(scene, stories) for scene in self.game.scenes.values()),
        }

    def _path(self, below: str) -> str:
        return f"{STORY}/{self.game.id}{below}"

    @property
    def _query(self) -> str:
        return f"group={self.chosen.wanted.group or ''}"

    def _endings(self, stories: Sequence[Story]) -> Iterator[ShareLine]:
        reached = Counter(story.ending for story in stories)
        for ending in self.game.endings:
            yield _line(self.at.ui, ending.title.plain, reached[ending.id], len(stories), None)

    def _scene(self, scene: Scene, stories: Sequence[Story]) -> SceneLines:
        made = Counter(story.choices[scene.id] for story in stories if scene.id in story.choices)
        people = made.total()
        lines = (
            _line(self.at.ui, each.text.plain, made[each.key], people, self._lesson(each)) for each in scene.choices
        )
        return SceneLines(scene.title.plain, tuple(lines))

    def _lesson(self, choice: Choice) -> Link | None:
        course, place = self.chosen.course, choice.lesson
        module = course.module(place.module)
        lesson = next((each for each in module.lessons if each.id == place.lesson), None) if module else None
        if lesson is None:
            return None
        address = lesson_address(course.language, course.id, place.module, place.lesson, place.anchor)
        return Link(address, lesson.title.plain)


def _outcome(ui: Interface, people: int) -> str:
    if people < FEWEST:
        return ui.gettext(
            "Shares are shown once {fewest} people have played to an end, so that nobody’s own way can be told.",
            fewest=FEWEST,
        )
    return ui.ngettext(
        "From the first story of {count} person that came to an end. Shares are rounded, so that nobody’s own way "
        "can be told.",
        "From the first stories of {count} people that came to an end. Shares are rounded, so that nobody’s own way "
        "can be told.",
        people,
        count=ui.number(people),
    )


def _line(ui: Interface, text: str, count: int, people: int, lesson: Link | None) -> ShareLine:
    if people < FEWEST:
        return ShareLine(text, "", 0, lesson)
    tenths = max(1, round(10 * count / people)) if count >= LEAST else 0
    return ShareLine(text, _words(ui, tenths, people), 10 * tenths, lesson)


def _words(ui: Interface, tenths: int, people: int) -> str:
    if not tenths:
        # Translators: so many people chose this; zero, one or two
        return ui.gettext("hardly anybody")
    if people >= MANY:
        # Translators: {share} is a percentage in tens
        return ui.gettext("about {share}", share=ui.percent(10 * tenths))
    if tenths < 4:
        # Translators: so many people chose this; fewer than half
        return ui.gettext("some")
    # Translators: so many people chose this
    return ui.gettext("about half") if tenths <= 6 else ui.gettext("most")
