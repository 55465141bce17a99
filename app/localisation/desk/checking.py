"""What the checks say of one text as it is being typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.content.po import Message, State
from app.localisation.checks import Finding, Severity, check_message
from app.localisation.checks.dismissals import dismissed_checks
from app.localisation.checks.questions import part_of
from app.localisation.checks.registry import Surroundings
from app.localisation.desk.parts import Domain

Right = Mapping[str, frozenset[str]]
"""In each domain the contexts of the options that are right."""


Known = dict[str, tuple[tuple[Message, ...], bool]]
"""By the id of a text, the messages that were looked at, and whether something was found."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks the texts of one domain in one language."""

    language: str
    domain: Domain
    right: frozenset[str]
    questions: Mapping[str, Sequence[Message]]

    def findings(self, message: Message) -> tuple[Finding, ...]:
        """Of a text with this translation, beside the others of its question; without what was dismissed.

        What is worth a look only (INFO) is told as well. A stale one is held against the English it was made from.
        """
        if message.state is State.UNREADY:
            return ()
        dismissed = dismissed_checks(message)
        around = self._around(message)
        if message.state is State.STALE and message.previous:
            before = message.previous
            message, around = replace(message, source=before.source, plural=before.plural), ()
        found = check_message(self.language, self.domain.id, message, Surroundings(around, self.right))
        return tuple(each for each in found if each.severity is Severity.ERROR or each.check not in dismissed)

    def failing(self, known: Known) -> frozenset[str]:
        """The ids of the texts in which an error or a warning is found; what is worth a look only doesn't count.

        `known` is what was found before, and is brought up to date: a text is checked again only if it, or another text
        of its question, says something else.
        """
        for text in self.domain.texts.values():
            looked_at = (text.message, *self._around(text.message))
            if text.id not in known or known[text.id][0] != looked_at:
                found = self.findings(text.message)
                known[text.id] = (looked_at, any(each.severity is not Severity.INFO for each in found))
        return frozenset(text for text in self.domain.texts if known[text][1])

    def _around(self, message: Message) -> tuple[Message, ...]:
        """The texts of the question that a message belongs to, itself among them as it is given."""
        part = part_of(message.context)
        others = self.questions.get(part.question, ()) if part else ()
        return tuple(message if other.key == message.key else other for other in others)


def checker(language: str, domain: Domain, right: frozenset[str]) -> Checker:
    questions: dict[str, list[Message]] = {}
    for text in domain.texts.values():
        part = part_of(text.message.context)
        if part:
            questions.setdefault(part.question, []).append(text.message)
    return Checker(language, domain, right, questions)


def has_error(findings: Sequence[Finding]) -> bool:
    """Whether a reader would meet something broken."""
    return any(each.severity is Severity.ERROR for each in findings)
