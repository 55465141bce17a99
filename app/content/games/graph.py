"""A drawing of a story for its authors: scenes as boxes in layers, choices as lines between them."""

from collections.abc import Sequence
from html import escape

from app.content.games.layers import end_box, layers_of, links_of
from app.content.stories import END, Game, Scene

WIDTH, HEIGHT = 150, 30
ACROSS, DOWN = 180, 78
MARGIN = 20
ASIDE = 110
STYLE = (
    "text{font:12px sans-serif;text-anchor:middle}rect{fill:#fff;stroke:#234}.opening{fill:#def}.ending{fill:#fde}"
    "path{fill:none;stroke:#678}.back{stroke:#b30;stroke-dasharray:4 3}"
)


def draw(game: Game) -> str:
    """The story as SVG. A line's title names its choices; one that leads back is dashed."""
    links, layers = links_of(game), layers_of(game)
    places = {name: _place(layer, number) for layer, names in enumerate(layers) for number, name in enumerate(names)}
    width = 2 * MARGIN + ACROSS * max(map(len, layers))
    height = 2 * MARGIN + DOWN * len(layers)
    lines = [_line(places[one], places[other], choices) for (one, other), choices in links.items()]
    boxes = [_box(name, place, game) for name, place in places.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f"<title>{escape(game.title.plain)}</title><style>{STYLE}</style>\n"
        + "\n".join([*lines, *boxes])
        + "\n</svg>\n"
    )


def _place(layer: int, number: int) -> tuple[int, int]:
    """The upper left corner of a box."""
    return MARGIN + number * ACROSS, MARGIN + layer * DOWN


def _line(one: tuple[int, int], other: tuple[int, int], choices: Sequence[str]) -> str:
    x, y = one[0] + WIDTH // 2, one[1] + HEIGHT
    to_x, to_y = other[0] + WIDTH // 2, other[1]
    bend = (DOWN - HEIGHT) // 2
    kind = "" if to_y > y else ' class="back"'
    # A line that passes a layer would else be hidden behind its boxes.
    aside = 0 if 0 < to_y - y < DOWN else ASIDE
    path = f"M{x} {y}C{x + aside} {y + bend} {to_x + aside} {to_y - bend} {to_x} {to_y}"
    return f'<path{kind} d="{path}"><title>{escape(", ".join(choices))}</title></path>'


def _box(name: str, place: tuple[int, int], game: Game) -> str:
    x, y = place
    scene: Scene | None = game.scenes.get(name)
    title = scene.title.plain if scene else next(each.title.plain for each in game.endings if name == end_box(each.id))
    first = any(opening.scene == name for opening in game.openings)
    kind = ' class="opening"' if first else "" if scene else ' class="ending"'
    label = name.removeprefix(f"{END}/")
    return (
        f'<g><title>{escape(title)}</title><rect{kind} x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
        f'<text x="{x + WIDTH // 2}" y="{y + 19}">{escape(label)}</text></g>'
    )
