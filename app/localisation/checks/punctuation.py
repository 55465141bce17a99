"""How a text ends, and the Greek question mark."""

import re

from app.localisation.checks.findings import Finding, Findings, Pair, Severity
from app.localisation.checks.inline import outside_targets, source_of, translation_of

_END = re.compile(r"[\s\"'“”„«»‘’‚‹›()\[\].,!?;:…·]+$")
_KINDS = {".": "full stop", "!": "full stop", "?": "question mark", ":": "colon", "…": "ellipsis", ";": "semicolon"}
_SIGNS = {"full stop": ".", "question mark": "?", "colon": ":", "ellipsis": "…", "semicolon": ";"}
_GREEK = _SIGNS | {"question mark": ";", "semicolon": "·"}
# A full stop after one of these may be the abbreviation's own.
_SHORT = re.compile(
    r"(?:^|[\s(„«“])(?:(?:\w{1,3}\.)+\w{0,3}|etc|Ltd|Inc|No|κλπ|χλμ|г|лв|ч|ст|стр|хил|млн|др|itd|itp|godz|r|tys|mln|nr)\.$"
)


def check_greek_question_mark(pair: Pair) -> Findings:
    """In Greek a question ends with ";"."""
    if pair.language != "el" or "?" not in pair.translation:
        return
    fixed = outside_targets(pair.translation, lambda words: words.replace("?", ";"))
    if fixed != pair.translation:
        yield Finding("question-mark", Severity.ERROR, 'the Greek question mark is ";"', 'write ";" for "?"', fixed)


def check_end(pair: Pair) -> Findings:
    """A question ends as a question, a sentence as a sentence; quotes and brackets around the end don't matter."""
    english, words = source_of(pair).words.rstrip(), translation_of(pair).words.rstrip()
    wanted, given = _ending(english, "en"), _ending(words, pair.language)
    if wanted & given or wanted == given or not words:
        return
    if (wanted | given) == {"full stop"} and (_SHORT.search(english) or _SHORT.search(words)):
        return
    if not wanted:
        yield _warning(f"the translation ends with a {_told(given)}, the English with no sign", "end it as the English")
        return
    sign = (_GREEK if pair.language == "el" else _SIGNS)[min(wanted)]
    yield _warning(
        f"the English ends with a {_told(wanted)}, the translation with {_told(given) or 'no sign'}",
        f'end with "{sign}"',
    )


def _ending(text: str, language: str) -> set[str]:
    match = _END.search(text.replace("...", "…"))
    kinds = {_KINDS[sign] for sign in match[0] if sign in _KINDS} if match else set()
    if language == "el" and "semicolon" in kinds:
        kinds = (kinds - {"semicolon"}) | {"question mark"}
    # The raised dot is the Greek semicolon.
    return kinds | {"semicolon"} if match and "·" in match[0] else kinds


def _told(kinds: set[str]) -> str:
    return " and ".join(sorted(kinds))


def _warning(wrong: str, instead: str) -> Finding:
    return Finding("end", Severity.WARNING, wrong, instead)
