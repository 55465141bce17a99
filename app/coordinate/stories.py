"""How a group played a game, as a start for talking about it: rounded, and nobody's own way."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from app.content.addresses import lesson_address
from app.content.stories import Choice, Game, Scene
from app.coordinate.choosing import Chosen, chosen_here, group_field
from app.coordinate.desks import Coordinating
from app.coordinate.pages import SceneLines, ShareLine, SharesTold, SheetPage, StoryPage
from app.progress.queries.stories import Story, first_stories
from app.progress.statistics.stories import FEWEST, HALF, MANY, MOST, SOME, is_told, tenths
from app.web.locale import Interface
from app.web.page import Link
from app.web.responses import Finished

STORY: Final = "/story"


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
    fields, game = await here.fields("/sheet"), here.game
    scenes = tuple(scene for scene in fields["scenes"] if not scene.told.note)
    left_out = len(scenes) < len(fields["scenes"])
    page = SheetPage(
        **{**fields, "scenes": scenes},
        left_out=at.ui.gettext("Scenes to which too few people came are left out.") if left_out else "",
        whose=here.whose,
        summary=game.summary.html,
        notes=game.facilitator,
    )
    return at.visit.show(page)


async def _here(at: Coordinating) -> "_Telling | None":
    chosen = await chosen_here(at)
    game = chosen.course.game(at.visit.request.path_params["game"]) if chosen else None
    if chosen is None or game is None:
        return None
    groups = tuple(one for one in chosen.groups if one.course == chosen.course.id)
    return _Telling(at, replace(chosen, groups=groups), game)


@dataclass(frozen=True, slots=True)
class _Telling:
    at: Coordinating
    chosen: Chosen
    game: Game

    def link(self, below: str, label: str) -> Link:
        return self.at.link(f"{self._path(below)}?{self._query}", label)

    @property
    def whose(self) -> tuple[str, ...]:
        """What the filter would say, for a sheet of paper."""
        ui, group = self.at.ui, self.chosen.group
        return (
            self.at.desk.title,
            group.title if group else ui.gettext("all groups"),
            ui.gettext("As of {date}", date=ui.date(self.chosen.scope.now)),
        )

    async def fields(self, below: str) -> dict[str, Any]:
        """What both pages have; `below` is what the page's address has after the story's."""
        at = self.at
        stories = await first_stories(at.long_reads, scope=self.chosen.scope, game=self.game.id)
        heading = at.ui.gettext("{game}: what was chosen", game=self.game.title.plain)
        crumbs = (self.link("", heading),) if below else ()
        return {
            **at.frame(heading, self._path(below), query=self._query, crumbs=crumbs),
            "heading": heading,
            "filters": (group_field(at, self.chosen),),
            "course": self.chosen.course.id,
            "action": at.visit.address(at.path(self._path(below))),
            **await asyncio.to_thread(self._figures, stories),
        }

    def _path(self, below: str) -> str:
        return f"{STORY}/{self.game.id}{below}"

    @property
    def _query(self) -> str:
        return urlencode(self.chosen.pairs)

    @property
    def _group(self) -> int:
        return self.chosen.wanted.group

    def _figures(self, stories: Sequence[Story]) -> dict[str, Any]:
        ended = [story for story in stories if story.ending]
        ui, told = self.at.ui, is_told((story.group for story in ended), group=self._group)
        begun = sum(self._group in {0, story.group} for story in stories)
        people = sum(self._group in {0, story.group} for story in ended)
        return {
            "outcome": (*(self._counts(begun, people) if told else (_untold(ui, people),)), *self._several),
            "endings": self._endings(ended, told=told),
            "scenes": tuple(self._scene(scene, ended, told=told) for scene in self.game.scenes.values()),
        }

    @property
    def _several(self) -> tuple[str, ...]:
        if len(self.chosen.groups) < 2:
            return ()
        return (self.at.ui.gettext("Who is in several groups is counted in the one that they joined last."),)

    def _counts(self, begun: int, people: int) -> tuple[str, ...]:
        ui = self.at.ui
        return (
            ui.ngettext(
                "From the first story of {count} person that came to an end. Shares are rounded, so that nobody’s own "
                "way can be told.",
                "From the first stories of {count} people that came to an end. Shares are rounded, so that nobody’s "
                "own way can be told.",
                people,
                count=ui.number(people),
            ),
            ui.ngettext(
                "{count} person has begun. What somebody plays after a first end isn’t counted.",
                "{count} people have begun. What somebody plays after a first end isn’t counted.",
                begun,
                count=ui.number(begun),
            ),
        )

    def _endings(self, ended: Sequence[Story], *, told: bool) -> SharesTold:
        lines = {each.id: ShareLine(each.title.plain, "", 0, None) for each in self.game.endings}
        return self._told(lines, [(story.group, story.ending) for story in ended], told=told)

    def _scene(self, scene: Scene, ended: Sequence[Story], *, told: bool) -> SceneLines:
        lines = {each.key: ShareLine(each.text.plain, "", 0, self._lesson(each)) for each in scene.choices}
        made = [(story.group, story.choices[scene.id]) for story in ended if scene.id in story.choices]
        return SceneLines(scene.title.plain, self._told(lines, made, told=told))

    def _told(self, lines: Mapping[str, ShareLine], made: Sequence[tuple[int, str]], *, told: bool) -> SharesTold:
        """The lines with their shares. `made` is who, by group, came to which; what the story no longer has is left."""
        ui, known = self.at.ui, [(group, key) for group, key in made if key in lines]
        if not told:
            return SharesTold("", tuple(lines.values()))
        if not is_told((group for group, _ in known), group=self._group):
            few = ui.gettext("Where no shares are shown, too few people came, or too few of another group.")
            return SharesTold(few, tuple(lines.values()))
        counts = Counter(key for group, key in known if self._group in {0, group})
        shares = tenths([counts[key] for key in lines])
        shown = (
            replace(line, words=_words(ui, share, counts.total()), share=10 * share)
            for line, share in zip(lines.values(), shares, strict=True)
        )
        return SharesTold("", tuple(shown))

    def _lesson(self, choice: Choice) -> Link | None:
        course, place = self.chosen.course, choice.lesson
        module = course.module(place.module)
        lesson = next((each for each in module.lessons if each.id == place.lesson), None) if module else None
        if lesson is None:
            return None
        address = lesson_address(course.language, course.id, place.module, place.lesson, place.anchor)
        return Link(address, lesson.title.plain)


def _untold(ui: Interface, people: int) -> str:
    """Why nothing is shown."""
    if people < FEWEST:
        return ui.gettext(
            "Shares are shown once {fewest} people have played to an end, so that nobody’s own way can be told.",
            fewest=FEWEST,
        )
    return ui.gettext(
        "No shares of this group are shown: taken from those of all groups, they would tell of a few people in another."
    )


def _words(ui: Interface, share: int, people: int) -> str:
    if not share:
        # Translators: so many people chose this; zero, one or two
        return ui.gettext("hardly anybody")
    if people >= MANY:
        # Translators: {share} is a percentage in tens
        return ui.gettext("about {share}", share=ui.percent(10 * share))
    return {
        # Translators: so many people chose this; fewer than half
        SOME: ui.gettext("some"),
        # Translators: so many people chose this
        HALF: ui.gettext("about half"),
        # Translators: so many people chose this
        MOST: ui.gettext("most"),
    }[share]
