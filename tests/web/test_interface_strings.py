"""Every word of the interface goes through gettext, and no translation can do harm."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from app.content.library import load
from app.content.model import Course
from app.storage import Database
from app.web.locale import Interface
from tests.learn.browser import Browser, Page
from tests.learn.cast import KINDS, LESSON, QUIZ, READING, leave
from tests.learn.course import QUIZ_WRONG, RIGHT, SELF_CHECK, small_course, with_story
from tests.learn.running import Site, run
from tests.play.cast import GAME, again, begin, choose, play
from tests.web.addresses import addresses

pytestmark = pytest.mark.anyio


class Marked(Mapping[str, Sequence[str]]):
    """A catalogue that has a translation for whatever is asked: the message between marks."""

    def __getitem__(self, message: str) -> Sequence[str]:
        return (f"⟦{message}⟧", f"⟦{message}⟧")

    def __iter__(self) -> Iterator[str]:
        raise TypeError("whatever is asked is in it, so it has no list")

    def __len__(self) -> int:
        raise TypeError("whatever is asked is in it, so it has no length")


@pytest.fixture
def marked(sqlite_database: Database, tmp_path: Path) -> Site:
    courses = small_course(tmp_path, {"self-check.md": SELF_CHECK, **with_story()})
    (courses / "demo/media").mkdir()
    (courses / "demo/media/plan.svg").write_text("<svg/>", encoding="utf-8")
    return run(sqlite_database, courses, interface=Interface("en", Marked()))


SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-offline", "content", "label"}
# Names, which are the same in every language, and what the course's author writes.
NAMES = {
    "ATSIV Learning",
    "seerc.org/atsiv/vle",
    "facebook.com/trainingNGOs",
    "www.ngotraining.eu",
    "CC BY 4.0",
    "Apache License 2.0",
    "width=device-width",
    "noindex",
    "coalition",
    # An address, as it is printed.
    "http://learn.test/en/demo",
    "http://learn.test/en/demo/first",
    # How long a story takes, written out as each language does.
    "10 minutes",
}
CHANGE = re.compile(r" [+\N{MINUS SIGN}]\d$")
NUMBERS = re.compile(r"[\d\s%·,.:…→]*|\d+ November 2026|\d+ May 2027")


def outside(text: str) -> list[str]:
    """What stands outside the marks, which may stand in one another."""
    found, depth = [""], 0
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        if depth == 0 and letter != "⟧":
            found[-1] += letter
        elif letter == "⟦":
            found.append("")
    assert depth == 0, text
    return [" ".join(piece.split()).removesuffix("· ATSIV Learning").strip(" ·–") for piece in found]


def spoken(page: Page) -> Iterator[str]:
    for node in page.root:
        yield from (node.attributes[name] for name in SPOKEN if name in node.attributes)
        if node.tag not in {"script", "style"}:
            yield from (child for child in node.children if isinstance(child, str))


def words_of(course: Course) -> str:
    """Everything that the course's author wrote."""
    segments = [*course.segments, *(segment for game in course.games for segment in game.segments)]
    for module in course.modules:
        segments += module.segments
        segments += module.quiz.segments if module.quiz else ()
        segments += [segment for lesson in module.lessons for segment in lesson.segments]
    return "\n".join(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", segment.source) for segment in segments)


def unmarked(page: Page, authored: str) -> list[str]:
    pieces = [piece for text in spoken(page) for piece in outside(text)]
    # What belongs together is printed with a sign between, and what changed in a story with a number.
    pieces = [CHANGE.sub("", part) for piece in pieces for part in re.split(" [→·–] ", piece)]
    return [piece for piece in pieces if not NUMBERS.fullmatch(piece) and piece not in authored and piece not in NAMES]


WRITTEN = "Zanzibar"


async def pages_of(site: Site) -> list[Page]:
    """Every page as visitors and learners may see it."""
    ioana, maria = site.browser(), site.browser()
    pages = [await ioana.open(address) for address in addresses(site, "GET") if not address.startswith("/static")]
    pages += [await ioana.open(address) for address in ("/en/search?q=agreement", "/en/search?q=xyzzy", "/no/where")]
    pages += [await ioana.post(address, []) for address in addresses(site, "POST")]
    for lesson, questions in ((LESSON, ["who-signs", "what-holds"]), (KINDS, [*RIGHT][2:])):
        for question in questions:
            pages.append(await press(ioana, lesson, question))
            pages.append(await press(ioana, lesson, question, hint=True))
            pages.append(await press(maria, lesson, question, fill=True))
    pages.append(await answer_wrong(maria))
    page = await maria.open(READING)
    pages.append(await maria.send(page.forms()[0], "⟦I have read this lesson⟧"))
    await leave(maria, KINDS, "q-several")
    pages += [await maria.open(address) for address in addresses(site, "GET") if not address.startswith("/static")]
    for _ in range(2):
        page = await maria.open(QUIZ)
        page = await maria.send(page.forms()[0], next(iter(page.forms()[0].buttons)))
        pages += [page, await maria.open(f"{page.address.rpartition('/')[0]}/check")]
        while page.texts("stem"):
            page = await maria.send(QUIZ_WRONG[page.texts("stem")[0]](page.forms()[0]), "⟦Save and go on⟧")
            pages.append(page)
        pages.append(await maria.send(page.forms()[0], "⟦Finish and see my result⟧"))
    pages += [await maria.open(address) for address in addresses(site, "GET") if not address.startswith("/static")]
    pages += await pages_of_stories(maria)
    page = await maria.open("/en/progress")
    page = await maria.send(page.form("⟦Delete my progress⟧"), "⟦Delete my progress⟧")
    return [*pages, page, await maria.send(page.forms()[0], "⟦Yes, delete everything⟧")]


async def pages_of_stories(browser: Browser) -> list[Page]:
    """A story from its beginning to its end, with a choice made twice, and one that was left."""
    pages = [await begin(browser)]
    pages.append(await choose(browser, pages[0], "buy"))
    pages.append(await choose(browser, pages[0], "ring"))
    pages.append(await choose(browser, pages[1], "home"))
    pages.append(await again(browser, pages[-1], 2))
    await play(browser, opening="autumn")
    return [*pages, *[await browser.open(f"{GAME}{tail}") for tail in ("", "/1", "/2", "/3")]]


async def press(browser: Browser, lesson: str, question: str, *, fill: bool = False, hint: bool = False) -> Page:
    page = await browser.open(lesson)
    form = page.form_of(question)
    buttons = [*form.buttons]
    return await browser.send(RIGHT[question](form) if fill else form, buttons[1 if hint and len(buttons) > 1 else 0])


async def answer_wrong(browser: Browser) -> Page:
    page = await browser.open(f"{KINDS}?again=pairs")
    form = page.form_of("pairs").place({"liaison": "news", "facilitator": "pays"})
    return await browser.send(form, "⟦Check my answer⟧")


async def test_every_word_of_the_interface_can_be_translated(marked: Site) -> None:
    authored = words_of(load(marked.courses).courses["demo"]["en"]) + "\nagreement\nThe school.\ncontract"
    pages = await pages_of(marked)
    assert len(pages) > 60
    found = {(page.address, piece) for page in pages for piece in unmarked(page, authored)}
    assert found == set()


HOSTILE = "<script>alert(1)</script> {nope} {0.__class__} {count.__class__} %s &amp; {"


class Hostile(Marked):
    def __getitem__(self, message: str) -> Sequence[str]:
        return (HOSTILE,)


async def test_a_hostile_translation_is_only_text(sqlite_database: Database, tmp_path: Path) -> None:
    site = run(sqlite_database, small_course(tmp_path), interface=Interface("en", Hostile()))
    ioana = site.browser()
    for address in ("/en", "/en/demo", LESSON, QUIZ, "/en/progress", "/en/search?q=agreement", "/en/credits"):
        page = await ioana.open(address)
        assert page.status == 200
        assert [node.raw for node in page.root.all("script")] == [""]
        assert "__class__" not in page.markup


def interface(**messages: Sequence[str]) -> Interface:
    return Interface("en", {message.replace("_", " "): forms for message, forms in messages.items()})


@pytest.mark.parametrize(
    ("translation", "shown"),
    [
        ("Salut, {name}", "Salut, <b>"),
        ("Salut", "Salut"),
        ("{name}, {name}", "<b>, <b>"),
        ("Salut, {nope}", "Hello, <b>"),
        ("Salut, {name} {0}", "Hello, <b>"),
        ("Salut, {name.__class__}", "Salut, {name.__class__}"),
        ("Salut, {name!r:>99}", "Salut, {name!r:>99}"),
        ("{", "{"),
        ("", "Hello, <b>"),
    ],
)
def test_a_translation_with_wrong_placeholders_stays_english(translation: str, shown: str) -> None:
    ui = Interface("en", {"Hello, {name}": (translation,)})
    assert ui.gettext("Hello, {name}", name="<b>") == shown
    assert ui.markup("Hello, {name}", name="<b>") == shown.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("forms", [(), ("",), ("{count} pas",), ("{count} pas", ""), ("x", "{nope}")])
def test_a_plural_that_is_not_translated_stays_english(forms: Sequence[str]) -> None:
    ui = Interface("en", {"{count} step": forms})
    assert ui.ngettext("{count} step", "{count} steps", 2, count=2) == "2 steps"


def test_plurals_follow_the_language() -> None:
    ui = Interface("pl", {"{count} step": ("{count} krok", "{count} kroki", "{count} kroków")})
    said = [ui.ngettext("{count} step", "{count} steps", count, count=count) for count in (1, 3, 5)]
    assert said == ["1 krok", "3 kroki", "5 kroków"]


def test_a_value_is_not_read_as_a_message() -> None:
    assert Interface("en").gettext("{a} {b}", a="{b}", b="{a}") == "{b} {a}"
    assert Interface("en").markup("{a}", a="<i>") == "&lt;i&gt;"


def messages() -> Iterator[tuple[Path, str, str]]:
    """The singular and plural of each message that has both, from the source."""
    pattern = re.compile(r'ngettext\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"')
    for path in (Path(__file__).parents[2] / "app").rglob("*"):
        if path.suffix in {".py", ".html"}:
            for one, many in pattern.findall(path.read_text(encoding="utf-8")):
                yield path, one, many


def test_singular_and_plural_take_the_same_values_but_for_the_number() -> None:
    found = [*messages()]
    assert len(found) > 10
    for path, one, many in found:
        names = [set(re.findall(r"\{(\w+)\}", text)) for text in (one, many)]
        assert names[0] - names[1] == set(), (path, one)
        assert names[1] - names[0] <= {"count"}, (path, many)
