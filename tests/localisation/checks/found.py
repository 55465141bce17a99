"""What the checks of one message find."""

from collections.abc import Sequence

from app.content.po import Message
from app.localisation.checks import Finding, Severity, Surroundings, check_message

PROSE = "networking.partnerships"


def findings(language: str, english: str, translation: str, *, domain: str = PROSE) -> list[Finding]:
    return check_message(language, domain, Message("", english, translations=(translation,)))


def names(language: str, english: str, translation: str, *, domain: str = PROSE) -> list[str]:
    """Which checks found something."""
    return [finding.check for finding in findings(language, english, translation, domain=domain)]


def one(language: str, english: str, translation: str, *, domain: str = PROSE) -> Finding:
    """The only finding."""
    (finding,) = findings(language, english, translation, domain=domain)
    return finding


def in_question(message: Message, question: Sequence[Message], *right: str) -> list[tuple[str, Severity]]:
    around = Surroundings(question, right)
    return [(each.check, each.severity) for each in check_message("pl", PROSE, message, around)]
