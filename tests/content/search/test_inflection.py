"""Every form of a word finds every other, in the dictionaries of all languages."""

import re
from pathlib import Path

import pytest

from tests.content.search.tiny import library, marked, opened, search

TEXTS = {
    "en": """
        The women met two companies. They were negotiating with each donor. It has grown. The children wrote
        stories, and both sides agreed.
    """,
    "el": """
        Οι εκπαιδευτές μίλησαν με τους μαθητές. Τα μέλη των οργανώσεων έγραψαν επιστολές στους δημάρχους.
    """,
    "bg": """
        Учениците говориха с партньорите. Организациите написаха писма до кметовете на градовете.
    """,
    "pl": """
        Uczniowie rozmawiali z partnerami. Członkowie organizacji pisali listy w szkołach i miastach.
    """,
    "ro": """
        Elevii au vorbit cu partenerii. Organizațiile au scris scrisori primarilor din orașele lor și școlilor.
    """,
}
# What is asked, and the word of the text that it finds.
PAIRS = {
    "en": {
        "woman": "women",
        "company": "companies",
        "negotiate": "negotiating",
        "negotiated": "negotiating",
        "negotiates": "negotiating",
        "donors": "donor",
        "grow": "grown",
        "grew": "grown",
        "child": "children",
        "write": "wrote",
        "written": "wrote",
        "story": "stories",
        "agrees": "agreed",
        "meeting": "met",
    },
    "el": {
        "μαθητής": "μαθητές",
        "μαθητης": "μαθητές",
        "ΜΑΘΗΤΩΝ": "μαθητές",
        "οργάνωση": "οργανώσεων",
        "οργανωση": "οργανώσεων",
        "δήμαρχος": "δημάρχους",
        "επιστολή": "επιστολές",
        "μέλος": "μέλη",
    },
    "bg": {
        "ученик": "Учениците",
        "партньор": "партньорите",
        "организация": "Организациите",
        "организации": "Организациите",
        "писмо": "писма",
        "кмет": "кметовете",
        "град": "градовете",
    },
    "pl": {
        "uczeń": "Uczniowie",
        "uczen": "Uczniowie",
        "partner": "partnerami",
        "członek": "Członkowie",
        "czlonkow": "Członkowie",
        "organizacjami": "organizacji",
        "list": "listy",
        "szkoła": "szkołach",
        "szkolami": "szkołach",
        "miasto": "miastach",
    },
    "ro": {
        "elev": "Elevii",
        "partener": "partenerii",
        "organizație": "Organizațiile",
        "organizaţiilor": "Organizațiile",
        "organizatie": "Organizațiile",
        "scrisoare": "scrisori",
        "primar": "primarilor",
        "oraș": "orașele",
        "școală": "școlilor",
        "scoala": "școlilor",
    },
}


@pytest.mark.parametrize("language", TEXTS)
def test_any_form_of_a_word_finds_it(language: str, tmp_path: Path) -> None:
    index = opened(library(tmp_path, TEXTS[language], language=language))
    found = {asked: search(index, asked, language=language) for asked in PAIRS[language]}
    assert {asked: marked(each) for asked, each in found.items()} == {
        asked: [word] for asked, word in PAIRS[language].items()
    }
    assert {each.nearest for each in found.values()} == {None}


def test_a_language_without_a_dictionary_is_searched_as_it_is_written(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "Saluton, mondo.\n", language="tlh"))
    assert marked(search(index, "MONDO", language="tlh")) == ["mondo"]


def test_a_form_that_belongs_to_two_words_finds_both(tmp_path: Path) -> None:
    forms = {"leaf": ["leaf", "leaves"], "leave": ["leave", "leaves", "left"]}
    index = opened(library(tmp_path, "A leaf falls.\n\nShe left.\n\nHe leaves.\n"), forms)
    assert sorted(marked(search(index, "leaves"))) == ["leaf", "leaves", "left"]
    assert sorted(marked(search(index, "leave"))) == ["leaves", "left"]


def test_an_inflected_word_that_has_forms_of_its_own_is_found_by_them(tmp_path: Path) -> None:
    forms = {"meet": ["meet", "meeting"], "meeting": ["meetings"]}
    index = opened(library(tmp_path, "A meeting begins.\n"), forms)
    assert marked(search(index, "meetings")) == ["meeting"]
    assert marked(search(index, "meet")) == ["meeting"]


# Of each lesson a search shows three places.
UNKNOWN = {
    "bg": ("Краудсорсинг и дарители. Краудсорсинга хвалят дарителят и дарителите.", {"краудсорсинга": 2, "дарител": 3}),
    "el": ("Δωρητής, δωρητές και δωρητών.", {"δωρητής": 3, "δωρητών": 3}),
    "pl": ("Hackathon, hackathony i hackathonu.", {"hackathon": 3, "hackathony": 3}),
    "ro": ("Un sponsor, sponsorii și sponsorilor.", {"sponsor": 3, "sponsorilor": 3}),
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_word_that_no_dictionary_knows_is_found_in_its_other_forms(language: str, tmp_path: Path) -> None:
    text, asked = UNKNOWN[language]
    body = "\n\n".join(part.strip() for part in re.split(r"(?<=[.,])|(?= и | και | i | și )", text) if part.strip())
    index = opened(library(tmp_path, f"{body}\n", language=language))
    assert {word: len(search(index, word, language=language).hits) for word in asked} == asked
