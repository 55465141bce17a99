"""Translators at work: from an empty text to what learners read, and whatever may come in between."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from playwright.sync_api import expect

from app.content.locales import Locales
from app.content.po import Message, PoFile, Previous, parse
from app.localisation.exchange.units import unit_id
from tests.browser import organisations, people
from tests.browser.window import Server, Window, Windows

pytestmark = pytest.mark.browser

DOMAIN, PART, LESSON = "networking.crowdsourcing", "02-six-steps", "/networking/crowdsourcing/six-steps"

TRANSLATIONS = {
    "pl": ("Najpierw trzy pytania.", "Potem jedna decyzja.", "Na koniec jeden list.", "Jeszcze jedno zdanie."),
    "el": ("Πρώτα τρεις ερωτήσεις.", "Έπειτα μία απόφαση.", "Στο τέλος ένα γράμμα.", "Ακόμη μία πρόταση."),
}
"""What is typed; none of it is what the course says."""


class Texts:
    """The texts of a lesson, as their file says them on the server."""

    def __init__(self, server: Server, language: str) -> None:
        self.file = Locales(server.database.parents[1] / "locales").file(language, DOMAIN)
        self.before = self.file.read_bytes()
        # Plain sentences, so that what is typed instead passes every check but those of length.
        self.plain = [each for each in self.po.by_key.values() if self._is_plain(each)]

    @property
    def po(self) -> PoFile:
        return parse(self.file.read_bytes())

    def put(self, message: Message) -> None:
        self.file.write_bytes(bytes(self.po.with_message(message)))

    def now(self, message: Message) -> Message:
        return self.po.by_key[message.key]

    def address(self, message: Message, target: str, query: str = "") -> str:
        return f"/translate/{target}/{DOMAIN}/{unit_id(DOMAIN, message.key)}{query}"

    def _is_plain(self, message: Message) -> bool:
        here = any(name.endswith(f"{PART}.md") for name in message.references)
        whole = not {*"[{`*"} & {*message.source} and message.source.endswith(".")
        return here and whole and not message.context


@pytest.fixture(params=["pl", "el"])
def target(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def texts(server: Server, target: str) -> Iterator[Texts]:
    found = Texts(server, target)
    yield found
    found.file.write_bytes(found.before)


@pytest.fixture
def translator(windows: Windows, target: str, *, scripts: bool) -> Window:
    window = windows(language=target, scripts=scripts, width=1280)
    organisations.make_translator(window, people.sign_up(window), target)
    return window


def learner_reads(windows: Windows, target: str, text: str) -> None:
    """A learner who opens the lesson again and again sees it within a few moments."""
    window = windows(language=target)
    window.go(LESSON)
    while not window.page.get_by_text(text).count():
        window.page.reload()
    expect(window.page.get_by_text(text).first).to_be_visible()


def write(window: Window, text: str) -> None:
    window.page.locator("main textarea").first.fill(text)


def test_an_empty_and_a_stale_text_are_translated_one_after_the_other(
    translator: Window, windows: Windows, texts: Texts, target: str
) -> None:
    first, second = texts.plain[:2]
    texts.put(replace(first, translations=("",)))
    texts.put(texts.now(second).marked_stale(Previous("", f"Long ago. {second.source}")))
    translator.go(f"/translate/{target}/{DOMAIN}?part={PART}&show=todo")
    translator.page.locator("main .actions a").first.click()
    expect(translator.page.locator(".source").first).to_have_text(first.source)
    write(translator, TRANSLATIONS[target][0])
    translator.press("Save and go on")
    expect(translator.page.locator("del")).to_contain_text("Long ago.")
    write(translator, TRANSLATIONS[target][1])
    translator.press("Save and go on")
    expect(translator.page.locator(".verdict")).to_contain_text(
        translator.said("Saved. That was the last of these texts.")
    )
    for text in TRANSLATIONS[target][:2]:
        learner_reads(windows, target, text)


def test_a_conflict_is_met_resolved_and_undone(translator: Window, windows: Windows, texts: Texts, target: str) -> None:
    message = texts.plain[2]
    _, mine, theirs, _ = TRANSLATIONS[target]
    translator.go(texts.address(message, target))
    texts.put(texts.now(message).translated((theirs,)))
    write(translator, mine)
    translator.press("Save and go on")
    conflict = translator.page.locator("section.wrong")
    expect(conflict).to_contain_text(theirs)
    expect(translator.page.locator("textarea").first).to_have_value(mine)
    assert texts.now(message).translations == (theirs,)
    translator.press("Save and stay")
    expect(translator.page.locator("[role=status]")).to_contain_text(translator.said("Saved. Learners see it now."))
    learner_reads(windows, target, mine)
    translator.press("Undo")
    translator.page.locator(".verdict").wait_for()
    learner_reads(windows, target, theirs)


def test_a_learner_suggests_and_a_reviewer_accepts(
    windows: Windows, texts: Texts, target: str, *, scripts: bool
) -> None:
    message, better = texts.plain[3], TRANSLATIONS[target][3]
    learner = windows(language=target, scripts=scripts)
    people.sign_up(learner)
    learner.go(LESSON)
    learner.page.locator("footer").get_by_role("link", name=learner.said("Improve this translation")).click()
    learner.page.get_by_role("link", name=message.translations[0][:40]).click()
    write(learner, better)
    learner.press("Suggest it")
    expect(learner.page.locator("main .rows li").first).to_contain_text(better)
    reviewer = windows(language=target, scripts=scripts, width=1280)
    organisations.make_translator(reviewer, people.sign_up(reviewer), target, "reviewer")
    people.set_up_second_step(reviewer)
    reviewer.go(f"/translate/{target}/suggestions")
    reviewer.page.locator("main .texts li").filter(has_text=better).locator("a").first.click()
    reviewer.press("Accept it as it is in the box")
    learner_reads(windows, target, better)
    learner.page.reload()
    row = learner.page.locator("main .rows li").filter(has_text=better)
    expect(row).to_contain_text(learner.said("{date}: accepted", date=""))


def rewritten(data: bytes, folder: Path, message: Message, text: str) -> bytes:
    """As other programs write it: wrapped by one, read and written anew by another, with one text changed."""
    file = folder / "away.po"
    file.write_bytes(data)
    subprocess.run(["msgcat", "--width=70", "-o", str(file), str(file)], check=True)
    edited = polib.pofile(str(file))
    entry = edited.find(message.source)
    assert entry
    entry.msgstr = text
    edited.save()
    return file.read_bytes()


def test_a_file_that_other_programs_rewrote_shows_only_what_changed(
    translator: Window, windows: Windows, texts: Texts, target: str, tmp_path: Path
) -> None:
    message, text = texts.plain[4], TRANSLATIONS[target][0]
    translator.go(f"/translate/{target}/files")
    link = translator.page.locator(f"main a[href$='{DOMAIN}.po']")
    with translator.page.expect_download() as arriving:
        link.click()
    data = rewritten(Path(arriving.value.path()).read_bytes(), tmp_path, message, text)
    payload = {"name": f"{DOMAIN}.po", "mimeType": "text/plain", "buffer": io.BytesIO(data).read()}
    translator.page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]  # a mapping of these three is what Playwright takes
    translator.press("See what it would change")
    expect(translator.page.locator("main .rows > li")).to_have_count(1)
    expect(translator.page.locator("main ins")).to_contain_text(text.rstrip("."))
    translator.press("Take these over")
    learner_reads(windows, target, text)


def test_one_translates_with_the_keyboard_alone(windows: Windows, texts: Texts, target: str) -> None:
    window = windows(language=target, width=1280)
    organisations.make_translator(window, people.sign_up(window), target)
    first, second = texts.plain[:2]
    for each in (first, second):
        texts.put(replace(texts.now(each), translations=("",)))
    window.go(texts.address(first, target, f"?part={PART}&show=untranslated"))
    expect(window.page.locator("textarea").first).to_be_focused()
    window.page.keyboard.type(TRANSLATIONS[target][0])
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator(".source").first).to_have_text(second.source)
    window.page.keyboard.press("Control+Slash")
    expect(window.page.locator(".keys")).to_have_attribute("open", "")
    window.page.keyboard.type(TRANSLATIONS[target][1])
    window.page.keyboard.press("Control+Shift+Enter")
    window.page.locator(".verdict").wait_for()
    assert [texts.now(each).translations[0] for each in (first, second)] == [*TRANSLATIONS[target][:2]]


def test_what_is_typed_is_checked_shown_in_its_place_and_survives_a_lost_connection(
    windows: Windows, texts: Texts, target: str
) -> None:
    window = windows(language=target, width=1280)
    organisations.make_translator(window, people.sign_up(window), target)
    message, text = texts.plain[0], TRANSLATIONS[target][0]
    window.go(texts.address(message, target))
    write(window, f"{text} 7")
    expect(window.page.locator(".finding").first).to_contain_text("7")
    expect(window.page.locator(".sheet [aria-current]").first).to_contain_text(f"{text} 7")
    window.page.context.set_offline(True)
    write(window, text)
    window.page.context.set_offline(False)
    window.go(texts.address(message, target))
    expect(window.page.locator("textarea").first).to_have_value(text)
    assert texts.now(message).translations == message.translations
