"""Words stand in the order of their own alphabet."""

import pytest

from app.content.collation import sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "coalition, copyright, co-worker, NGO, résumé, resumption"),
        ("en", "informal coalition, information"),
        ("el", "άδεια χρήσης, αμοιβή, άτυπος συνασπισμός, βεβαίωση, δωρητής, εθελοντής, Έλεγχος, ωφελούμενος"),
        ("bg", "авторско право, доброволец, избор, йога, къща, щит, ябълка"),
        ("pl", "cel, ćma, dar, lekcja, łącznik, moduł, sieć, śnieg, żart"),
        ("ro", "acord, ajutor, ăsta, beneficiar, intrare, învățare, susținere, școală, test, țintă"),
    ],
)
def test_words_come_in_the_order_of_the_alphabet(language: str, words: str) -> None:
    ordered = words.split(", ")
    mixed = ordered[1::2] + ordered[::2]
    assert sorted(mixed, key=lambda word: sort_key(language, word)) == ordered
