"""Spelling, by the program hunspell and the dictionaries on the machine.

For commands only. The program is started rather than linked to: every Linux that has its dictionaries has it, and
whoever doesn't check spelling needs neither.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from app.localisation.checks.placeholders import PLACEHOLDER

DICTIONARIES = Path("/usr/share/hunspell")
"""Where Linux distributions keep them."""

_WORD = re.compile(r"(?<![\w'’.@/\u2011-])[^\W\d_]+(?![\w'’@/\u2011-])")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
# A Greek word takes a second accent before "του", "σας" and the like; dictionaries hold it with the first alone.
_SECOND_ACCENT = re.compile("(?<=[άέήίόύώΐΰ])([^άέήίόύώ]*)([άέήίόύώ])([^άέήίόύώ]{0,2})$")
_UNACCENTED = str.maketrans("άέήίόύώ", "αεηιουω")


class NoDictionary(Exception):
    """The spelling of a language can't be checked; the text says what is missing."""


def spelt_words(translation: str, english: str) -> set[str]:
    """The words that a dictionary can judge: whole ones in small letters, since names are in no dictionary.

    What stands in the English as well is a name or a foreign word.
    """
    text = _ADDRESS.sub(" ", PLACEHOLDER.sub(" ", translation))
    known = set(_WORD.findall(english.lower()))
    return {word for word in _WORD.findall(text) if word.islower() and len(word) > 1 and word not in known}


def misspelt(language: str, words: Iterable[str], dictionaries: Path) -> set[str]:
    """Those of the words that the language's dictionary doesn't know. Raises NoDictionary."""
    program = shutil.which("hunspell")
    if program is None:
        raise NoDictionary("the program hunspell is not on this machine")
    dictionary = next(iter(sorted(dictionaries.glob(f"{language}_*.dic"))), dictionaries / f"{language}.dic")
    if not dictionary.is_file():
        raise NoDictionary(f'there is no spelling dictionary for "{language}" in {dictionaries}')
    command = [program, "-d", str(dictionary.with_suffix("")), "-i", "utf-8", "-l"]
    asked = {word: _as_listed(word) for word in words}
    listed = "\n".join(sorted(set(asked.values()))).encode()
    # The words go in as text, never as arguments, and no shell reads the command.
    ended = subprocess.run(command, input=listed, capture_output=True, check=False)  # noqa: S603 - see above
    if ended.returncode:
        raise NoDictionary(f"hunspell ended with: {ended.stderr.decode(errors='replace').strip()}")
    unknown = set(ended.stdout.decode(errors="replace").split())
    return {word for word, form in asked.items() if form in unknown}


def _as_listed(word: str) -> str:
    """The word as dictionaries hold it."""
    return _SECOND_ACCENT.sub(lambda found: found[1] + found[2].translate(_UNACCENTED) + found[3], word)


def own_words(file: Path) -> set[str]:
    """The project's own list: a word a line, empty where there is no such file."""
    return set(file.read_text(encoding="utf-8").split()) if file.is_file() else set()
