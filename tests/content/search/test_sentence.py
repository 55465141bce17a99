"""The sentence that shows what was found."""

import re
import unicodedata
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app.content.search.sentence import LENGTH, sentence
from app.content.search.words import words

LONG = " ".join(f"word{number}" for number in range(100))


def plain(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


def test_the_sentence_around_the_word_is_shown() -> None:
    text = "First comes this. Then partners meet! After that they sign."
    assert sentence(text, {4: 0}) == "Then <mark>partners</mark> meet!"


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = "Partners meet. Partners and partners. Partners sign agreements."
    assert sentence(text, {0: 0, 2: 0, 4: 0, 5: 0, 7: 1}) == "<mark>Partners</mark> sign <mark>agreements</mark>."


def test_an_abbreviation_ends_no_sentence_and_a_quotation_does() -> None:
    text = "Somebody, e.g. a partner, said: “Sign it.” “When?” asked Ana."
    assert plain(sentence(text, {3: 0})) == "Somebody, e.g. a partner, said: “Sign it.”"
    assert plain(sentence(text, {8: 0})) == "“When?” asked Ana."


def test_a_greek_question_is_a_sentence() -> None:
    assert plain(sentence("Ποιος υπογράφει; Οι εταίροι.", {3: 0})) == "Οι εταίροι."


def test_markup_in_the_text_is_shown_as_it_is_written() -> None:
    assert sentence('<b> & "partner" <script>', {1: 0}) == (
        "&lt;b&gt; &amp; &quot;<mark>partner</mark>&quot; &lt;script&gt;"
    )


def test_a_long_sentence_is_cut_between_words_on_both_sides() -> None:
    shown = sentence(LONG, {50: 0})
    assert re.fullmatch(r"… (word\d+ )+<mark>word50</mark>( word\d+)+ …", shown)
    assert LENGTH - 20 < len(plain(shown)) <= LENGTH + 4


def test_a_long_sentence_is_cut_on_one_side_where_the_word_stands_at_the_other() -> None:
    assert re.fullmatch(r"<mark>word0</mark>( word\d+)+ …", sentence(LONG, {0: 0}))
    assert re.fullmatch(r"… (word\d+ )+<mark>word99</mark>", sentence(LONG, {99: 0}))


def test_of_a_long_sentence_the_stretch_with_most_of_the_words_is_shown() -> None:
    assert "<mark>word80</mark> word81 <mark>word82</mark>" in sentence(LONG, {5: 0, 80: 0, 82: 1})


def test_without_a_word_found_the_first_sentence_is_shown() -> None:
    assert sentence("One. Two.", {}) == "One."
    assert sentence("", {}) == ""


PIECES = st.sampled_from(
    ["partner", "Ναι;", "e.g.", "x" * 300, ". ", "! “", "<b>", "&amp;", "so…", "\n", "  ", "a", "7", "-"]
)


@given(st.lists(PIECES, max_size=80).map(" ".join), st.data())
def test_what_is_shown_is_a_stretch_of_the_text_with_a_word_found_in_it(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    spoken = [match[0] for match in words(text)]
    found = data.draw(st.dictionaries(st.integers(0, max(0, len(spoken) - 1)), st.integers(0, 2))) if spoken else {}
    shown = sentence(text, found)
    stretch = plain(shown).removeprefix("… ").removesuffix(" …")
    assert stretch in text
    assert stretch == stretch.strip()
    marked = re.findall(r"<mark>(.*?)</mark>", shown)
    assert set(marked) <= {spoken[number] for number in found}
    assert bool(marked) == bool(found)
    assert len(stretch) <= LENGTH + 300
