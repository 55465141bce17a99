"""How easily English is read."""

import re

_SENTENCE = re.compile(r"[.!?:]+[\s\"”)]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile("[aeiouy]+")


def reading_ease(text: str) -> float:
    """The Flesch reading ease: from 60 on plain, from 80 on easy (Flesch 1948, Journal of Applied Psychology 32)."""
    sentences = sum(1 for sentence in _SENTENCE.split(text) if _WORD.search(sentence))
    words = _WORD.findall(text)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables, words)) / len(words)


def _syllables(word: str) -> int:
    """An estimate: groups of vowels, without an "e" at the end that nobody hears."""
    lower = word.lower()
    silent = lower.endswith("e") and not lower.endswith(("le", "ee"))
    return max(len(_VOWELS.findall(lower)) - silent, 1)
