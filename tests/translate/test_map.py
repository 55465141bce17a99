"""How far a language is, what changed since one looked last, where to start."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.content.po import Previous
from tests.join.cast import said
from tests.learn.browser import Browser
from tests.translate.desk import EVERYBODY, GOALS, WRITING, file_of, message, po, put, save
from tests.translate.desk import address as text_address

pytestmark = pytest.mark.anyio


def row(text: str, part: str) -> list[str]:
    """The numbers after a part's name."""
    return text.partition(part)[2].split()[:5]


async def test_stale_untranslated_and_reviewed_words_are_counted_apart(piotr: Browser, locales: Path) -> None:
    page = await piotr.open("/en/translate/pl")
    translated = int(row(page.main.text, "The agreement ")[0])
    put(locales, replace(message(locales, EVERYBODY), translations=("",)))
    put(locales, message(locales, GOALS).marked_stale(Previous("", "Goals.")))
    await save(piotr, text_address(WRITING), "Partnerzy piszą.", button="Save as reviewed")
    page = await piotr.open("/en/translate/pl")
    assert row(page.main.text, "The agreement ") == [str(translated - 2 - 3), "3", "0", "2", "4"]


async def test_the_way_to_start_leads_to_the_first_text_that_needs_work(jadwiga: Browser, locales: Path) -> None:
    assert "Everything is translated." in (await jadwiga.open("/en/translate/pl")).main.text
    put(locales, replace(message(locales, GOALS), translations=("",)))
    page = await jadwiga.open("/en/translate/pl")
    page = await jadwiga.open(page.links()["Go on translating"])
    assert GOALS in page.main.text
    assert "Text 1 of 1" in page.main.text


async def test_what_changed_since_the_last_look_whoever_changed_it(
    jadwiga: Browser, piotr: Browser, locales: Path
) -> None:
    await jadwiga.open("/en/translate/pl")
    await save(jadwiga, text_address("Each partner", context="question/who-signs/option/each"), "Każdy partner")
    await save(piotr, text_address(WRITING), "Partnerzy piszą umowę.")
    put(locales, message(locales, GOALS).translated(("Z Poedita.",)))
    put(locales, message(locales, EVERYBODY).marked_stale(Previous("", "Every body does.")))
    page = await jadwiga.open("/en/translate/pl")
    told = next(label for label in page.links() if "changed" in label)
    assert told == "First: 3 texts changed, 1 has new English"
    listed = await jadwiga.open(page.links()[told])
    assert "3 texts" in listed.main.text
    page = await jadwiga.send(page.form("I have seen this"), "I have seen this")
    assert said(page) == ["Done."]
    assert "Nothing changed." in page.main.text


async def test_texts_are_found_by_words_of_either_language_in_any_writing(jadwiga: Browser, locales: Path) -> None:
    put(locales, message(locales, WRITING).translated(("Żółte kąty.",)))
    for words in ("in writing", "ZOLTE", "katy"):
        page = await jadwiga.open(f"/en/translate/pl/demo.first?q={words}")
        assert WRITING in page.links(), words


async def test_failing_texts_are_listed(jadwiga: Browser, locales: Path) -> None:
    put(locales, message(locales, WRITING).translated(("Zobacz [umowę](lesson:nowhere).",)))
    page = await jadwiga.open("/en/translate/pl/demo.first?show=failing")
    assert [label for label in page.links() if label == WRITING] == [WRITING]
    assert "1 text" in page.main.text


async def test_every_text_of_the_module_is_listed_in_the_order_of_the_pages(jadwiga: Browser, locales: Path) -> None:
    page = await jadwiga.open("/en/translate/pl/demo.first")
    assert f"{len(po(locales).by_key)} texts" in page.main.text
    labels = [*page.links()]
    assert labels.index(WRITING) < labels.index(EVERYBODY) < labels.index(GOALS)


async def test_a_file_that_a_merge_left_broken_is_told_of_and_the_rest_goes_on(jadwiga: Browser, locales: Path) -> None:
    file = file_of(locales)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"\nmsgid", b"\n<<<<<<< HEAD\nmsgid", 1))
    page = await jadwiga.open("/en/translate/pl")
    assert "demo.first.po:" in page.main.all(within="wrong")[0].text
    assert (await jadwiga.open("/en/translate/pl/demo")).status == 200
    desk = await jadwiga.open(text_address(WRITING))
    assert (desk.status, desk.heading) == (503, "This file can’t be read at the moment")
    file.write_bytes(whole)
    assert (await jadwiga.open(text_address(WRITING))).status == 200
