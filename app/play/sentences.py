"""What the pages of a game say: whole sentences, in the language of the reader.

Their numbers have two digits at most, which all languages of the site write alike.
"""

from collections.abc import Sequence

from app.content.games.looking_back import Alternative, TurningPoint, change_of
from app.content.stories import HIGHEST, Game, Named
from app.web.locale import Interface

MINUS, PLUS = "\N{MINUS SIGN}", "+"


def signed(change: int) -> str:
    """A change with its sign: +1, −2."""
    return f"{PLUS if change > 0 else MINUS}{abs(change)}"


def gauge(ui: Interface, value: int) -> str:
    # Translators: how a measure of the game stands: "7 of 10"
    return ui.gettext("{value} of {most}", value=value, most=HIGHEST)


def change(ui: Interface, measure: Named, before: int, now: int) -> str:
    # Translators: {measure} is trust, reach, funds or time; {change} is +1 or −2
    return ui.gettext(
        "{measure}: {change}, now {value} of {most}",
        measure=measure.name.plain,
        change=signed(now - before),
        value=now,
        most=HIGHEST,
    )


def stays(ui: Interface, measure: Named, value: int) -> str:
    # Translators: of a measure that would have changed, but can't get any lower or higher
    return ui.gettext("{measure}: stays at {value} of {most}", measure=measure.name.plain, value=value, most=HIGHEST)


def curve(ui: Interface, values: Sequence[int]) -> str:
    # Translators: how a measure of the game went, below its name
    return ui.gettext(
        "From {first} to {last}; lowest {lowest}, highest {highest}",
        first=values[0],
        last=values[-1],
        lowest=min(values),
        highest=max(values),
    )


def met(ui: Interface, count: int, of: int) -> str:
    """How many endings somebody has met; empty before the first."""
    if not count:
        return ""
    return ui.ngettext(
        "You have met {met} of {count} ending.",
        "You have met {met} of {count} endings.",
        of,
        met=count,
        count=of,
    )


def passed(ui: Interface, count: int, of: int) -> str:
    # Translators: below a drawing of the way through a story
    return ui.ngettext(
        "You came through {passed} of {count} scene.",
        "You came through {passed} of {count} scenes.",
        of,
        passed=count,
        count=of,
    )


def turn(ui: Interface, game: Game, point: TurningPoint) -> tuple[str, ...]:
    """What came of a turning point, and what others would have opened."""
    came_back = (
        # Translators: {scene} is the title of a scene or an ending in a story; what was decided before mattered there
        ui.gettext("It came back in “{scene}”.", scene=each.title.plain)
        for each in point.came_back
    )
    otherwise = (
        # Translators: {scene} is the title of a scene or an ending in a story; "it" is what was decided
        ui.gettext("Without it, the story would have come to “{scene}”.", scene=each.title.plain)
        for each in point.otherwise
    )
    counted = (
        # Translators: {measure} is trust, reach, funds or time; {change} is +1 or −2
        ui.gettext(
            "{measure}: {change}. This helped to decide the ending.",
            measure=game.measures[each].name.plain,
            change=signed(change_of(point.made, each)),
        )
        for each in point.counted
    )
    others = (told for other in point.alternatives for told in _alternative(ui, game, other))
    return (*came_back, *otherwise, *counted, *others)


def _alternative(ui: Interface, game: Game, other: Alternative) -> tuple[str, ...]:
    told = []
    if other.to is not None:
        scene, ending = game.scenes.get(other.to.scene), game.ending(other.to.ending)
        title = scene.title.plain if scene else ending.title.plain if ending else ""
        # Translators: {choice} is another choice of a story, {scene} the title of a scene or of an ending
        text = ui.gettext("“{choice}” would have led to “{scene}”.", choice=other.choice.text.plain, scene=title)
        told.append(text)
    told += [
        # Translators: {choice} and {later} are choices of a story, {scene} the title of a scene
        ui.gettext(
            "“{choice}” would have opened this in “{scene}”: “{later}”",
            choice=other.choice.text.plain,
            scene=opened.scene.title.plain,
            later=opened.choice.text.plain,
        )
        for opened in other.opened
    ]
    return tuple(told)
