"""Short answer: a word or two to type. Marked 1 or 0.

Answers are compared as `folded`: letter case, accents, space and punctuation around the words do not count.
"""

# Every kind has the same functions with the same arguments, whether it needs them or not.
# ruff: noqa: ARG001

import random
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from app.content.blocks import QuestionBlock
from app.content.model import Html, Option, Short
from app.content.problems import Report
from app.content.questions import choices, structure, writing
from app.content.questions.answers import FIELD, Answer, Form, Incomplete, Marked, written
from app.content.questions.views import WritingView

LIMIT = 500
"""Characters allowed in an answer."""

BREVE = "\N{COMBINING BREVE}"
ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "ł": "l"})
"""Signs that keyboards write in several ways; the stroke of ł is no accent to Unicode, but is to whoever types l."""


def parse(block: QuestionBlock, report: Report) -> Short | None:
    if structure.tell(block, report, _faults(block)):
        return None
    accepted = (text for entry in choices.ticked(block) for text in entry.elsewhere)
    return Short(choices.body_of(block).options, block.otherwise, frozenset(map(folded, accepted)))


def order(body: Short, rng: random.Random) -> tuple[str, ...]:
    return ()


def read(body: Short, form: Form) -> Answer | Incomplete:
    return writing.read(form, limit=LIMIT)


def draft(body: Short, form: Form) -> Answer:
    return writing.draft(form)


def mark(body: Short, answer: Answer) -> Marked:
    """Mark what was typed.

    What is accepted is right even where this language foresees it as a mistake, since the mark must not depend on
    the language in which the question was read.
    """
    given = folded(written(answer))
    option = next((option for option in body.options if _folded_option(option.text.plain) == given), None)
    right = bool(given) and (bool(option and option.right) or given in body.accepted)
    feedback = _feedback(body, option, right=right) if given else Html("")
    return Marked(Fraction(right), {FIELD: right}, {FIELD: feedback} if feedback else {})


def answerable(body: Short, answer: Answer) -> bool:
    return isinstance(answer, str)


def show(body: Short, order: Sequence[str], answer: Answer | None, marked: Marked | None) -> WritingView:
    return writing.view(answer, marked, long=False)


def folded(text: str) -> str:
    """The text as it is compared: lower case, no accents, single spaces, no punctuation around it.

    й stays apart from и, as it is a letter of its own and not an и with an accent.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(ALIKE))
    letters = "".join(sign for place, sign in enumerate(plain) if _counts(plain, place))
    return unicodedata.normalize("NFC", _trimmed(" ".join(letters.split())))


# What an author wrote; what somebody answers is kept nowhere but in their answer.
_folded_option = lru_cache(maxsize=4096)(folded)


def _counts(plain: str, place: int) -> bool:
    """Whether the sign is a letter's own; invisible signs (category Cf) come with copied text."""
    sign = plain[place]
    if sign == BREVE and plain[place - 1 : place] == "и":
        return True
    return unicodedata.category(sign) not in {"Mn", "Cf"}


def _trimmed(text: str) -> str:
    """The text without punctuation and space at either end."""
    inner = [place for place, sign in enumerate(text) if unicodedata.category(sign)[0] not in "PZ"]
    return text[inner[0] : inner[-1] + 1] if inner else ""


def _feedback(body: Short, option: Option | None, *, right: bool) -> Html:
    """An answer accepted from elsewhere is not one of `body`, so nothing was written about it."""
    if option and option.right == right:
        return option.feedback
    return Html("") if right else body.otherwise


def _faults(block: QuestionBlock) -> structure.Faults:
    entries = choices.entries_of(block)
    yield from structure.list_faults(block, example="- [x] royalty {#royalty}")
    yield from structure.entry_faults(entries)
    yield from structure.alike_faults(entries, folded)
    yield from structure.nesting_faults(entries)
    yield from choices.unboxed_faults(entries)
    yield from choices.none_right_faults(block)
    for entry in entries:
        if entry.text.plain.strip() and not folded(entry.text.plain):
            wrong = f'"{entry.text.plain}" is only punctuation, which is not compared'
            yield structure.Fault(entry.line, wrong, "write the answer in letters or figures", wording=True)
