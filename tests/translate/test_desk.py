"""The desk: one text at a time, saved in its file and nowhere else."""

from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import pytest

from app.content.po import Previous, State
from tests.join.cast import problems, said, sign_in
from tests.learn.browser import Browser, Page
from tests.learn.running import Site
from tests.translate.desk import EVERYBODY, GOALS, WRITING, address, file_of, message, put, save, written

pytestmark = pytest.mark.anyio

GOOD = "Partnerzy umawiają się na piśmie."


def changed_lines(before: bytes, after: bytes) -> list[str]:
    lines = unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def boxes(page: Page) -> list[str]:
    return [value for name, value in page.form("Save and go on").values() if name.startswith("text-")]


def findings(page: Page) -> list[str]:
    return [each.all("p")[0].text for each in page.main.all(within="finding")]


async def test_saving_changes_the_lines_of_that_text_and_learners_read_it(
    jadwiga: Browser, site: Site, locales: Path
) -> None:
    before = file_of(locales).read_bytes()
    page = await save(jadwiga, address(WRITING), GOOD)
    assert said(page) == ["Saved. Learners see it now. Back to it"]
    assert changed_lines(before, file_of(locales).read_bytes()) == [f'-msgstr "pl: {WRITING}"', f'+msgstr "{GOOD}"']
    assert GOOD in (await site.again(locales=locales).browser().open("/pl/demo/first/start")).main.text


async def test_one_goes_on_through_the_texts_that_the_filter_shows_until_there_is_none(
    jadwiga: Browser, locales: Path
) -> None:
    for english in (WRITING, GOALS):
        put(locales, replace(message(locales, english), translations=("",)))
    page = await jadwiga.open("/en/translate/pl/demo.first?show=untranslated")
    assert page.texts("texts")[0].count("untranslated") == 2
    page = await jadwiga.open(page.links()["Begin with the first"])
    assert "Text 1 of 2" in page.main.text
    page = await jadwiga.send(written(page, GOOD), "Save and go on")
    assert "Text 1 of 1" in page.main.text
    assert GOALS in page.main.text
    page = await jadwiga.send(written(page, "Cele i terminy."), "Save and go on")
    assert said(page)[0].startswith("Saved. That was the last of these texts.")
    assert message(locales, GOALS).translations == ("Cele i terminy.",)


async def test_a_stale_text_shows_what_changed_in_the_english_until_it_is_mended(
    jadwiga: Browser, locales: Path
) -> None:
    put(locales, message(locales, WRITING).marked_stale(Previous("", "Partners agree aloud.")))
    page = await jadwiga.open(address(WRITING))
    assert [each.text for each in page.main.all("del")] == ["removed: aloud"]
    assert [each.text for each in page.main.all("ins")] == ["added: in writing"]
    await jadwiga.send(written(page, GOOD), "Save and go on")
    assert message(locales, WRITING).state is State.TRANSLATED
    assert message(locales, WRITING).previous is None
    assert not (await jadwiga.open(address(WRITING))).main.all("del")


async def test_what_would_break_the_page_is_kept_as_a_draft_and_learners_keep_the_last_good_text(
    jadwiga: Browser, piotr: Browser, site: Site, locales: Path
) -> None:
    before = file_of(locales).read_bytes()
    page = await save(jadwiga, address(WRITING), "Zobacz [umowę](lesson:nowhere).")
    assert page.status == 422
    assert problems(page) == [
        "This would break the page, so it is kept as your draft. Learners go on seeing the last good text."
    ]
    assert findings(page)[0].startswith("To mend:")
    assert file_of(locales).read_bytes() == before
    again = await jadwiga.open(address(WRITING))
    assert boxes(again) == ["Zobacz [umowę](lesson:nowhere)."]
    assert boxes(await piotr.open(address(WRITING))) == [f"pl: {WRITING}"]
    listed = await jadwiga.open("/en/translate/pl/demo.first?show=drafts")
    assert WRITING in listed.texts("texts")[0]
    await jadwiga.send(again.form("Throw my draft away"), "Throw my draft away")
    assert boxes(await jadwiga.open(address(WRITING))) == [f"pl: {WRITING}"]


async def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(
    jadwiga: Browser, piotr: Browser, locales: Path
) -> None:
    page = await jadwiga.open(address(WRITING))
    await save(piotr, address(WRITING), "Partnerzy piszą umowę.")
    met = await jadwiga.send(written(page, GOOD), "Save and go on")
    assert met.status == 409
    assert problems(met) == ["Somebody else changed this text while you had it open."]
    assert "Partnerzy piszą umowę." in met.main.text
    assert boxes(met) == [GOOD]
    assert message(locales, WRITING).translations == ("Partnerzy piszą umowę.",)
    left = await jadwiga.open(address(WRITING))
    assert boxes(left) == [GOOD]
    assert (await jadwiga.send(left.form("Save and go on"), "Save and go on")).status == 409
    resolved = await jadwiga.send(written(met, GOOD), "Save and go on")
    assert said(resolved)[0].startswith("Saved.")
    assert message(locales, WRITING).translations == (GOOD,)


async def test_an_editor_on_the_server_is_somebody_else_too(jadwiga: Browser, locales: Path) -> None:
    page = await jadwiga.open(address(WRITING))
    put(locales, message(locales, WRITING).translated(("Z Poedita.",)))
    assert (await jadwiga.send(written(page, GOOD), "Save and go on")).status == 409
    assert message(locales, WRITING).translations == ("Z Poedita.",)


async def test_what_one_saved_oneself_in_another_window_is_no_conflict(jadwiga: Browser, locales: Path) -> None:
    first, second = await jadwiga.open(address(WRITING)), await jadwiga.open(address(WRITING))
    await jadwiga.send(written(first, "Pierwsza wersja umowy."), "Save and go on")
    page = await jadwiga.send(written(second, GOOD), "Save and go on")
    assert page.status == 200
    assert message(locales, WRITING).translations == (GOOD,)


async def test_the_same_form_sent_twice_changes_nothing_more(jadwiga: Browser, locales: Path) -> None:
    form = written(await jadwiga.open(address(WRITING)), GOOD)
    await jadwiga.send(form, "Save and go on")
    after = file_of(locales).read_bytes()
    assert (await jadwiga.send(form, "Save and go on")).status == 200
    assert file_of(locales).read_bytes() == after
    assert "History (1)" in (await jadwiga.open(address(WRITING, query="help=all"))).main.text


async def test_undo_brings_back_what_was_there_and_that_it_was_stale(jadwiga: Browser, locales: Path) -> None:
    put(locales, message(locales, WRITING).marked_stale(Previous("", "Partners agree aloud.")))
    before = message(locales, WRITING)
    page = await save(jadwiga, address(WRITING), GOOD)
    await jadwiga.send(page.form("Undo"), "Undo")
    assert message(locales, WRITING) == before


async def test_an_earlier_text_is_brought_back_from_the_history(
    jadwiga: Browser, piotr: Browser, locales: Path
) -> None:
    await save(piotr, address(WRITING), "Pierwsza wersja umowy.")
    await save(jadwiga, address(WRITING), GOOD)
    page = await jadwiga.open(address(WRITING, query="help=all"))
    told = [each.text for each in page.main.all("li") if "at the desk" in each.text]
    assert [line.partition(",")[0] for line in told] == ["Jadwiga", "Piotr"]
    button = "Bring back what was there before"
    form = page.form(button)
    form.buttons = {button: next(b.attributes for b in page.main.all("button") if b.text == button)}
    await jadwiga.send(form, button)
    assert message(locales, WRITING).translations == ("Pierwsza wersja umowy.",)


async def test_what_is_typed_is_checked_and_shown_in_its_place_without_being_saved(
    jadwiga: Browser, locales: Path
) -> None:
    before = file_of(locales).read_bytes()
    page = await save(jadwiga, address(WRITING), "Partnerzy piszą 3 umowy.", button="Check and look")
    assert findings(page)
    opened = [each for each in page.main.all(within="text") if each.attributes["data-text"] == page.address[-16:]]
    assert [each.text for each in opened] == ["Partnerzy piszą 3 umowy."]
    assert file_of(locales).read_bytes() == before


async def test_the_script_is_told_the_same(jadwiga: Browser) -> None:
    page = await jadwiga.open(address(WRITING))
    told = await jadwiga.post(page.address + "/look", [("text-0", "Zobacz [umowę](lesson:nowhere).")])
    assert told.status == 200
    assert "To mend:" in told.markup
    assert 'class="looked"' in told.markup


async def test_what_a_check_is_certain_of_is_mended_by_a_button(jadwiga: Browser, locales: Path) -> None:
    put(locales, replace(message(locales, GOALS), translations=("",)))
    page = await save(jadwiga, address(GOALS, target="pl"), "Cele  i terminy.", button="Check and look")
    assert "Mend this" in page.form("Save and go on").buttons
    mended = await jadwiga.send(page.form("Save and go on"), "Mend this")
    assert boxes(mended) == ["Cele i terminy."]


async def test_a_warning_is_dismissed_for_a_reason_until_the_text_changes(jadwiga: Browser, locales: Path) -> None:
    page = await save(jadwiga, address(WRITING), "Partnerzy umawiają się na piśmie", button="Check and look")
    assert any("ends with a full stop" in each for each in findings(page))
    button = "Save it, and don’t warn of this"
    form = page.form(button)
    refused = await jadwiga.send(form, button)
    assert problems(refused) == ["Say why it is meant so, in a few words."]
    form = refused.form(button).write("a heading on this site", "why end")
    await jadwiga.send(form, button)
    (comment,) = message(locales, WRITING).comments
    assert comment.startswith("dismissed end ")
    assert comment.endswith(": a heading on this site")
    assert not findings(await jadwiga.open(address(WRITING)))
    page = await save(jadwiga, address(WRITING), "Partnerzy zawierają umowę na piśmie")
    assert message(locales, WRITING).comments == ()
    assert any("ends with a full stop" in each for each in findings(await jadwiga.open(address(WRITING))))


async def test_a_translation_goes_to_places_with_the_same_english_only_when_asked_to(
    jadwiga: Browser, locales: Path
) -> None:
    here, other = "question/who-signs/option/each", "question/quiz-who/option/each"
    for context in (here, other):
        put(locales, replace(message(locales, "Each partner", context=context), translations=("",)))
    place = address("Each partner", context=here)
    await save(jadwiga, place, "Każdy partner")
    assert message(locales, "Each partner", context=other).translations == ("",)
    page = await jadwiga.open(f"{place}?help=all")
    page = await jadwiga.send(
        page.form("Save this translation in 1 empty place"), "Save this translation in 1 empty place"
    )
    assert said(page) == ["Done."]
    assert message(locales, "Each partner", context=other).translations == ("Każdy partner",)


async def test_a_finding_in_the_last_text_is_told_before_that_it_was_the_last(jadwiga: Browser, locales: Path) -> None:
    put(locales, replace(message(locales, WRITING), translations=("",)))
    page = await jadwiga.open("/en/translate/pl/demo.first?show=untranslated")
    page = await jadwiga.open(page.links()["Begin with the first"])
    page = await jadwiga.send(written(page, WRITING), "Save and go on")
    assert said(page)[0].startswith("Saved. A check has something to say about it:")


async def test_comments_stay_with_a_text_and_questions_wait_for_the_author(jadwiga: Browser, piotr: Browser) -> None:
    page = await jadwiga.open(address(EVERYBODY, query="help=all"))
    await jadwiga.send(page.form("Comment").write("Czy wszyscy razem?", "remark"), "Comment")
    await jadwiga.send(page.form("Comment").write("Everybody of whom?", "remark"), "Ask the author")
    page = await piotr.open(address(EVERYBODY, query="help=all"))
    assert "Czy wszyscy razem?" in page.main.text
    asked = await piotr.open("/en/translate/pl/questions")
    assert "Everybody of whom?" in asked.main.text
    assert "Czy wszyscy razem?" not in asked.main.text
    answered = await piotr.send(asked.form("It is answered"), "It is answered")
    assert "Everybody of whom?" not in answered.main.text


async def test_who_was_signed_out_meanwhile_keeps_what_they_typed(jadwiga: Browser, site: Site, locales: Path) -> None:
    form = written(await jadwiga.open(address(WRITING)), GOOD)
    jadwiga.client.cookies.clear()
    page = await jadwiga.send(form, "Save and go on")
    assert page.status == 403
    resend = page.form("Try again")
    await sign_in(jadwiga, "Jadwiga")
    page = await jadwiga.send(resend, "Try again")
    assert boxes(page) == [GOOD]
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)
    await jadwiga.send(page.form("Save and go on"), "Save and go on")
    assert message(locales, WRITING).translations == (GOOD,)


async def test_reviewed_belongs_to_exactly_that_text(piotr: Browser, locales: Path) -> None:
    await save(piotr, address(WRITING), GOOD, button="Save as reviewed")
    assert "Reviewed by Piotr on 24 November 2026." in (await piotr.open(address(WRITING))).main.text
    put(locales, message(locales, WRITING).translated(("Z Poedita.",)))
    assert "Reviewed by" not in (await piotr.open(address(WRITING))).main.text


async def test_many_texts_are_reviewed_at_once(piotr: Browser) -> None:
    page = await piotr.open("/en/translate/pl/demo.first?part=01-start&show=unreviewed")
    button = "Mark all of these as reviewed"
    page = await piotr.send(page.form(button), button)
    assert "0 texts" in page.main.text


async def test_an_empty_translation_is_not_saved(jadwiga: Browser, locales: Path) -> None:
    page = await save(jadwiga, address(WRITING), "   ")
    assert problems(page) == ["Write a translation first."]
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)


async def test_a_file_that_cannot_be_written_to_keeps_what_was_typed(jadwiga: Browser, locales: Path) -> None:
    file = file_of(locales)
    elsewhere = file.rename(file.with_suffix(".elsewhere"))
    file.symlink_to(elsewhere)
    page = await save(jadwiga, address(WRITING), GOOD)
    assert page.status == 503
    assert problems(page) == ["The file can’t be written to at the moment. What you typed is kept as your draft."]
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)
    file.unlink()
    elsewhere.rename(file)
    page = await jadwiga.open(address(WRITING))
    assert boxes(page) == [GOOD]
    await jadwiga.send(page.form("Save and go on"), "Save and go on")
    assert message(locales, WRITING).translations == (GOOD,)
