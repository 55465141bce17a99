"""The pages around the course: search, glossary, credits, privacy."""

from pathlib import Path
from typing import Any

import pytest

from app.storage import Database
from tests.learn.browser import Browser, Page
from tests.learn.cast import LESSON
from tests.learn.course import small_course
from tests.learn.running import Site, run

pytestmark = pytest.mark.anyio


@pytest.fixture
def site(sqlite_site: Site) -> Site:
    return sqlite_site


async def search(browser: Browser, words: str) -> Page:
    page = await browser.open("/en/search")
    return await browser.send(page.forms()[0].write(words, name="q"), "Search")


async def test_search_shows_the_place_in_its_sentence(ioana: Browser) -> None:
    page = await search(ioana, "dates")
    assert page.texts("missing") == ["One place found for “dates”."]
    (hit,) = page.main.all("ol", within="hits")[0].all("li")
    assert hit.links()["The agreement"].startswith(f"{LESSON}#")
    assert [mark.text for mark in hit.all("mark")] == ["dates"]
    assert "Goals and dates." in hit.text


async def test_search_finds_other_forms_of_a_word_and_typing_mistakes(ioana: Browser) -> None:
    for words in ("date", "dating dates", "DATÉS"):
        assert (await search(ioana, words)).main.all("ol", within="hits") != []
    page = await search(ioana, "coalitoin")
    assert page.texts("missing") == ["Nothing found for “coalitoin”. Here is what we found for “coalition”."]


async def test_the_words_looked_for_stay_in_the_form_as_text(ioana: Browser) -> None:
    words = '"><script>alert(1)</script>'
    page = await search(ioana, words)
    assert page.forms()[0].value("q") == words
    assert [node.raw for node in page.root.all("script")] == [""]


async def test_nothing_found_says_what_to_do(ioana: Browser) -> None:
    page = await search(ioana, "xyzzyx")
    assert page.texts("missing") == ["Nothing found for “xyzzyx”. Try a shorter word, or look through the glossary."]
    assert page.links()["Look through the glossary"] == "/en/demo/glossary"


@pytest.mark.parametrize("words", ["", "   ", "?", "\0", "a" * 5000, "' OR 1=1 --", "🙂"])
async def test_any_words_get_a_page(words: str, ioana: Browser) -> None:
    page = await search(ioana, words)
    assert (page.status, page.main.all("ol", within="hits")) == (200, [])


async def test_what_only_answers_bring_out_is_not_found(ioana: Browser) -> None:
    """Feedback and explanations would tell what is right."""
    for secret in ("promise", "wants", "resources"):
        page = await search(ioana, secret)
        assert page.main.all("ol", within="hits") == []


async def test_the_glossary_has_an_anchor_for_each_word(ioana: Browser) -> None:
    page = await ioana.open("/en/demo/glossary")
    terms = {node.attributes["id"]: node.text for node in page.main.all("div") if "id" in node.attributes}
    assert terms == {
        "coalition": "Coalition An alliance of organisations.",
        "partnership-agreement": "Partnership agreement What partners sign.",
    }


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            {"organisation": "Koino", "contact_email": "help@koino.test"},
            "Koino runs this site and is responsible for your data. You can reach them at help@koino.test.",
        ),
        (
            {"organisation": "Koino"},
            (
                "Koino runs this site and is responsible for your data. "
                "They have not yet entered a way to reach them here."
            ),
        ),
        (
            {"contact_email": "help@koino.test"},
            "The people who run this site have not yet entered their name here. You can reach them at help@koino.test.",
        ),
        ({}, "The people who run this site have not yet entered their name here, nor a way to reach them."),
    ],
)
async def test_the_privacy_page_says_who_runs_the_site_and_how_long_all_is_kept(
    settings: dict[str, Any], told: str, sqlite_database: Database, tmp_path: Path
) -> None:
    ioana = run(sqlite_database, small_course(tmp_path), guest_days=30, **settings).browser()
    texts = [node.text for node in (await ioana.open("/en/privacy")).main.all("p")]
    assert told in texts
    assert "Without an account, everything is deleted by itself 30 days after your last answer." in texts


async def test_the_credits_carry_the_funders_disclaimer_and_both_licences(
    sqlite_database: Database, tmp_path: Path
) -> None:
    ioana = run(sqlite_database, small_course(tmp_path), site_name="Learn & Share").browser()
    page = await ioana.open("/en/credits")
    assert (
        "This publication reflects only its author's view. Neither the European Commission nor the National Agency "
        "is responsible for its content or for any use made of it."
    ) in [node.text for node in page.main.all("p")]
    assert page.links()["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert page.links()["Apache License 2.0"] == "https://www.apache.org/licenses/LICENSE-2.0"
    assert page.main.all("blockquote")[0].text == (
        '"Demo", Learn & Share, http://learn.test/en/demo, CC BY 4.0. '
        "Based on the resources of the Erasmus+ project ATSIV (2016–2019)."
    )


async def test_every_page_names_itself_and_its_language(ioana: Browser) -> None:
    for address in ("/en", "/en/demo", "/en/demo/first", LESSON, "/en/demo/glossary", "/en/credits", "/en/search"):
        page = await ioana.open(address)
        canonical = [link.attributes["href"] for link in page.root.all("link") if link.attributes["rel"] == "canonical"]
        assert canonical == [f"http://learn.test{address}"]
        assert page.root.all("html")[0].attributes["lang"] == "en"
        assert len(page.root.all("h1")) == 1
        assert page.root.all("title")[0].text.endswith("ATSIV Learning")
