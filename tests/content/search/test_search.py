"""Searching a course: what is found, in which order, and what a careless or hostile query does."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.search import SearchIndex
from app.content.search.building import index_texts
from app.content.search.texts import Document, Kind, Part, Texts
from app.content.search.words import words
from tests.content.folders import question
from tests.content.search.tiny import Table, library, marked, opened, search, sentences

BODY = """
We speak about trust.

## Sponsors

Money comes from a company. A sponsor pays for the agreement.

### The budget

Every budget needs money and trust.

::: case
### The shelter in Graz

A shelter asked for food.
:::

Afterwards the budget was larger.

## Nothing else
"""


def where(index: SearchIndex, query: str) -> list[tuple[str, str]]:
    return [(hit.anchor, hit.heading) for hit in search(index, query).hits]


def test_a_hit_tells_its_place(tmp_path: Path) -> None:
    whole = library(tmp_path, BODY)
    passage = next(each for each in whole.courses["demo"]["en"].modules[0].lessons[0].passages if "pays" in each.text)
    hit = search(opened(whole, {}), "pays").hits[0]
    assert (hit.course, hit.module, hit.id) == ("demo", "first", "start")
    assert (hit.title, hit.heading, hit.anchor) == ("Start", "Sponsors", passage.anchor)
    assert hit.sentence == "A sponsor <mark>pays</mark> for the agreement."


def test_a_title_is_found_at_the_beginning_of_its_lesson(tmp_path: Path) -> None:
    hit = search(opened(library(tmp_path, BODY), {}), "start").hits[0]
    assert (hit.id, hit.anchor, hit.heading) == ("start", "", "")
    assert hit.sentence == "<mark>Start</mark> – We speak about trust."


def test_a_heading_is_found_and_shown_with_a_sentence_below_it(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    hit = search(index, "budget").hits[0]
    assert (hit.anchor, hit.heading) == ("the-budget", "The budget")
    assert hit.sentence == "Every <mark>budget</mark> needs money and trust."
    assert where(index, "nothing") == [("nothing-else", "Nothing else")]
    assert marked(search(index, "nothing")) == ["Nothing"]


def test_a_sentence_is_shown_once(tmp_path: Path) -> None:
    shown = sentences(search(opened(library(tmp_path, BODY), {}), "budget"))
    assert shown == ["Every budget needs money and trust.", "Afterwards the budget was larger."]


def test_a_text_after_a_case_stands_under_the_heading_before_it(tmp_path: Path) -> None:
    hit = search(opened(library(tmp_path, BODY), {}), "larger").hits[0]
    assert hit.heading == "The budget"


def test_the_stem_of_a_question_is_found(tmp_path: Path) -> None:
    hit = search(opened(library(tmp_path, question("which-one")), {}), "which one").hits[0]
    assert (hit.anchor, hit.sentence) == ("q-which-one", "Which <mark>one</mark>?")


def test_answers_and_feedback_of_a_question_are_not_found(tmp_path: Path) -> None:
    index = opened(library(tmp_path, question("which-one")), {})
    assert search(index, "another").hits == ()


def test_a_glossary_entry_is_found_once_by_its_term_and_by_its_definition(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "Text.\n"), {})
    by_term = search(index, "coalition").hits
    assert [(hit.module, hit.id, hit.anchor, hit.title) for hit in by_term] == [
        ("", "coalition", "coalition", "Coalition")
    ]
    assert by_term[0].sentence == "<mark>Coalition</mark> – An alliance of organisations."
    by_definition = search(index, "alliance").hits
    assert [(hit.id, hit.sentence) for hit in by_definition] == [
        ("coalition", "An <mark>alliance</mark> of organisations.")
    ]


def test_only_places_with_every_word_are_found_if_there_are_any(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    assert sentences(search(index, "money trust")) == ["Every budget needs money and trust."]
    assert len(search(index, "money shelter").hits) > 1


def test_a_word_of_the_heading_above_counts_as_one_of_the_place(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    assert where(index, "company sponsors")[0][1] == "Sponsors"
    assert sentences(search(index, "food Graz")) == ["A shelter asked for food."]


def test_titles_headings_and_terms_come_before_texts(tmp_path: Path) -> None:
    lessons = {"other": "The coalition of sponsors in a budget for a start is one coalition among many.\n"}
    index = opened(library(tmp_path, BODY, lessons=lessons), {})
    assert search(index, "coalition").hits[0].module == ""
    assert where(index, "sponsors")[0] == ("sponsors", "Sponsors")
    assert search(index, "start").hits[0].anchor == ""


def test_words_that_stand_together_come_before_words_apart(tmp_path: Path) -> None:
    apart = "A social worker who is paid by the town writes that the media were there."
    together = "Many of those who were there wrote about it in social media for the town."
    index = opened(library(tmp_path, f"{apart}\n\n{together}\n"), {})
    assert sentences(search(index, "social media")) == [together, apart]


def test_a_rare_word_outweighs_a_frequent_one_where_no_place_has_both(tmp_path: Path) -> None:
    frequent = "\n\n".join(f"Here is our partner number {number} of all." for number in range(5))
    index = opened(library(tmp_path, f"{frequent}\n\nHere is the only minibus of them all.\n"), {})
    assert marked(search(index, "partner minibus"))[0] == "minibus"


def test_a_lesson_gives_three_hits_at_most(tmp_path: Path) -> None:
    body = "\n\n".join(f"The sponsor wrote letter {number}." for number in range(10))
    index = opened(library(tmp_path, body, lessons={"other": body.replace("The", "Our")}), {})
    assert [hit.id for hit in search(index, "sponsor").hits] == ["start"] * 3 + ["other"] * 3
    assert len(index.search("sponsor", course=None, language="en", limit=4).hits) == 4


def test_stop_words_do_not_block(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    assert marked(search(index, "what were the sponsors of an agreement?")) == ["agreement"]
    assert search(index, "the a of").hits


def test_stop_words_of_another_language_are_words(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "Dom i ogród.\n\nAn i for an eye.\n", language="pl"), {})
    assert sentences(search(index, "ogrod i for", language="pl")) == ["An i for an eye.", "Dom i ogród."]


def test_accents_in_the_text_or_in_the_query_do_not_matter(tmp_path: Path) -> None:
    index = opened(library(tmp_path, "They met in a café in Łódź.\n"), {})
    assert marked(search(index, "cafe LODZ")) == ["café", "Łódź"]
    assert marked(search(index, "mét cáfe")) == ["met", "café"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "\0\x1b\u202e", ".*[(?P<", "%_'\";--", "\ud800", "💥"])
def test_a_query_without_words_finds_nothing(query: str, tmp_path: Path) -> None:
    found = search(opened(library(tmp_path, BODY), {}), query)
    assert (found.nearest, found.hits) == (None, ())


def test_a_query_is_bounded_and_tidied(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    assert len(search(index, "sponsor " * 2000).query) <= 200
    assert marked(search(index, "sponsor " * 2000)) == ["sponsor"]
    assert search(index, " the\0 sponsor\x1b \n pays\t").query == "the sponsor pays"
    numbers = " ".join(f"n{number}" for number in range(12))
    assert search(index, f"{numbers} sponsor").hits == ()


def test_markup_in_a_query_is_words(tmp_path: Path) -> None:
    found = search(opened(library(tmp_path, BODY), {}), "<script>sponsor</script>")
    assert found.query == "<script>sponsor</script>"
    assert marked(found) == ["sponsor"]


def test_an_unknown_course_or_language_finds_nothing(tmp_path: Path) -> None:
    index = opened(library(tmp_path, BODY), {})
    assert index.search("sponsor", course="other", language="en").hits == ()
    assert index.search("sponsor", course="demo", language="el").hits == ()


def course(name: str, *texts: str) -> Texts:
    parts = [Part(Kind.TEXT, str(number), text, 0) for number, text in enumerate(texts, 1)]
    return Texts(name, "en", [Document("m", "lesson", [Part(Kind.TITLE, "", "", 0), *parts])])


def index_of(*courses: Texts) -> SearchIndex:
    return SearchIndex(index_texts(courses, lambda _: Table()))


def test_all_courses_are_searched_together_and_the_one_that_knows_the_word_counts() -> None:
    index = index_of(course("one", "A boat.", "Two boats and a ship."), course("two", "A ship.", "A coat."))
    assert {hit.course for hit in index.search("ship", course=None, language="en").hits} == {"one", "two"}
    assert index.search("boat", course="two", language="en").nearest == "coat"
    found = index.search("boat", course=None, language="en")
    assert (found.nearest, [hit.course for hit in found.hits]) == (None, ["one"])


LETTERS = st.characters(codec="utf-8", categories=["L", "Mn", "Nd", "P", "Zs", "Cf"])
TEXTS = st.text(LETTERS, max_size=60) | st.text("aąйςαβ’-. ", max_size=30)


@given(st.lists(TEXTS.map(lambda text: unicodedata.normalize("NFC", text)), min_size=1, max_size=3))
def test_every_word_of_every_passage_finds_its_passage(texts: list[str]) -> None:
    index = index_of(course("one", *texts))
    for number, text in enumerate(texts, 1):
        for match in words(text):
            hits = index.search(match[0], course="one", language="en").hits
            found = {hit.anchor: hit.sentence for hit in hits}
            assert str(number) in found
            assert "<mark>" in found[str(number)]


@given(st.text(st.characters(), max_size=300))
def test_any_query_is_answered(query: str) -> None:
    found = index_of(course("one", "A boat.", "Two boats & a ship.")).search(query, course=None, language="en")
    assert len(found.query) <= 200
    assert all("<mark>" in hit.sentence for hit in found.hits)
