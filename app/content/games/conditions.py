"""The small notation of stories: conditions, effects, ways."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from app.content.identifiers import FORM
from app.content.problems import suggestion
from app.content.stories import END, HIGHEST, LOWEST, Bound, Chance, Condition, Fact, LessonPlace, Test, Way

BOUND = re.compile(r"([a-z0-9-]+)\s*(<=|>=)\s*([0-9]{1,2})", re.ASCII)
CHANCE = re.compile(r"chance ([1-9][0-9]?) in ([1-9][0-9]?)", re.ASCII)
# Without a space it could be the name of a fact.
EFFECT = re.compile(r"([a-z0-9-]+)\s+([+-][0-9]{1,2})", re.ASCII)
WAY = re.compile(r"(?P<to>[a-z0-9-]+)(?:\s+if\s+(?P<when>.+))?")
LESSON = re.compile(r"(?P<module>[a-z0-9-]+)/(?P<lesson>[a-z0-9-]+)(?:#(?P<anchor>[a-z0-9-]+))?")

Tell = Callable[[str, str], None]
"""Reports what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a choice does: a whole number for each measure, and the facts that happen or are undone by it."""

    measures: tuple[int, ...]
    happens: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()


def read_condition(written: Sequence[str], measures: Sequence[str], tell: Tell) -> Condition:
    """Each of the `written` texts is an alternative, such as `trust >= 4, not leaked`."""
    if not all(each.strip() for each in written):
        tell("there is no condition", 'write one, or leave "when" out')
    condition = tuple(tuple(_tests(each, measures, tell)) for each in written)
    if any(isinstance(test, Chance) for tests in condition for test in tests):
        tell("chance decides here what can be done or read", 'let it decide where a choice leads, in "goto:" only')
    return condition


def _tests(written: str, measures: Sequence[str], tell: Tell) -> Iterator[Test]:
    for part in _parts(written):
        bound, chance = BOUND.fullmatch(part), CHANCE.fullmatch(part)
        name = part.removeprefix("not ").strip()
        if bound:
            yield from _bound(bound[1], cast("Literal['<=', '>=']", bound[2]), int(bound[3]), measures, tell)
        elif chance and int(chance[1]) < int(chance[2]):
            yield Chance(int(chance[1]), int(chance[2]))
        elif FORM.fullmatch(name):
            yield Fact(name, happened=name == part)
        else:
            tell(f'"{part}" is no condition', 'write "trust >= 4", "fact", "not fact" or "chance 1 in 3"')


def _bound(name: str, at: Literal["<=", ">="], number: int, measures: Sequence[str], tell: Tell) -> Iterator[Bound]:
    if name not in measures:
        tell(f'there is no measure "{name}"', suggestion(name, measures, f"use one of {', '.join(measures)}"))
    elif number > HIGHEST:
        tell(f'"{name} {at} {number}" is out of range', f"measures go from {LOWEST} to {HIGHEST}")
    else:
        yield Bound(measures.index(name), at, number)


def read_effects(written: str, measures: Sequence[str], tell: Tell) -> Effects:
    """Such as `trust +1, time -2, sponsor, not leaked`."""
    changes = dict.fromkeys(measures, 0)
    happens: set[str] = set()
    undone: set[str] = set()
    for part in _parts(written):
        effect = EFFECT.fullmatch(part)
        name = part.removeprefix("not ").strip()
        if effect and effect[1] in changes:
            changes[effect[1]] += int(effect[2])
        elif effect:
            instead = suggestion(effect[1], measures, f"use one of {', '.join(measures)}")
            tell(f'there is no measure "{effect[1]}"', instead)
        elif FORM.fullmatch(name):
            (happens if name == part else undone).add(name)
        else:
            tell(f'"{part}" is no effect', 'write "trust +1", "fact" or "not fact"')
    for fact in sorted(happens & undone):
        tell(f'"{fact}" happens and is taken back at once', "write one of both")
    return Effects(tuple(changes.values()), frozenset(happens), frozenset(undone))


def read_ways(written: str, measures: Sequence[str], tell: Tell) -> tuple[Way, ...]:
    """Such as `account if funds <= 2 | folders`."""
    ways = tuple(way for part in written.split("|") if part.strip() for way in _way(part.strip(), measures, tell))
    if not ways:
        tell("the choice leads nowhere", f'write "goto:" and the id of a scene, or "{END}"')
    if ways and ways[-1].when:
        tell("the last way has a condition", f'end with one that is always open: "… | {ways[-1].to}"')
    for way in ways[:-1]:
        if not way.when:
            tell(f'no way after "{way.to}" is ever gone', 'give it a condition, "… if …", or remove the others')
    return ways


def _way(written: str, measures: Sequence[str], tell: Tell) -> Iterator[Way]:
    match = WAY.fullmatch(written)
    if match is None:
        tell(f'"{written}" is no way', f'write the id of a scene, "{END}", or "scene if condition"')
    else:
        tests = tuple(_tests(match["when"], measures, tell)) if match["when"] else ()
        if sum(isinstance(test, Chance) for test in tests) > 1:
            tell("a way has chance twice", 'write one of both together: "chance 1 in 4" for twice "chance 1 in 2"')
        yield Way(match["to"], (tests,) if match["when"] else ())


def read_lesson_place(written: str, tell: Tell) -> LessonPlace:
    """Such as `partnerships/agreement#who-signs`."""
    match = LESSON.fullmatch(written)
    if match is None:
        tell(f'"{written}" is no place in a lesson', 'write "module/lesson" or "module/lesson#heading"')
        return LessonPlace("", "", "")
    return LessonPlace(match["module"], match["lesson"], match["anchor"] or "")


def _parts(written: str) -> list[str]:
    return [part.strip() for part in written.split(",")] if written.strip() else []
