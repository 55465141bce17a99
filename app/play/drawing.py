"""The drawings at the end of a story: the way through its scenes, and how the measures went."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.content.games.layers import end_box, layers_of
from app.content.stories import HIGHEST, LOWEST, Game
from app.play import sentences
from app.play.pages import Map, Trend
from app.progress.runs import Standing
from app.web.locale import Interface

# A drawing's own units; the browser scales it.
_STEP: Final = 16
_WIDTH: Final = 100
_HEIGHT: Final = 40


def map_of(ui: Interface, game: Game, stands: Standing) -> Map:
    """All scenes from left to right, as far as they can be from the beginning, and the way that was taken."""
    layers = layers_of(game)
    height = _STEP * max(map(len, layers))
    places = {
        name: (_STEP * layer + _STEP // 2, (height - _STEP * len(names)) // 2 + _STEP * number + _STEP // 2)
        for layer, names in enumerate(layers)
        for number, name in enumerate(names)
    }
    visited = [made.scene for made in stands.decisions]
    here = stands.state.scene or end_box(stands.state.ending)
    way = [places[name] for name in (*visited, here) if name in places] or [next(iter(places.values()))]
    return Map(
        width=_STEP * len(layers),
        height=height,
        dots=_dots(places.values()),
        way=" ".join(f"{x},{y}" for x, y in way),
        met=_dots(way),
        end=way[-1],
        words=sentences.passed(ui, len(set(visited) & set(game.scenes)), len(game.scenes)),
    )


def _dots(places: Iterable[tuple[int, int]]) -> str:
    return "".join(f"M{x} {y}h0" for x, y in places)


def trends_of(ui: Interface, game: Game, stands: Standing) -> tuple[Trend, ...]:
    """The curve of each measure over the decisions."""
    passed = stands.passed
    states = [passed[0].before, *(each.after for each in passed)] if passed else [stands.state]
    columns = zip(*(state.measures for state in states), strict=True)
    return tuple(
        Trend(measure.name.html, _corners(values), sentences.curve(ui, values))
        for measure, values in zip(game.measures, columns, strict=True)
    )


def _corners(values: Sequence[int]) -> str:
    across = _WIDTH / max(1, len(values) - 1)
    down = _HEIGHT / (HIGHEST - LOWEST)
    return " ".join(f"{place * across:.0f},{_HEIGHT - value * down:.0f}" for place, value in enumerate(values))
