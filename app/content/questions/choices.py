"""What single choice, multiple choice and true/false have in common."""

import random
from collections.abc import Sequence
from fractions import Fraction

from app.content.blocks import Entry, QuestionBlock
from app.content.model import Choice, Html, Option
from app.content.questions import structure
from app.content.questions.answers import FIELD, Answer, Form, Incomplete, Marked, Reason, chosen_keys
from app.content.questions.arrangement import arranged, keys, shuffled
from app.content.questions.views import ChoiceView, ShownOption


def shaped(block: QuestionBlock) -> bool:
    """Whether the list is one of boxes."""
    entries = structure.main_list(block).entries
    return any(entry.mark is not None for entry in entries) and not structure.nested(entries)


def entries_of(block: QuestionBlock) -> tuple[Entry, ...]:
    return structure.main_list(block).entries


def ticked(block: QuestionBlock) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries_of(block) if entry.mark)


def faults(block: QuestionBlock) -> structure.Faults:
    """What is wrong with any choice, how many options are right apart."""
    listing = structure.main_list(block)
    yield from structure.list_faults(block, example="- [x] A signature of each partner {#each}")
    yield from structure.otherwise_faults(block)
    if block.listings:
        yield from structure.few_faults(listing.entries, listing.line, what="options")
    yield from structure.entry_faults(listing.entries)
    yield from structure.alike_faults(listing.entries, structure.plainly)
    yield from structure.nesting_faults(listing.entries)
    yield from unboxed_faults(listing.entries)


def unboxed_faults(entries: tuple[Entry, ...]) -> structure.Faults:
    for entry in entries:
        if entry.mark is None:
            wrong = f'"{entry.text.plain}" has no box'
            yield structure.Fault(entry.line, wrong, 'begin it with "- [x]" if it is right, else with "- [ ]"')


def none_right_faults(block: QuestionBlock) -> structure.Faults:
    """No box ticked; said only where there is something to tick."""
    if entries_of(block) and not ticked(block):
        wrong = "no answer is right"
        yield structure.Fault(structure.main_list(block).line, wrong, 'write "[x]" instead of "[ ]" at what is right')


def several_right_faults(block: QuestionBlock, instead: str) -> structure.Faults:
    for entry in ticked(block)[1:]:
        yield structure.Fault(entry.line, f'"{entry.text.plain}" is a second right answer', instead)


def body_of(block: QuestionBlock) -> Choice:
    return Choice(tuple(option_of(entry) for entry in entries_of(block)))


def option_of(entry: Entry) -> Option:
    return Option(structure.key_of(entry), entry.text, bool(entry.mark), entry.feedback)


def order(body: Choice, rng: random.Random) -> tuple[str, ...]:
    return shuffled(body.options, rng)


def read(body: Choice, form: Form) -> Answer | Incomplete:
    """The chosen keys, sorted; incomplete when there is none, or one that is no option's."""
    values = {value for value in form.get(FIELD, ()) if value}
    if not values:
        return Incomplete(Reason.NOTHING_CHOSEN)
    if not values <= set(keys(body.options)):
        return Incomplete(Reason.UNKNOWN)
    return sorted(values)


def read_one(body: Choice, form: Form) -> Answer | Incomplete:
    """As `read`, but a form with two values was made by hand."""
    answer = read(body, form)
    return Incomplete(Reason.UNKNOWN) if isinstance(answer, list) and len(answer) > 1 else answer


def draft(body: Choice, form: Form) -> Answer:
    return sorted(set(form.get(FIELD, ())) & set(keys(body.options)))


def answerable(body: Choice, answer: Answer) -> bool:
    return isinstance(answer, list) and set(answer) <= set(keys(body.options))


def mark_whole(body: Choice, answer: Answer) -> Marked:
    """1 where exactly the right options are chosen, else 0."""
    chosen = chosen_options(body, answer)
    return marked(body, chosen, Fraction(chosen == right_options(body)))


def chosen_options(body: Choice, answer: Answer | None) -> set[str]:
    """The keys chosen that exist in `body`."""
    return set(chosen_keys(answer)) & set(keys(body.options))


def right_options(body: Choice) -> set[str]:
    return {option.key for option in body.options if option.right}


def marked(body: Choice, chosen: set[str], fraction: Fraction) -> Marked:
    right = right_options(body)
    verdicts = {key: key in chosen and key in right for key in sorted(chosen | right)}
    feedback = {option.key: option.feedback for option in body.options if option.key in chosen and option.feedback}
    return Marked(fraction, verdicts, feedback)


def show_one(body: Choice, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> ChoiceView:
    return _view(body, order, answer, marked, multiple=False)


def show_many(body: Choice, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> ChoiceView:
    return _view(body, order, answer, marked, multiple=True)


def _view(
    body: Choice, order: Sequence[str], answer: Answer | None, marked: Marked | None, *, multiple: bool
) -> ChoiceView:
    chosen = chosen_options(body, answer)
    options = arranged(body.options, order)
    return ChoiceView(multiple, tuple(_shown(option, marked, chosen=option.key in chosen) for option in options))


def _shown(option: Option, marked: Marked | None, *, chosen: bool) -> ShownOption:
    """A missed right option shows no verdict, or trying again would be copying."""
    judged = marked if chosen else None
    return ShownOption(
        key=option.key,
        html=option.text.html,
        chosen=chosen,
        verdict=judged.verdicts.get(option.key) if judged else None,
        feedback=judged.feedback.get(option.key, Html("")) if judged else Html(""),
    )
