"""Every check of one message, in the order in which they are told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.content.po import Message
from app.localisation.checks.findings import Check, Finding, Pair
from app.localisation.checks.harmful import check_harmful
from app.localisation.checks.letters import check_letters
from app.localisation.checks.likeness import check_length, check_repeated, check_untranslated
from app.localisation.checks.links import check_links
from app.localisation.checks.markup import check_block, check_emphasis, check_html
from app.localisation.checks.numbers import check_numbers
from app.localisation.checks.placeholders import check_placeholders
from app.localisation.checks.plurals import check_forms, form_for_one
from app.localisation.checks.punctuation import check_end, check_greek_question_mark
from app.localisation.checks.questions import check_apart, check_giveaway, check_whole
from app.localisation.checks.quotes import check_quotes
from app.localisation.checks.spacing import check_spaces

CHECKS: tuple[Check, ...] = (
    check_placeholders,
    check_links,
    check_html,
    check_harmful,
    check_letters,
    check_greek_question_mark,
    check_block,
    check_emphasis,
    check_numbers,
    check_end,
    check_quotes,
    check_untranslated,
    check_length,
    check_repeated,
    check_spaces,
)
"""Those that need no more than an English text and its translation."""


class Glossary(Protocol):
    """The agreed terms of one language. Who makes one loads dictionaries; a server's worker has none."""

    def check(self, pair: Pair) -> Iterator[Finding]: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a message is checked against besides its English.

    `question` holds the messages of the question it belongs to, itself among them; `right` the contexts of options
    that are right.
    """

    question: Sequence[Message] = ()
    right: Collection[str] = ()
    glossary: Glossary | None = None


ALONE = Surroundings()


def check_message(language: str, domain: str, message: Message, around: Surroundings = ALONE) -> list[Finding]:
    """What is wrong with a translation, finished or just being typed; what is empty is no fault."""
    found = [*check_forms(language, message)]
    for form, translation in enumerate(message.translations):
        if translation.strip():
            pair = _pair(language, domain, message, form)
            found += [replace(finding, form=form) if form else finding for finding in _of_pair(pair, around)]
    found += check_apart(message, around.question)
    found += check_whole(message, around.question)
    found += check_giveaway(message, around.question, around.right)
    return found


def _of_pair(pair: Pair, around: Surroundings) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(pair)
    if around.glossary:
        yield from around.glossary.check(pair)


def _pair(language: str, domain: str, message: Message, form: int) -> Pair:
    """In the form for 1 alone the English is the singular; the other forms answer to the plural."""
    translation = message.translations[form]
    if not message.plural:
        return Pair(language, domain, message.source, translation)
    if form == form_for_one(language):
        return Pair(language, domain, message.source, translation, message.plural)
    return Pair(language, domain, message.plural, translation)
