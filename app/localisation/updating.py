"""Bringing a language's file up to date with the English.

What can be proved is kept, what only seems likely is marked as stale, and nothing is guessed: a translation goes to a
new text only if that text took the place of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from re import compile as pattern

from app.content.catalogues import MEANING_CHANGED
from app.content.po import Key, Message, PoFile, Previous, new_file
from app.localisation.plurals import plural_forms
from app.localisation.templates import header

NEIGHBOURS, ELSEWHERE = 0.60, 0.80
"""How alike two texts must be (difflib's ratio) where one stands in the other's place, and anywhere in the file."""
SHORT, SHORT_RATIO = 12, 0.90
"""Texts below so many characters are alike by chance: “Eyes” is no new wording of “Yes”."""
TARGET = pattern(r"(?<=\]\()[^)\s]+")
FORMATS = pattern(r"[a-z-]+-format")


@dataclass(frozen=True, slots=True)
class Said:
    """What an author says of a change: words of English texts whose translations stay good, or mean something else."""

    minor: tuple[str, ...] = ()
    meaning: tuple[str, ...] = ()


NOTHING = Said()


@dataclass(slots=True)
class _Old:
    """What the file held: messages in use by key, obsolete ones by key, and those not yet found a place."""

    used: dict[Key, Message]
    obsolete: dict[Key, Message]
    order: list[Key]
    left: dict[Key, Message] = field(default_factory=dict)


def updated(template: PoFile, current: PoFile | None, *, language: str, said: Said = NOTHING) -> PoFile:
    """The file of a language with the template's messages in the template's order.

    A translation is kept where context and English are the same, comes back where it had become obsolete, and is
    carried over where only the context was renamed. Where the English changed it stays, marked as stale with the
    English it was made from. Translations that have no place any longer are kept at the end as obsolete.
    """
    count, rule = plural_forms(language)
    current = current or new_file(header(language, f"nplurals={count}; plural={rule};"), ())
    old = _old(current)
    wanted = list(template.by_key.values())
    found = _proved(wanted, old)
    _find_likely(wanted, found, old, said)
    messages = [_with(message, found.get(message.key), count) for message in wanted]
    gone = [replace(message, obsolete=True) for message in old.left.values() if any(message.translations)]
    return current.arranged([*messages, *(_as_obsolete(message) for message in gone), *old.obsolete.values()])


def _old(current: PoFile) -> _Old:
    used = dict(current.by_key)
    obsolete = {message.key: message for message in current.messages if message.obsolete}
    return _Old(used, {key: each for key, each in obsolete.items() if key not in used}, list(used), dict(used))


def _as_obsolete(message: Message) -> Message:
    return replace(
        message, notes=(), references=(), flags=tuple(flag for flag in message.flags if not FORMATS.match(flag))
    )


def _proved(wanted: Iterable[Message], old: _Old) -> dict[Key, Message]:
    """What is the same text: by its key, as obsolete, or under a context that was renamed."""
    wanted = list(wanted)
    found: dict[Key, Message] = {}
    for message in wanted:
        kept = old.left.pop(message.key, None) or old.obsolete.pop(message.key, None)
        if kept:
            found[message.key] = kept
    homeless: dict[tuple[str, str], list[Message]] = {}
    for message in old.left.values():
        homeless.setdefault((message.source, message.plural), []).append(message)
    for message in wanted:
        same = homeless.get((message.source, message.plural), [])
        if message.key not in found and same:
            kept = max(same, key=lambda each: _shared_end(each.context, message.context))
            same.remove(kept)
            found[message.key] = old.left.pop(kept.key)
    return found


def _shared_end(one: str, other: str) -> int:
    """How many parts two contexts share at their ends; a renamed question keeps the keys of its options."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), len(one))


def _find_likely(wanted: Sequence[Message], found: dict[Key, Message], old: _Old, said: Said) -> None:
    """Give what is left to the texts that took its place; it becomes stale there."""
    for finder in (_by_context, _by_neighbours, _by_likeness):
        for message, before in finder(wanted, found, old):
            if before.key in old.left and message.key not in found and any(before.translations):
                found[message.key] = _changed(old.left.pop(before.key), message, said)


Pairs = Iterator[tuple[Message, Message]]


def _by_context(wanted: Sequence[Message], found: dict[Key, Message], old: _Old) -> Pairs:
    """The same authored id with other words. Several texts, such as outcomes, can share one."""
    by_context: dict[str, list[Message]] = {}
    for message in old.left.values():
        if message.context:
            by_context.setdefault(message.context, []).append(message)
    for message in wanted:
        candidates = [each for each in by_context.get(message.context, ()) if each.key in old.left]
        if message.context and message.key not in found and candidates:
            best = max(candidates, key=lambda each: _ratio(each.source, message.source))
            alone = len(by_context[message.context]) == 1
            if alone or _ratio(best.source, message.source) >= NEIGHBOURS:
                yield message, best


def _by_neighbours(wanted: Sequence[Message], found: dict[Key, Message], old: _Old) -> Pairs:
    """Prose between the same two texts as before."""
    places = {key: place for place, key in enumerate(old.order)}
    for run, before, after in _runs(wanted, found):
        first = places.get(before.key, -1) + 1 if before else 0
        last = places.get(after.key, len(old.order)) if after else len(old.order)
        between = [old.left[key] for key in old.order[first:last] if key in old.left and not key.context]
        for message in run:
            best = _best(message, between, NEIGHBOURS)
            if best:
                between.remove(best)
                yield message, best


def _runs(
    wanted: Sequence[Message], found: dict[Key, Message]
) -> Iterator[tuple[list[Message], Message | None, Message | None]]:
    """Stretches of prose that nothing was found for, with what was found before and after each."""
    run: list[Message] = []
    before: Message | None = None
    for message in wanted:
        after = found.get(message.key)
        if after is None:
            run += [message] if not message.context else []
            continue
        if run:
            yield run, before, after
        run, before = [], after
    if run:
        yield run, before, None


def _by_likeness(wanted: Sequence[Message], found: dict[Key, Message], old: _Old) -> Pairs:
    """Prose that moved and changed."""
    candidates = [message for message in old.left.values() if not message.context]
    for message in wanted:
        if not message.context and message.key not in found:
            best = _best(message, [each for each in candidates if each.key in old.left], ELSEWHERE)
            if best:
                yield message, best


def _best(message: Message, candidates: Sequence[Message], least: float) -> Message | None:
    words = Counter(message.source.split())
    # Comparing letters is slow; texts that hardly share a word needn't be compared.
    near = [
        each for each in candidates if _may_be_alike(words, each.source) and bool(each.plural) == bool(message.plural)
    ]
    rated = [(_ratio(each.source, message.source), each) for each in near]
    ratio, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    enough = max(least, SHORT_RATIO) if len(message.source) < SHORT else least
    return best if ratio >= enough else None


def _may_be_alike(words: Counter[str], source: str) -> bool:
    other = Counter(source.split())
    few = min(words.total(), other.total()) < 4  # a slip of the pen in one of three words leaves too few to count
    return few or 2 * (words & other).total() >= 0.4 * (words.total() + other.total())


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= NEIGHBOURS else 0.0


def _changed(before: Message, message: Message, said: Said) -> Message:
    """The translation of an earlier English at the text that is there now."""
    if before.previous and before.previous.source == message.source:
        return before.translated(before.translations)
    if any(words in message.source for words in said.minor):
        return before
    moved = _with_new_targets(before, message)
    if moved:
        return moved
    stale = before.marked_stale(Previous(before.context, before.source, before.plural))
    if any(words in message.source for words in said.meaning):
        stale = replace(stale, notes=(*stale.notes, MEANING_CHANGED))
    return stale


def _with_new_targets(before: Message, message: Message) -> Message | None:
    """The translation with the new addresses, where nothing but addresses changed."""
    old, new = TARGET.findall(before.source), TARGET.findall(message.source)
    same_words = TARGET.sub("", before.source) == TARGET.sub("", message.source)
    text = before.translations[0]
    if not same_words or before.fuzzy or sorted(TARGET.findall(text)) != sorted(old) or len(set(old)) != len(old):
        return None
    addresses = dict(zip(old, new, strict=True))
    return before.translated((TARGET.sub(lambda target: addresses[target[0]], text),))


def _with(message: Message, found: Message | None, count: int) -> Message:
    """The template's message with the translation that was found for it."""
    empty = ("",) * (count if message.plural else 1)
    if found is None:
        return replace(message, translations=empty)
    forms = found.translations if len(found.translations) == len(empty) else empty
    stale_notes = (MEANING_CHANGED,) if MEANING_CHANGED in found.notes and found.fuzzy else ()
    kept_flags = (flag for flag in found.flags if not FORMATS.match(flag))
    return replace(
        message,
        translations=forms,
        comments=found.comments,
        notes=(*message.notes, *stale_notes),
        flags=tuple(dict.fromkeys([*kept_flags, *message.flags])),
        previous=found.previous,
    )
