"""Joining two versions of a PO file that come from one: message by message, not line by line.

What one side changed is taken from it, what both changed alike is taken once. Where both changed a translation
differently, ours stays and theirs is written into a translator's comment (`# theirs: …`) and reported: nothing is lost,
the file stays usable, and whoever reads the entry sees what there is to decide. A message is not marked as fuzzy
for that, which would take a finished translation off the page.

A text that one side removed or renamed while the other translated it is no conflict: the translation goes to the text
that took its place if there is one, and otherwise stays in the file as obsolete, where an update finds it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.content.po import Key, Message, PoFile, Previous
from app.content.po.blocks import Block
from app.content.po.message import FUZZY
from app.content.po.rewriting import rewritten
from app.localisation.headers import merged_header
from app.localisation.sides import either, joined_lines

COMMENT = "theirs"


class Ident(NamedTuple):
    """What an entry is known by in all three files; `repeat` tells apart the entries of one key (0 is the used one)."""

    key: Key
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A translation, or a field of the header, that both sides changed differently; ours is in the file."""

    key: Key
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    file: PoFile
    conflicts: tuple[Difference, ...]


Entries = Mapping[Ident, Message]


def merge(base: PoFile, ours: PoFile, theirs: PoFile) -> Merged:
    """Ours with everything that changed from base to theirs. Untouched lines keep the form they have in ours."""
    was, mine, others = entries(base), entries(ours), entries(theirs)
    mine, others = _following(was, others, mine), _following(was, mine, others)
    conflicts: list[Difference] = []
    result: dict[Ident, Message] = {}
    for ident in {**mine, **others}:
        message = _joined(was.get(ident), mine.get(ident), others.get(ident), conflicts)
        if message:
            result[ident] = message
    _keep_removed(was, mine, others, result)
    file = _assembled(ours, theirs, result)
    header, differing = merged_header(base, ours, theirs)
    conflicts += [Difference(Key("", ""), *pair) for pair in differing]
    return Merged(_with_header(file, header), tuple(conflicts))


def entries(file: PoFile) -> dict[Ident, Message]:
    """Every message in the order of the file."""
    return {ident: block.message for ident, block in _idents(file) if ident and block.message}


def _idents(file: PoFile) -> Iterator[tuple[Ident | None, Block]]:
    """Each block with what its entry is known by: None between entries and for the header."""
    used = {message.key for message in file.by_key.values()}
    seen: Counter[Key] = Counter()
    found_used: set[Key] = set()
    for block in file.blocks:
        message = block.message
        if message is None or message.is_header:
            yield None, block
        elif message.key in used and not message.obsolete and message.key not in found_used:
            found_used.add(message.key)
            yield Ident(message.key), block
        else:
            first = 1 if message.key in used else 0
            yield Ident(message.key, first + seen[message.key]), block
            seen[message.key] += 1


def _following(was: Entries, changer: Entries, renamer: Entries) -> dict[Ident, Message]:
    """The renamer's entries, where one that took the place of another has what the changer wrote for that one."""
    return {
        ident: message if ident in was else _followed(was, changer, renamer, message)
        for ident, message in renamer.items()
    }


def _followed(was: Entries, changer: Entries, renamer: Entries, message: Message) -> Message:
    old = _predecessor(message)
    before, after, now = was.get(old), changer.get(old), renamer.get(old)
    renamed = message.fuzzy and before and after and (now is None or now.obsolete)
    if renamed and before and after and message.translations == before.translations and any(after.translations):
        return replace(message, translations=after.translations)
    return message


def _predecessor(message: Message) -> Ident:
    previous = message.previous or Previous("", "")
    return Ident(Key(previous.context or message.context, previous.source))


def _joined(
    base: Message | None, ours: Message | None, theirs: Message | None, conflicts: list[Difference]
) -> Message | None:
    """The entry as it shall be; None where a side removed it, or nobody has it."""
    if ours and theirs:
        return _merged(base or _untranslated(ours), ours, theirs, conflicts)
    return None if base else ours or theirs


def _untranslated(message: Message) -> Message:
    """What two sides that added the same text started from; a text that one of them uses is in use."""
    empty = tuple("" for _ in message.translations)
    return Message(message.context, message.source, message.plural, empty, obsolete=True)


def _keep_removed(was: Entries, ours: Entries, theirs: Entries, result: dict[Ident, Message]) -> None:
    """Keep as obsolete what one side translated anew while the other removed it."""
    followed = {(_predecessor(message), message.translations) for message in result.values() if message.previous}
    for ident, base in was.items():
        kept = (ours.get(ident), theirs.get(ident))
        changed = next((each for each in kept if each), None)
        if all(kept) or changed is None or not any(changed.translations):
            continue
        said = (changed.translations, changed.comments)
        if said != (base.translations, base.comments) and (ident, changed.translations) not in followed:
            result[ident] = replace(changed, obsolete=True, notes=(), references=())


def _merged(base: Message, ours: Message, theirs: Message, conflicts: list[Difference]) -> Message:
    texts, comments = _translations(base, ours, theirs), joined_lines(base.comments, ours.comments, theirs.comments)
    if texts is None:
        texts = ours.translations
        comments = tuple(dict.fromkeys([*comments, *_comments(theirs)]))
        conflicts.append(Difference(ours.key, " | ".join(ours.translations), " | ".join(theirs.translations)))
    fuzzy, previous = _state(base, ours, theirs)
    if not texts[0] and ours.fuzzy != theirs.fuzzy:
        fuzzy, previous = False, None  # a state of the text that one side took away
    flags = [flag for flag in joined_lines(base.flags, ours.flags, theirs.flags) if flag != FUZZY]
    order = ours.flags if fuzzy == ours.fuzzy else (FUZZY,)
    marked = [FUZZY, *flags] if fuzzy else flags
    return replace(
        ours,
        plural=either(base.plural, ours.plural, theirs.plural),
        translations=texts,
        comments=comments,
        notes=joined_lines(base.notes, ours.notes, theirs.notes),
        references=joined_lines(base.references, ours.references, theirs.references),
        flags=tuple(sorted(marked, key=[*order, *marked].index)),
        previous=previous,
        obsolete=either(base.obsolete, ours.obsolete, theirs.obsolete),
    )


def _translations(base: Message, ours: Message, theirs: Message) -> tuple[str, ...] | None:
    """The translations; None where both sides changed them differently."""
    if base.translations in {ours.translations, theirs.translations}:
        return either(base.translations, ours.translations, theirs.translations)
    return ours.translations if ours.translations == theirs.translations else None


def _state(base: Message, ours: Message, theirs: Message) -> tuple[bool, Previous | None]:
    """Whether the message is fuzzy, and the English it was made from.

    The state belongs to the text that it was given to. Where one side changed only the state and the other the text,
    or both wrote the same text, whoever finds it unfinished is right.
    """
    states = [(each.fuzzy, each.previous) for each in (base, ours, theirs)]
    changed = [each.translations != base.translations for each in (ours, theirs)]
    if changed == [True, True] and ours.translations != theirs.translations:
        return states[1]
    if states[1] == states[0] and not changed[0]:
        return states[2]
    if states[2] == states[0] and not changed[1]:
        return states[1]
    if not (ours.fuzzy or theirs.fuzzy):
        return False, None
    return True, min((each for each in (ours.previous, theirs.previous) if each), default=None)


def _comments(theirs: Message) -> Iterator[str]:
    """Their translation as lines of a translator's comment."""
    state = " (fuzzy)" if theirs.fuzzy else ""
    for form, text in enumerate(theirs.translations):
        number = f"[{form}]" if theirs.plural else ""
        shown = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        yield f"{COMMENT}{number}{state}: {shown or '(no translation)'}"


def _assembled(ours: PoFile, theirs: PoFile, result: Entries) -> PoFile:
    """Ours with these entries: new ones stand after the entry that they follow in theirs."""
    rows: list[tuple[Ident | None, Block]] = []
    ended: list[tuple[Ident | None, Block]] = []
    for ident, block in _idents(ours):
        if ident and ident not in result:
            _drop_gap(rows)
        elif ident and block.message and result[ident].obsolete and not block.message.obsolete:
            ended.append((ident, rewritten(block, result[ident], ours.end)))
            _drop_gap(rows)
        else:
            rows.append((ident, rewritten(block, result[ident], ours.end) if ident else block))
    for row in ended:
        _insert(rows, len(rows), row, ours.end)
    _insert_new(rows, theirs, result, ours.end)
    return replace(ours, blocks=tuple(block for _, block in rows))


def _drop_gap(rows: list[tuple[Ident | None, Block]]) -> None:
    """Take away the empty lines above an entry that goes."""
    if rows and rows[-1][1].message is None and not "".join(rows[-1][1].lines).strip():
        rows.pop()


def _insert_new(rows: list[tuple[Ident | None, Block]], theirs: PoFile, result: Entries, end: str) -> None:
    present = {ident for ident, _ in rows if ident}
    last: Ident | None = None
    for ident, block in _idents(theirs):
        if ident is None or ident not in result:
            continue
        if ident not in present:
            lines = tuple(line.rstrip("\r\n") + end for line in block.lines)
            row = (ident, rewritten(replace(block, lines=lines), result[ident], end))
            _insert(rows, len(rows) if result[ident].obsolete else _after(rows, last), row, end)
        last = ident


def _after(rows: Sequence[tuple[Ident | None, Block]], ident: Ident | None) -> int:
    """Where an entry goes that follows this one; behind the header if it follows none."""
    if ident is None:
        return next((at + 1 for at, (_, block) in enumerate(rows) if block.message and block.message.is_header), 0)
    return next(at + 1 for at, (each, _) in enumerate(rows) if each == ident)


def _insert(rows: list[tuple[Ident | None, Block]], place: int, row: tuple[Ident | None, Block], end: str) -> None:
    """Put the entry there, with an empty line to its neighbours and a line end behind each."""
    gap = (None, Block((end,), None, 1))
    if place:
        ident, above = rows[place - 1]
        rows[place - 1] = (ident, _ended(above, end))
    needs_gap = place and rows[place - 1][1].message
    below = [gap] if place < len(rows) and rows[place][1].message else []
    rows[place:place] = [*([gap] if needs_gap else []), (row[0], _ended(row[1], end)), *below]


def _ended(block: Block, end: str) -> Block:
    return block if block.lines[-1].endswith("\n") else replace(block, lines=(*block.lines[:-1], block.lines[-1] + end))


def _with_header(file: PoFile, header: Block | None) -> PoFile:
    """The file with this header in the place of its own; the lines are numbered anew."""
    blocks: Iterable[Block] = file.blocks
    if header:
        others = [block for block in file.blocks if not (block.message and block.message.is_header)]
        at = next((at for at, block in enumerate(file.blocks) if block.message and block.message.is_header), None)
        gap = [Block((file.end,), None, 1)] if at is None and others else []
        blocks = [*others[: at or 0], header, *gap, *others[at or 0 :]]
    line, numbered = 1, []
    for block in blocks:
        numbered.append(replace(block, line=line))
        line += len(block.lines)
    return replace(file, blocks=tuple(numbered))
