"""Questions: what can be chosen must stay apart, and all of a question is shown in one language."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.content.po import Message, State
from app.localisation.checks.findings import Finding, Findings, Severity, quoted
from app.localisation.checks.inline import inline

_CONTEXT = re.compile(r"question/(?P<id>[^/]+)/(?P<role>[^/]+)(?:/(?P<key>.+))?")
# “Adevărat” is twice as long as “Fals”, and gives nothing away.
_TELLING = 15
_CHOSEN = frozenset({"option", "item", "label"})


class Part(NamedTuple):
    """Which part of which question a text is; `key` is empty for its only one of that role."""

    question: str
    role: str
    key: str


def part_of(context: str) -> Part | None:
    match = _CONTEXT.fullmatch(context)
    return Part(match["id"], match["role"], match["key"] or "") if match else None


def check_apart(message: Message, question: Sequence[Message]) -> Findings:
    """Two options, items or labels of one question that differ in English and not in the translation."""
    part = part_of(message.context)
    if part is None or part.role not in _CHOSEN or message.state is not State.TRANSLATED:
        return
    for other in question:
        beside = part_of(other.context)
        if beside is None or beside == part or beside.role != part.role or other.state is not State.TRANSLATED:
            continue
        if _same(message.translations[0], other.translations[0]) and not _same(message.source, other.source):
            wrong = f"this {part.role} has the same translation as {quoted(other.source)}"
            yield Finding("apart", Severity.ERROR, wrong, "make the two differ, as they do in English")


def _same(one: str, other: str) -> bool:
    return " ".join(inline(one).words.casefold().split()) == " ".join(inline(other).words.casefold().split())


def check_whole(message: Message, question: Sequence[Message]) -> Findings:
    """Told once, at the question's first text that lacks a translation."""
    missing = [each for each in question if each.state is not State.TRANSLATED]
    if missing and len(missing) < len(question) and message.key == missing[0].key:
        wrong = f"{len(missing)} of the {len(question)} texts of this question have no translation ready"
        instead = "translate all of them; until then it is shown in English as a whole"
        yield Finding("whole", Severity.INFO, wrong, instead)


def check_giveaway(message: Message, question: Sequence[Message], right: Collection[str]) -> Findings:
    """The one right option twice as long as any other, which it is not in English."""
    if message.context not in right or message.state is not State.TRANSLATED:
        return
    options = [each for each in question if _is_option(each) and each.state is State.TRANSLATED]
    others = [each for each in options if each.key != message.key]
    if not others or any(each.context in right for each in others):
        return
    size = len(message.translations[0])
    long = size >= max(_TELLING, 2 * max(len(each.translations[0]) for each in others))
    if long and len(message.source) < 2 * max(len(each.source) for each in others):
        wrong = "the right option is at least twice as long as every other, which gives it away"
        yield Finding("giveaway", Severity.INFO, wrong, "shorten it, or say more in the others")


def _is_option(message: Message) -> bool:
    part = part_of(message.context)
    return part is not None and part.role == "option"
