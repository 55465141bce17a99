"""Where the scenes of a story stand in a drawing of it: in layers, each below those that lead to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from app.content.games.exploring import ranks, targets
from app.content.stories import END, Game

SWEEPS = 6

Links = Mapping[tuple[str, str], Sequence[str]]
"""The keys of the choices that lead from one box to another."""


def links_of(game: Game) -> Links:
    links: dict[tuple[str, str], list[str]] = defaultdict(list)
    for scene in game.scenes.values():
        for choice in scene.choices:
            for target in dict.fromkeys(way.to for way in choice.ways):
                for box in _boxes_of(target, game):
                    links[scene.id, box].append(choice.key)
    return links


def _boxes_of(target: str, game: Game) -> Iterable[str]:
    """The scene itself, if there is one; the end is drawn as all endings."""
    if target == END:
        return [end_box(ending.id) for ending in game.endings]
    return [target] if target in game.scenes else []


def _layers(game: Game, links: Links) -> list[list[str]]:
    """Each scene below those that lead to it, as far as there are no loops; endings at the bottom."""
    order = ranks(game)
    depth = dict.fromkeys(game.scenes, 0)
    for scene in sorted(order, key=order.__getitem__):
        for target in targets(game, scene):
            if order.get(target, -1) > order[scene]:
                depth[target] = max(depth[target], depth[scene] + 1)
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 2)]
    for scene, layer in depth.items():
        layers[layer].append(scene)
    layers[-1] = [box for box in _boxes_of(END, game) if any(other == box for _, other in links)]
    return layers


def _arranged(layers: list[list[str]], links: Links) -> list[list[str]]:
    """Each layer in the order of the middles of what its boxes are joined to, so that few lines cross."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in links:
        near[one].append(other)
        near[other].append(one)
    for _ in range(SWEEPS):
        place = {name: number / len(names) for names in layers for number, name in enumerate(names)}
        layers = [sorted(names, key=lambda name: _middle(name, near, place)) for names in layers]
    return layers


def _middle(name: str, near: Mapping[str, Sequence[str]], place: Mapping[str, float]) -> float:
    others = near.get(name, ())
    return sum(place[other] for other in others) / len(others) if others else place[name]


def layers_of(game: Game) -> list[list[str]]:
    """The names of the boxes in each layer: ids of scenes, and of endings as `end_box` names them."""
    links = links_of(game)
    return _arranged(_layers(game, links), links)


def end_box(ending: str) -> str:
    return f"{END}/{ending}"
