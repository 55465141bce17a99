"""A language is taken along as files and brought back: nothing changes before it was shown."""

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from app.localisation.exchange.units import unit_id
from tests.join.cast import problems, said
from tests.learn.browser import Browser, Page, _page
from tests.translate.desk import EVERYBODY, FIRST, GOALS, WRITING, file_of, message, po, put

pytestmark = pytest.mark.anyio

FILES = "/en/translate/pl/files"


async def take_along(browser: Browser, name: str) -> bytes:
    response = await browser.client.get(f"{FILES}/{name}")
    assert response.status_code == 200
    assert f"pl-{name}" in response.headers["content-disposition"]
    return response.content


async def bring(browser: Browser, data: bytes, name: str = "polish.po") -> Page:
    token = (await browser.open(FILES)).form("See what it would change").value("token")
    response = await browser.client.post(
        FILES,
        data={"token": token},
        files={"file": (name, io.BytesIO(data), "text/plain")},
        headers={"sec-fetch-site": "same-origin"},
    )
    page = _page(response, "")
    return await browser.open(page.headers["location"]) if page.status == 303 else page


def outcomes(page: Page) -> list[str]:
    return [each.text for each in page.main.all("strong")]


def rewrite_elsewhere(file: Path) -> None:
    """As other programs do: wrapped and sorted by one, read and written anew by another, with one text changed."""
    msgcat = ["msgcat", "--width=60", "--sort-output", "-o", str(file), str(file)]
    subprocess.run(msgcat, check=True)
    edited = polib.pofile(str(file))
    entry = edited.find(WRITING)
    assert entry
    entry.msgstr = "Partnerzy piszą umowę."
    edited.save()


async def test_what_comes_back_unchanged_changes_nothing(jadwiga: Browser) -> None:
    for name in (f"{FIRST}.po", f"{FIRST}.xlf", "all.xlf", "all.zip"):
        page = await bring(jadwiga, await take_along(jadwiga, name), name)
        assert "There is nothing to take over." in page.main.text, name


async def test_only_real_changes_show_of_a_file_that_other_programs_rewrote(
    jadwiga: Browser, tmp_path: Path, locales: Path
) -> None:
    away = tmp_path / "away.po"
    away.write_bytes(await take_along(jadwiga, f"{FIRST}.po"))
    rewrite_elsewhere(away)
    before = file_of(locales).read_bytes()
    page = await bring(jadwiga, away.read_bytes())
    assert outcomes(page) == ["changed"]
    assert file_of(locales).read_bytes() == before
    page = await jadwiga.send(page.form("Take these over"), "Take these over")
    assert said(page) == ["1 text was changed."]
    assert message(locales, WRITING).translations == ("Partnerzy piszą umowę.",)
    history = await jadwiga.open(f"/en/translate/pl/{FIRST}/{unit_id(FIRST, message(locales, WRITING).key)}?help=all")
    assert "with a file" in history.main.text


async def test_taking_over_twice_changes_nothing_more(jadwiga: Browser, locales: Path) -> None:
    file = po(locales)
    away = file.with_message(file.by_key[message(locales, WRITING).key].translated(("Partnerzy piszą umowę.",)))
    page = await bring(jadwiga, bytes(away), f"{FIRST}.po")
    form = page.form("Take these over")
    await jadwiga.send(form, "Take these over")
    put(locales, message(locales, WRITING).translated(("Później, ręką.",)))
    assert (await jadwiga.send(form, "Take these over")).status == 200
    assert message(locales, WRITING).translations == ("Później, ręką.",)


async def test_what_both_sides_changed_stays_unless_the_files_is_chosen(jadwiga: Browser, locales: Path) -> None:
    data = await take_along(jadwiga, f"{FIRST}.po")
    for english in (WRITING, GOALS):
        put(locales, message(locales, english).translated((f"Tutaj: {english}",)))
        data = data.replace(f'"pl: {english}"'.encode(), f'"Tam: {english}"'.encode())
    page = await bring(jadwiga, data)
    assert outcomes(page) == ["changed here as well"] * 2
    form = page.form("Take these over").choose(unit_id(FIRST, message(locales, GOALS).key))
    await jadwiga.send(form, "Take these over")
    assert message(locales, WRITING).translations == (f"Tutaj: {WRITING}",)
    assert message(locales, GOALS).translations == (f"Tam: {GOALS}",)


async def test_each_line_that_isnt_taken_is_told_with_the_reason(jadwiga: Browser, locales: Path) -> None:
    put(locales, replace(message(locales, EVERYBODY), translations=("",)))
    file = po(locales)
    broken = file.with_message(message(locales, WRITING).translated(("Zobacz [umowę](lesson:nowhere).",)))
    data = bytes(broken).replace(
        f'msgid "{EVERYBODY}"\nmsgstr ""'.encode(), f'#, fuzzy\nmsgid "{EVERYBODY}"\nmsgstr "Zgaduję."'.encode()
    )
    data += b'\nmsgid "Nothing of this site."\nmsgstr "Nic."\n'
    page = await bring(jadwiga, data, f"{FIRST}.po")
    assert outcomes(page) == ["would break the page", "a program’s guess", "no text of this site"]
    assert "There is nothing to take over." in page.main.text


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"pl/LC_MESSAGES/{FIRST}.po", b" " * 60_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.po", b""),
        ("text.po", b"This is no PO file.\n"),
        ("other.po", b'msgid ""\nmsgstr "Language: el\\n"\n'),
        ("../../demo.first.po/../x.po", b'msgid "a"\nmsgstr "b"\n'),
        ("bomb.zip", None),
        (
            "entities.xlf",
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff version="1.2"><file>&e;</file></xliff>',
        ),
    ],
)
async def test_a_file_that_is_none_is_refused_in_words(
    jadwiga: Browser, locales: Path, name: str, data: bytes | None
) -> None:
    before = file_of(locales).read_bytes()
    page = await bring(jadwiga, zip_bomb() if data is None else data, name)
    assert page.status == 422
    assert len(problems(page)) == 1
    assert "root:" not in page.main.text
    assert file_of(locales).read_bytes() == before


async def test_a_file_is_shown_to_who_brought_it_alone(jadwiga: Browser, piotr: Browser) -> None:
    page = await bring(jadwiga, await take_along(jadwiga, f"{FIRST}.po"))
    assert (await piotr.open(page.address)).status == 404


async def test_the_glossary_is_searched_in_every_language(jadwiga: Browser, locales: Path) -> None:
    (locales / "glossary.csv").write_text(
        "en,el,pl,note\npartnership,σύμπραξη,partnerstwo,\nNGO,ΜΚΟ,NGO,never spelled out\n", encoding="utf-8"
    )
    page = await jadwiga.open("/en/translate/pl/glossary")
    assert "2 terms" in page.main.text
    assert "never spelled out" in page.main.text
    page = await jadwiga.open("/en/translate/pl/glossary?q=ΣΥΜΠΡΑΞΗ")
    assert "1 term" in page.main.text
    assert "partnerstwo" in page.main.text


async def test_terms_are_marked_at_the_desk(jadwiga: Browser, locales: Path) -> None:
    (locales / "glossary.csv").write_text("en,pl,note\npartner,partner,\n", encoding="utf-8")
    text = unit_id(FIRST, message(locales, WRITING).key)
    page = await jadwiga.open(f"/en/translate/pl/{FIRST}/{text}")
    assert [mark.text for mark in page.main.all("mark")] == ["Partners"]
