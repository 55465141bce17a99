"""How alike a translation and its English are, and words that stand twice."""

import re

from app.localisation.checks.findings import Finding, Findings, Pair, Severity, quoted
from app.localisation.checks.inline import source_of, translation_of

_LETTER = re.compile(r"[^\W\d_]")
_TWICE = re.compile(r"\b([^\W\d_]+) \1\b(?![-’'])", re.IGNORECASE)
# Words that a sentence may well hold twice in a row.
_DOUBLED = {
    language: frozenset(words.split())
    for language, words in {
        "el": "του της τους μας σας μου σου το τα σιγά λίγο πρώτα γύρω άκρη κοντά μέρα πού που πότε αυτό ίσια πολύ",
        "bg": "да много едва ми му си",
        "pl": "to ledwo tuż bardzo",
        "ro": "o foarte cât mai tot",
    }.items()
}
_SHORTEST, _LEAST, _MOST = 25, 0.5, 2.2


def check_untranslated(pair: Pair) -> Findings:
    """The English itself, if it is more than a name."""
    words = [word for word in source_of(pair).words.split() if _LETTER.search(word)]
    if pair.translation.strip() == pair.source.strip() and len(words) > 2 and len(pair.source) > 12:
        yield _warning("untranslated", "the translation is the English", "translate it, or leave it empty for now")


def check_length(pair: Pair) -> Findings:
    """A translation much shorter or longer than its English lacks something, or belongs to another text."""
    english, words = len(source_of(pair).words), len(translation_of(pair).words)
    if english > _SHORTEST and not _LEAST <= words / english <= _MOST:
        told = f"the translation has {words} characters, the English {english}"
        yield _warning("length", told, "see whether something is missing or too much")


def check_repeated(pair: Pair) -> Findings:
    match = _TWICE.search(translation_of(pair).words)
    allowed = _DOUBLED.get(pair.language, frozenset())
    if match and match[1].lower() not in allowed and not _TWICE.search(source_of(pair).words):
        yield _warning("repeated", f"{quoted(match[1])} stands twice in a row", "write it once")


def _warning(check: str, wrong: str, instead: str) -> Finding:
    return Finding(check, Severity.WARNING, wrong, instead)
