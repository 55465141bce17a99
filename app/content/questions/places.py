"""What matching, ordering and sorting have in common: items, each put at one of some places."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from app.content.model import Html, Item, Label
from app.content.questions.answers import FIELD, Answer, Form, Incomplete, Marked, Reason, placements
from app.content.questions.arrangement import keys
from app.content.questions.views import ShownPlace, ShownRow


def read(items: Sequence[Item], places: Collection[str], form: Form) -> dict[str, str] | Incomplete:
    """Item key to place for every item; incomplete when one has none, or the form does not fit."""
    values = _values(form)
    if not set(values) <= set(keys(items)) or not set(values.values()) <= set(places):
        return Incomplete(Reason.UNKNOWN)
    unplaced = tuple(item.key for item in items if item.key not in values)
    return Incomplete(Reason.UNPLACED, unplaced) if unplaced else values


def draft(items: Sequence[Item], places: Collection[str], form: Form) -> dict[str, str]:
    return known(items, places, _values(form))


def known(items: Sequence[Item], places: Collection[str], answer: Mapping[str, str]) -> dict[str, str]:
    """Those placements of `answer` whose item and place both exist."""
    return {item.key: answer[item.key] for item in items if answer.get(item.key) in places}


def answerable(items: Sequence[Item], places: Collection[str], answer: Answer) -> bool:
    return isinstance(answer, dict) and len(known(items, places, answer)) == len(answer)


def mark_share(items: Sequence[Item], labels: Sequence[Label], answer: Answer) -> Marked:
    """The share of the items that stand at their right label."""
    placed = known(items, keys(labels), placements(answer))
    verdicts = {item.key: placed.get(item.key) == item.target for item in items}
    return Marked(Fraction(sum(verdicts.values()), len(items)), verdicts, feedback(items, placed))


def feedback(items: Sequence[Item], placed: Collection[str]) -> dict[str, Html]:
    """The feedback of the items placed, where the author wrote some."""
    return {item.key: item.feedback for item in items if item.key in placed and item.feedback}


def rows(items: Sequence[Item], placed: Mapping[str, str], marked: Marked | None) -> tuple[ShownRow, ...]:
    return tuple(_row(item, placed.get(item.key, ""), marked) for item in items)


def shown_places(labels: Sequence[Label]) -> tuple[ShownPlace, ...]:
    return tuple(ShownPlace(label.key, label.text.plain) for label in labels)


def _row(item: Item, place: str, marked: Marked | None) -> ShownRow:
    judged = marked if place else None
    return ShownRow(
        key=item.key,
        html=item.text.html,
        chosen=place,
        verdict=judged.verdicts.get(item.key) if judged else None,
        feedback=judged.feedback.get(item.key, Html("")) if judged else Html(""),
    )


def _values(form: Form) -> dict[str, str]:
    """Item key to chosen value from the fields `answer.<key>`; an empty value is none."""
    prefix = f"{FIELD}."
    fields = {name.removeprefix(prefix): values for name, values in form.items() if name.startswith(prefix)}
    return {key: values[-1] for key, values in fields.items() if values and values[-1]}
