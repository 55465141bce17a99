"""The pages of one game in one language, made from where a run stands."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from app.content.addresses import lesson_address
from app.content.games.looking_back import Made, TurningPoint, turning_points
from app.content.games.playing import State, open_choices, shown
from app.content.model import Course, Html
from app.content.stories import HIGHEST, LOWEST, Choice, Game, LessonPlace
from app.play import sentences
from app.play.drawing import map_of, trends_of
from app.play.pages import (
    Aftermath,
    EndPage,
    Gauge,
    Offer,
    OpeningCard,
    RunRow,
    ScenePage,
    StartPage,
    Stop,
    Turn,
)
from app.progress.records import Run
from app.progress.runs import Passed, Standing
from app.web.page import Link
from app.web.site import Site

COVER: Final = "cover"
NOTHING: Final = Html("")
_MOST_LESSONS: Final = 5


class GamePages:
    """`token` is what the forms of the page carry."""

    def __init__(self, site: Site, course: Course, game: Game, token: str) -> None:
        self._site, self._course, self._game, self._token = site, course, game, token
        self._ui = site.interfaces[course.language]
        self.path = f"/{course.id}/play/{game.id}"
        self.address = f"/{course.language}{self.path}"

    def run_address(self, number: int) -> str:
        return f"{self.address}/{number}"

    def start(self, runs: Sequence[Run], met: frozenset[str]) -> StartPage:
        game, ui = self._game, self._ui
        opened = next((run for run in runs if run.ended_at is None), None)
        going_on = Link(self.run_address(opened.number), ui.gettext("Go on with your story")) if opened else None
        note = ui.gettext("A new story leaves this one where it is. You can still look at it.") if opened else ""
        return StartPage(
            **self._frame(game.title.plain, "", description=game.summary.plain),
            heading=game.title.plain,
            picture=game.art.get(COVER, NOTHING),
            summary=game.summary.html,
            minutes=ui.duration(game.minutes),
            intro=game.intro,
            going_on=going_on,
            note=note,
            action=self.address,
            token=self._token,
            openings=tuple(OpeningCard(each.id, each.name.html, each.about) for each in game.openings),
            measures=tuple((each.name.html, each.about) for each in game.measures),
            met=self._met(met),
            runs=tuple(self._row(run) for run in runs if run.ended_at is not None),
        )

    def scene(self, stands: Standing, *, already: bool, closed: bool, anew: bool) -> ScenePage:
        game, state = self._game, stands.state
        scene = game.scenes[state.scene]
        person = game.person(scene.who)
        return ScenePage(
            **self._frame(scene.title.plain, f"/{stands.run.number}"),
            note=self._note(stands, already=already, closed=closed, anew=anew),
            aftermath=self._aftermath(stands),
            picture=game.art.get(scene.art, NOTHING),
            portrait=game.art.get(scene.who, NOTHING),
            person=person.name.html if person else NOTHING,
            about=person.about if person else NOTHING,
            heading=scene.title.html,
            text=shown(scene.text, state),
            action=self.run_address(stands.run.number),
            token=self._token,
            step=len(stands.decisions) + 1,
            offers=tuple(Offer(each.key, each.text.html) for each in open_choices(game, state)),
            gauges=tuple(self._gauges(stands)),
        )

    def end(self, stands: Standing, met: frozenset[str], *, already: bool) -> EndPage:
        """The end of a story, or of one that was left."""
        game, ui, state = self._game, self._ui, stands.state
        ending = game.ending(state.ending)
        scene = game.scenes.get(state.scene)
        title = ending.title if ending else scene.title if scene else game.title
        points = turning_points(game, self._made(stands.passed))
        return EndPage(
            **self._frame(title.plain, f"/{stands.run.number}"),
            note=self._end_note(stands) if already else "",
            aftermath=self._aftermath(stands) if state.ending else None,
            # Translators: above the title of how a story ended
            label=ui.gettext("The end") if state.ending else ui.gettext("You left this story here"),
            picture=game.art.get(ending.art if ending else scene.art if scene else "", NOTHING),
            heading=title.html,
            text=shown(ending.text, state) if ending else (),
            met=self._met(met),
            again=Link(self.address, ui.gettext("Begin a new story")),
            turns=tuple(self._turn(point) for point in points),
            trends=trends_of(ui, game, stands),
            map=map_of(ui, game, stands),
            stops=tuple(self._stops(stands)),
            action=f"{self.run_address(stands.run.number)}/again",
            token=self._token,
            lessons=self._worth_reading(stands, points),
            onward=Link(f"/{self._course.language}/{self._course.id}", ui.gettext("Back to the course")),
        )

    def _frame(self, title: str, tail: str, *, description: str = "") -> dict[str, Any]:
        course, game = self._course, self._game
        crumbs = [Link(f"/{course.language}/{course.id}", course.title.plain)]
        if tail:
            crumbs.append(Link(self.address, game.title.plain))
            title = f"{title} · {game.title.plain}"
        frame: dict[str, Any] = {
            "path": self.path + tail,
            "crumbs": tuple(crumbs),
            "indexed": not tail,
            "description": description,
        }
        return self._site.frame(course.language, title=title, **frame)

    def _met(self, met: frozenset[str]) -> str:
        endings = self._game.endings
        return sentences.met(self._ui, sum(ending.id in met for ending in endings), len(endings))

    def _row(self, run: Run) -> RunRow:
        ending, opening = self._game.ending(run.ending or ""), self._game.opening(run.opening)
        # Of an ending that the story no longer has there is nothing to tell.
        result = ending.title.plain if ending else "" if run.ending else self._ui.gettext("left before the end")
        told = " – ".join(filter(None, (opening.name.plain if opening else "", result)))
        when = self._ui.date(run.ended_at or run.started_at)
        return RunRow(self.run_address(run.number), when, told or self._game.title.plain)

    def _note(self, stands: Standing, *, already: bool, closed: bool, anew: bool) -> str:
        if stands.corrected:
            return self._ui.gettext("The story has been corrected since you played. It goes on from here.")
        if anew:
            return self._ui.gettext("This is a new story. The one that you played before stays as it is.")
        if closed:
            return self._ui.gettext("That can’t be done here any more. Choose again.")
        return self._ui.gettext("That was decided already. The story goes on here.") if already else ""

    def _end_note(self, stands: Standing) -> str:
        """For whoever comes by a form that decided nothing any more."""
        if stands.state.ending:
            return self._ui.gettext("That was decided already. This is how the story ended.")
        return self._ui.gettext("You have begun another story since. In this one nothing more is decided.")

    def _aftermath(self, stands: Standing) -> Aftermath | None:
        last = stands.last
        choice = self._choice(last) if last else None
        if last is None or choice is None:
            return None
        return Aftermath(
            decided=choice.text.html,
            text=shown(choice.consequence, last.after),
            changes=tuple(self._told_changes(last, choice)),
            lesson=self._lesson(choice.lesson),
        )

    def _told_changes(self, last: Passed, choice: Choice) -> Iterable[str]:
        each = zip(self._game.measures, choice.effects, last.before.measures, last.after.measures, strict=True)
        for measure, effect, before, now in each:
            if before != now:
                yield sentences.change(self._ui, measure, before, now)
            elif effect and now in {LOWEST, HIGHEST}:
                yield sentences.stays(self._ui, measure, now)

    def _choice(self, passed: Passed) -> Choice | None:
        """What was chosen, if the story still has it."""
        scene = self._game.scenes.get(passed.made.scene)
        return scene.choice(passed.made.choice) if scene else None

    def _gauges(self, stands: Standing) -> Iterable[Gauge]:
        before = stands.last.before if stands.last else stands.state
        for measure, was, now in zip(self._game.measures, before.measures, stands.state.measures, strict=True):
            yield Gauge(measure.name.html, was, now, sentences.gauge(self._ui, now))

    def _stops(self, stands: Standing) -> Iterable[Stop]:
        for passed in stands.passed:
            choice, scene = self._choice(passed), self._game.scenes.get(passed.made.scene)
            if choice and scene:
                changes = self._changes(passed.before, passed.after)
                yield Stop(passed.made.n, scene.title.html, choice.text.html, changes)

    def _changes(self, before: State, after: State) -> str:
        pairs = zip(self._game.measures, before.measures, after.measures, strict=True)
        return " · ".join(
            f"{measure.name.plain} {sentences.signed(now - was)}" for measure, was, now in pairs if was != now
        )

    def _made(self, passed: Sequence[Passed]) -> list[Made]:
        """The decisions that the story still has, as far as they follow on one another."""
        made = []
        for each in passed:
            choice = self._choice(each)
            if choice is None or choice not in open_choices(self._game, each.before):
                break
            made.append(Made(each.before, choice, each.after))
        return made

    def _turn(self, point: TurningPoint) -> Turn:
        scene = self._game.scenes[point.made.before.scene]
        told = sentences.turn(self._ui, self._game, point)
        return Turn(point.place + 1, scene.title.html, point.made.choice.text.html, told)

    def _worth_reading(self, stands: Standing, points: Sequence[TurningPoint]) -> tuple[Link, ...]:
        """The lessons behind the turning points, then those behind what cost most."""
        dear = sorted(self._made(stands.passed), key=lambda made: sum(made.after.measures) - sum(made.before.measures))
        places = [*(point.made.choice.lesson for point in points), *(made.choice.lesson for made in dear)]
        whole = dict.fromkeys(LessonPlace(each.module, each.lesson, "") for each in places)
        links = (self._lesson_alone(each) for each in whole)
        return tuple(link for link in links if link)[:_MOST_LESSONS]

    def _lesson(self, place: LessonPlace) -> Link | None:
        found = self._lesson_alone(place)
        if found is None:
            return None
        # Translators: {lesson} is the title of a lesson that explains what happened in the story
        label = self._ui.gettext("Why? Read “{lesson}”", lesson=found.label)
        return Link(f"{found.href}#{place.anchor}" if place.anchor else found.href, label)

    def _lesson_alone(self, place: LessonPlace) -> Link | None:
        module = self._course.module(place.module)
        lesson = next((each for each in module.lessons if each.id == place.lesson), None) if module else None
        if lesson is None:
            return None
        address = lesson_address(self._course.language, self._course.id, place.module, place.lesson)
        return Link(address, lesson.title.plain)
