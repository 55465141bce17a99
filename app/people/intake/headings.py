"""What the columns of a list of people are called, in five languages."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from app.content.search.words import fold


class Heading(Enum):
    EMAIL = "email"
    NAME = "name"
    SURNAME = "surname"
    LANGUAGE = "language"


_JOINED: Final = re.compile(r"(?<=\w)[-‐‑'’.](?=\w)")
_BETWEEN: Final = re.compile(r"[\W_]+")


def _folded(heading: str) -> str:
    """Small letters without accents; “E-Mail:”, “e.mail” and “email” are the same."""
    return _BETWEEN.sub(" ", fold(_JOINED.sub("", heading))).strip()


def _all(text: str) -> frozenset[str]:
    return frozenset(_folded(phrase) for phrase in text.split(","))


# A heading with one of these words is one of addresses, whatever else it says: “work e-mail (required)”.
_EMAIL_WORDS: Final = _all(
    "email, emails, mail, mails, имейл, имейли, мейл, мейли, имейлът, ιμέιλ, μέιλ, mejl, mailowy"
)
_EMAIL: Final = _all(
    "address, electronic address, "
    "адрес, електронна поща, ел поща, електронен адрес, e поща, "
    "ηλεκτρονική διεύθυνση, διεύθυνση, ηλεκτρονικό ταχυδρομείο, ηλ ταχυδρομείο, διεύθυνση ηλεκτρονικού ταχυδρομείου, "
    "poczta, poczta elektroniczna, adres poczty elektronicznej, adres, "
    "adresa, adresă, poșta electronică, poștă electronică, adresa electronică, adresă electronică"
)
_NAME: Final = _all(
    "name, names, full name, first name, given name, forename, name and surname, first and last name, name surname, "
    "first name and last name, first name last name, participant, "
    "име, имена, пълно име, собствено име, първо име, лично име, име и фамилия, име фамилия, имена и фамилия, "
    "участник, "
    "όνομα, ονοματεπώνυμο, όνομα και επώνυμο, όνομα επώνυμο, επώνυμο και όνομα, επώνυμο όνομα, πλήρες όνομα, "
    "μικρό όνομα, συμμετέχων, συμμετέχουσα, "
    "imię, imiona, imię i nazwisko, imię nazwisko, nazwisko i imię, nazwisko imię, pełne imię i nazwisko, uczestnik, "
    "nume, prenume, prenumele, numele, nume complet, nume și prenume, nume prenume, prenume și nume, prenume nume, "
    "numele și prenumele, participant, participantă"
)
_SURNAME: Final = _all(
    "surname, surnames, last name, family name, "
    "фамилия, фамилно име, последно име, "
    "επώνυμο, επίθετο, "
    "nazwisko, nazwiska, "
    "nume de familie, numele de familie"
)
_LANGUAGE: Final = _all(
    "language, languages, lang, preferred language, "
    "език, предпочитан език, "
    "γλώσσα, γλώσσα επικοινωνίας, προτιμώμενη γλώσσα, "
    "język, preferowany język, "
    "limbă, limba, limba preferată"
)
# Beside a given name, the Romanian word for a name is that for a surname.
_NUME: Final = _all("nume, numele")
_PRENUME: Final = _all("prenume, prenumele")


def _kind(heading: str) -> Heading | None:
    if heading in _EMAIL or not _EMAIL_WORDS.isdisjoint(heading.split()):
        return Heading.EMAIL
    if heading in _NAME:
        return Heading.NAME
    if heading in _SURNAME:
        return Heading.SURNAME
    return Heading.LANGUAGE if heading in _LANGUAGE else None


def headings(cells: Sequence[str]) -> list[Heading | None]:
    """What each cell of a header stands for, None where it is something else."""
    folded = [_folded(cell) for cell in cells]
    kinds = [_kind(heading) for heading in folded]
    if any(heading in _PRENUME for heading in folded):
        kinds = [Heading.SURNAME if heading in _NUME else kind for heading, kind in zip(folded, kinds, strict=True)]
    return kinds


def find_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the header is: the first of the rows, or below a title and before the first address."""
    for place, cells in enumerate(rows):
        if any("@" in cell for cell in cells):
            return None
        found = set(headings(cells)) - {None}
        if Heading.EMAIL in found or (found and place == 0):
            return place
    return None
