"""The order of words in each language's alphabet, as far as Python's own order, by code points, differs from it."""

import unicodedata

ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
}
"""Letters with marks that are letters of their own. Elsewhere marks, such as Greek accents, do not count."""


def sort_key(language: str, text: str) -> tuple[list[tuple[int, str]], str]:
    """What texts of a language are sorted by: word by word, letter by letter, marks that are no letters last."""
    letters = {letter: place for place, letter in enumerate(ALPHABETS.get(language, ""))}
    plain = unicodedata.normalize("NFC", text.casefold())
    return [_place(sign, letters) for sign in plain if sign.isalnum() or sign.isspace()], text


def _place(sign: str, letters: dict[str, int]) -> tuple[int, str]:
    if sign in letters:
        return letters[sign], ""
    if sign.isspace():
        return -1, ""
    base = unicodedata.normalize("NFD", sign)[0]
    return letters.get(base, len(letters)), base
