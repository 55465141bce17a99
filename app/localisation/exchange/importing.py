"""Taking over what a file brings: first decided message by message, then saved under the lock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from app.content.locales import Locales
from app.content.po import Message, PoError, PoFile, parse
from app.content.po.message import FUZZY
from app.localisation.checks import Severity, check_message, mended
from app.localisation.exchange.plural_forms import form_count, form_order
from app.localisation.exchange.units import CannotExchange, Incoming, Unit, state_of, unit_id
from app.localisation.saving import comment_lines, edited, rewrite, storable


class Outcome(Enum):
    """What becomes of a message of the file; only NEW and CHANGED change anything."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    """Changed here and in the file since it was exported."""
    STALE = "older English"
    """A translation of English that has changed since."""
    UNKNOWN = "unknown"
    """No text of this site."""
    GUESS = "guess"
    """Fuzzy, for a text that had no translation: a program's guess."""
    UNUSABLE = "unusable"
    """The plural forms can't be matched."""
    BROKEN = "broken"
    """It has errors that a reader would meet, such as a lost link."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`current` is the message of the site, None where it has none; `wanted` as it would be or is saved.

    `wrong` says what is broken.
    """

    outcome: Outcome
    unit: Unit
    current: Message | None = None
    wanted: Message | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one domain of a file. `forms` and `site_forms` are the plural forms of either, 0 where unknown."""

    domain: str
    decisions: tuple[Decision, ...]
    forms: int = 0
    site_forms: int = 0


@dataclass(frozen=True, slots=True)
class _Site:
    """What the site has of a domain in a language, and which of the file's plural forms are its own.

    `order` is None where nobody says what the forms mean, and empty where they can't be matched. `forced` are the ids
    of texts of which the file's translation is taken though both sides changed it.
    """

    language: str
    domain: str
    po: PoFile
    idents: Mapping[str, Message]
    contexts: Mapping[str, Message]
    previous: frozenset[str]
    forms: int
    order: tuple[int, ...] | None
    forced: Collection[str]


def take(
    found: Sequence[Incoming],
    *,
    locales: Locales,
    language: str,
    locks: Path | None,
    forced: Collection[str] = (),
) -> list[Taken]:
    """Take over what a file brings, or only say what would be taken if `locks` is None.

    Where both sides changed a text the site's stays, unless its id (`unit_id`) is in `forced`. Everything is decided
    before anything is saved, and again under each lock. Raises CannotExchange, when nothing was taken, and CannotSave,
    when the domains before it in the file were.
    """
    shown = [_preview(each, locales, language, forced) for each in found]
    return [_incorporate(each, locales, language, locks, forced) for each in found] if locks else shown


def _preview(incoming: Incoming, locales: Locales, language: str, forced: Collection[str]) -> Taken:
    file = _file(incoming, locales, language)
    try:
        return _decided(incoming, parse(file.read_bytes()), language, forced)
    except PoError as error:
        raise CannotExchange(f"{file}:{error.line}: {error.wrong}; {error.instead}") from error


def _incorporate(incoming: Incoming, locales: Locales, language: str, locks: Path, forced: Collection[str]) -> Taken:
    taken = Taken(incoming.domain, ())

    def change(po: PoFile) -> PoFile:
        nonlocal taken
        taken = _decided(incoming, po, language, forced)
        for each in taken.decisions:
            if each.outcome in {Outcome.NEW, Outcome.CHANGED} and each.wanted:
                po = po.with_message(each.wanted)
        return po

    rewrite(file=_file(incoming, locales, language), locks=locks, change=change)
    return taken


def _file(incoming: Incoming, locales: Locales, language: str) -> Path:
    """Found among the files there are: a name from outside makes no path."""
    files = dict(locales.files(language))
    if incoming.domain not in files:
        known = ", ".join(files) or "none"
        raise CannotExchange(
            f"“{incoming.domain}” is no part of the site that is translated: name the file after one ({known})."
        )
    return files[incoming.domain]


def _decided(incoming: Incoming, po: PoFile, language: str, forced: Collection[str]) -> Taken:
    ours = po.header.get("Plural-Forms", "")
    messages = po.by_key.values()
    site = _Site(
        language=language,
        domain=incoming.domain,
        po=po,
        idents={unit_id(incoming.domain, message.key): message for message in messages},
        contexts={message.context: message for message in messages if message.context},
        previous=frozenset(message.previous.source for message in messages if message.previous),
        forms=form_count(ours),
        order=form_order(ours, incoming.plural_forms) or () if ours and incoming.plural_forms else None,
        forced=forced,
    )
    decisions = tuple(_decide(unit, site) for unit in incoming.units)
    return Taken(incoming.domain, decisions, form_count(incoming.plural_forms), site.forms)


def _decide(unit: Unit, site: _Site) -> Decision:
    current = site.idents.get(unit.ident) or site.po.by_key.get(unit.key)
    if current is None:
        older = unit.key.context in site.contexts or unit.key.source in site.previous
        return Decision(Outcome.STALE if older else Outcome.UNKNOWN, unit)
    texts = _texts(unit, current, site)
    if texts is None:
        return Decision(Outcome.UNUSABLE, unit, current)
    if unit.fuzzy and not any(current.translations):
        return Decision(Outcome.GUESS, unit, current)
    sent = replace(current, translations=texts, comments=unit.comments, flags=(FUZZY,) if unit.fuzzy else ())
    wanted = _message(unit, texts, current, site.po)
    outcome = _outcome(unit, current, sent, wanted)
    if outcome is Outcome.CONFLICT and unit_id(site.domain, current.key) in site.forced:
        outcome = Outcome.CHANGED
    wrong = _broken(wanted, site) if outcome in {Outcome.NEW, Outcome.CHANGED} else ""
    return Decision(Outcome.BROKEN if wrong else outcome, unit, current, wanted, wrong)


def _broken(wanted: Message, site: _Site) -> str:
    """What readers would meet if this was saved; a translation that is fuzzy for want of work may still have faults."""
    found = check_message(site.language, site.domain, wanted) if not wanted.fuzzy else []
    return "; ".join(finding.wrong for finding in found if finding.severity is Severity.ERROR)


def _texts(unit: Unit, current: Message, site: _Site) -> tuple[str, ...] | None:
    """The file's forms in the site's order; None if they don't match."""
    sent = (storable(text) for text in unit.translations)
    # What came back as it went out is no change, however it is written.
    # What came back as it is kept here is nobody's change, whatever else could be said of it.
    kept = {storable(text) for text in current.translations}
    texts = tuple(text if text in kept else mended(site.language, text) for text in sent)
    if not current.plural:
        return texts if len(texts) == 1 else None
    if site.order is not None:
        matched = site.order and len(texts) > max(site.order)
        texts = tuple(texts[form] for form in site.order) if matched else ()
    return texts if texts and len(texts) == (site.forms or len(current.translations)) else None


def _message(unit: Unit, texts: tuple[str, ...], current: Message, po: PoFile) -> Message:
    """The site's message with what the file says; what the file leaves empty is as it was."""
    was = current.translations if len(current.translations) == len(texts) else ("",) * len(texts)
    filled = tuple(new or old for new, old in zip(texts, was, strict=True))
    fuzzy = unit.fuzzy if any(texts) else current.fuzzy
    return edited(po, current, translations=filled, fuzzy=fuzzy, comments=_comments(unit, current))


def _comments(unit: Unit, current: Message) -> tuple[str, ...]:
    """The file's, if it says what it started from and that is still so; otherwise no comment of the site goes."""
    theirs = tuple(comment_lines(unit.comments))
    if theirs and unit.exported and state_of(current).startswith(unit.exported):
        return theirs
    ours = tuple(comment_lines(current.comments))
    return (*ours, *(line for line in theirs if line not in ours))


def _outcome(unit: Unit, current: Message, sent: Message, wanted: Message) -> Outcome:
    """`sent` is the message as the file has it, `wanted` as it would be saved."""
    if state_of(wanted) == state_of(current):
        return Outcome.UNCHANGED
    if unit.exported and not state_of(current).startswith(unit.exported):
        # If the file still says what was exported, only the site's translation has changed.
        return Outcome.UNCHANGED if state_of(sent).startswith(unit.exported) else Outcome.CONFLICT
    return Outcome.CHANGED if any(current.translations) else Outcome.NEW
