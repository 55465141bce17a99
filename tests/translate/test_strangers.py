"""Who translates into another language, or into none, finds nothing and changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from app.people.tables import second_factor
from tests.learn.browser import Browser
from tests.learn.running import Site
from tests.translate.desk import FIRST, WRITING, address, file_of

pytestmark = pytest.mark.anyio

TEXT = address(WRITING).rpartition("/")[2]
PAGES = (
    "",
    f"/{FIRST}",
    f"/{FIRST}/{TEXT}",
    "/suggestions",
    "/suggestions/1",
    "/glossary",
    "/questions",
    "/files",
    "/files/all.zip",
    f"/files/{FIRST}.po",
    "/files/arrived/1",
)
FORMS = {
    "": [("do", "seen")],
    f"/{FIRST}": [("do", "review all")],
    f"/{FIRST}/{TEXT}": [("do", "next"), ("text-0", "Mine."), ("expected", "0" * 32)],
    f"/{FIRST}/{TEXT}/look": [("text-0", "Mine.")],
    "/suggestions": [("do", "accept"), ("suggestion", "1")],
    "/suggestions/1": [("do", "accept"), ("text-0", "Mine.")],
    "/questions": [("remark", "1")],
    "/files": [],
    "/files/arrived/1": [],
}


async def test_another_languages_translator_and_a_learner_find_nothing(
    eleni: Browser, maria: Browser, locales: Path
) -> None:
    before = file_of(locales).read_bytes()
    for browser in (eleni, maria):
        token = (await browser.open("/en/account")).form("Sign out").value("token")
        for path in PAGES:
            assert (path, (await browser.open(f"/en/translate/pl{path}")).status) == (path, 404)
        for path, pairs in FORMS.items():
            sent = await browser.post(f"/en/translate/pl{path}", [("token", token), *pairs])
            assert (path, sent.status) == (path, 404)
    assert file_of(locales).read_bytes() == before


async def test_a_translator_reviews_nothing(jadwiga: Browser) -> None:
    token = (await jadwiga.open("/en/account")).form("Sign out").value("token")
    for path in (f"/{FIRST}", "/suggestions", "/questions"):
        assert (await jadwiga.post(f"/en/translate/pl{path}", [("token", token), *FORMS[path]])).status == 404
    page = await jadwiga.open(address(WRITING))
    assert "Save as reviewed" not in page.form("Save and go on").buttons


async def test_no_name_makes_a_path(jadwiga: Browser, locales: Path) -> None:
    (locales.parent / "secret.po").write_text("secret", encoding="utf-8")
    for domain in ("..%2F..%2F..%2Fsecret", "%2Fetc%2Fpasswd", "demo.first%00"):
        for path in (f"/{domain}", f"/{domain}/{TEXT}", f"/files/{domain}.po"):
            page = await jadwiga.open(f"/en/translate/pl{path}")
            assert (path, page.status) == (path, 404)
            assert "secret" not in page.main.text


async def test_a_form_from_another_session_changes_nothing(jadwiga: Browser, locales: Path) -> None:
    before = file_of(locales).read_bytes()
    page = await jadwiga.post(address(WRITING), [("token", "x" * 43), ("do", "next"), ("text-0", "Mine.")])
    assert page.status == 422
    assert file_of(locales).read_bytes() == before


async def test_who_isnt_signed_in_is_led_to_sign_in(site: Site) -> None:
    page = await site.browser().open("/en/translate/pl", follow=False)
    assert page.headers["location"].startswith("/en/sign-in?next=")


async def test_who_reviews_needs_a_second_step(site: Site, piotr: Browser) -> None:
    await site.database.write(lambda writer: writer.run(delete(second_factor), {}))
    page = await piotr.open("/en/translate/pl", follow=False)
    assert page.headers["location"] == "/en/account/second-factor"


async def test_hostile_text_stays_text(jadwiga: Browser, site: Site, locales: Path) -> None:
    page = await jadwiga.open(address(WRITING))
    form = page.form("Save and go on").write('<script>alert(1)</script> <img src=x onerror="alert(1)">.', "text-0")
    page = await jadwiga.send(form, "Check and look")
    assert "<script>alert" not in page.markup
    assert "<img src=x" not in page.markup
