"""Playing a game: what a run came to by its decisions, the next decision, and beginning again from an earlier one."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.content.games.playing import NotOpen, State, begin, bounded, choose, open_choices
from app.content.stories import Game, Opening
from app.people.operations import hold_person
from app.progress.operations import add_decision, begin_run, forget_decisions, held_run
from app.progress.records import Decision, Run, written
from app.storage import Writer

MOST_DECISIONS = 100
"""So many decisions a run has at most, which only a story that goes in circles can come to: all of them are looked
back on at the end."""


class Outdated(Exception):
    """The form came from a page that doesn't show where the run stands; nothing was decided."""


class CannotGoOn(Exception):
    """The story was changed so much that nothing of the run is left to go on from, or it has MOST_DECISIONS."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A decision with the states around it."""

    made: Decision
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands in the story as it is today.

    `decisions` are those that led there. `corrected` tells that later ones had to be left, as the story no longer has
    the scenes that they led to.
    """

    game: Game
    run: Run
    state: State
    decisions: tuple[Decision, ...]
    corrected: bool

    @property
    def last(self) -> Passed | None:
        return self._passed(len(self.decisions) - 1) if self.decisions else None

    @property
    def passed(self) -> tuple[Passed, ...]:
        """All decisions with the states around them, which have to be read for it."""
        return tuple(map(self._passed, range(len(self.decisions))))

    def _passed(self, place: int) -> Passed:
        made = self.decisions[place]
        before = self.decisions[place - 1].state if place else self.run.start
        states = (read_state(self.game, text, self.run.opening) for text in (before, made.state))
        return Passed(made, *states)


async def begin_story(writer: Writer, *, person_id: int, game: Game, opening: Opening, luck: int, now: datetime) -> int:
    """The number of a run that begins now. `luck` is what chance will be drawn from. Raises PersonGone."""
    start = written_state(game, begin(game, opening.id, luck))
    return await begin_run(
        writer, person_id=person_id, course=game.course, game=game.id, opening=opening.id, start=start, now=now
    )


async def begin_again(writer: Writer, *, person_id: int, game: Game, number: int, n: int, now: datetime) -> int:
    """The number of a new run that stands before decision `n` of another.

    Raises PersonGone, NoSuchRun, and Outdated if there is no such decision.
    """
    await hold_person(writer, person_id=person_id)
    known = await held_run(writer, person_id=person_id, course=game.course, game=game.id, number=number)
    if not 1 <= n <= len(known.decisions):
        raise Outdated
    return await begin_run(
        writer,
        person_id=person_id,
        course=game.course,
        game=game.id,
        opening=known.opening,
        start=known.start,
        decisions=[made for made in known.decisions if made.n < n],
        now=now,
    )


async def decide(
    writer: Writer, *, person_id: int, game: Game, number: int, n: int, choice: str, language: str, now: datetime
) -> None:
    """Make decision `n` of a run of somebody who is held (see `hold_person`).

    Made before, it stays as it was, and Outdated is raised unless it was the same. Raises NoSuchRun, NotOpen and
    CannotGoOn.
    """
    known = await held_run(writer, person_id=person_id, course=game.course, game=game.id, number=number)
    now_stands = standing(game, known)
    if known.ended_at is not None or len(now_stands.decisions) != n - 1:
        if _made_before(now_stands, n, choice):
            return
        raise Outdated
    if n > MOST_DECISIONS:
        raise CannotGoOn
    after = choose(game, now_stands.state, choice)
    made = Decision(n, now_stands.state.scene, choice, written_state(game, after), language, now)
    if now_stands.corrected:
        await forget_decisions(writer, run_id=known.id, after=n - 1)
    await add_decision(writer, run_id=known.id, made=made, ending=after.ending, now=now)


def _made_before(now_stands: Standing, n: int, choice: str) -> bool:
    made = now_stands.decisions
    return 1 <= n <= len(made) and made[n - 1].choice == choice


def standing(game: Game, run: Run) -> Standing:
    """Where the run stands. Raises CannotGoOn if not even its beginning is left."""
    for count in range(len(run.decisions), -1, -1):
        state = read_state(game, run.decisions[count - 1].state if count else run.start, run.opening)
        if state.ending or open_choices(game, state):
            return Standing(game, run, state, run.decisions[:count], corrected=count < len(run.decisions))
    raise CannotGoOn


def written_state(game: Game, state: State) -> str:
    """A state as it is kept: JSON, measures by their ids."""
    measures = {measure.id: value for measure, value in zip(game.measures, state.measures, strict=True)}
    facts = sorted(state.facts)
    return written(
        {"scene": state.scene, "ending": state.ending, "measures": measures, "facts": facts, "luck": state.luck}
    )


def read_state(game: Game, text: str, opening_id: str) -> State:
    """A state as it was kept. A measure that the story got since then is as it is at a beginning."""
    kept = json.loads(text)
    opening = game.opening(opening_id) or game.openings[0]
    measures = (kept["measures"].get(one.id, value) for one, value in zip(game.measures, opening.start, strict=True))
    return State(kept["scene"], bounded(measures), frozenset(kept["facts"]), kept["luck"], kept["ending"])


__all__ = [
    "CannotGoOn",
    "NotOpen",
    "Outdated",
    "Passed",
    "Standing",
    "begin_again",
    "begin_story",
    "decide",
    "read_state",
    "standing",
    "written_state",
]
