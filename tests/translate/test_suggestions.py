"""Anyone signed in suggests from a page; reviewers decide, and learners read the result."""

from pathlib import Path

import pytest

from app.content.po import Key, Message, new_file
from app.localisation.exchange.units import unit_id
from app.localisation.templates import header
from tests.join.cast import problems, said
from tests.learn.browser import Browser, Page
from tests.learn.running import Site
from tests.translate.desk import EVERYBODY, FIRST, WRITING, file_of, message, po, put, save

pytestmark = pytest.mark.anyio

BETTER = "Partnerzy zawierają umowę na piśmie."


def improve(english: str, context: str = "") -> str:
    return f"/pl/improve/{FIRST}/{unit_id(FIRST, Key(context, english))}"


async def suggest(browser: Browser, english: str, text: str, note: str = "") -> Page:
    page = await browser.open(improve(english))
    form = page.form("Suggest it").write(text, "text-0").write(note, "note")
    return await browser.send(form, "Suggest it")


async def first_of(browser: Browser) -> Page:
    page = await browser.open("/en/translate/pl/suggestions")
    return await browser.open(next(to for to in page.links().values() if "/suggestions/" in to))


async def test_a_learner_comes_from_a_page_to_its_texts_and_suggests(maria: Browser) -> None:
    lesson = await maria.open("/pl/demo/first/start")
    page = await maria.open(
        next(a.attributes["href"] for a in lesson.root.all("a") if "improve" in a.attributes["href"])
    )
    assert f"pl: {WRITING}" in page.links()
    page = await maria.open(page.links()[f"pl: {WRITING}"])
    page = await maria.send(page.form("Suggest it").write(BETTER, "text-0"), "Suggest it")
    assert said(page) == ["Thank you. A reviewer looks at it, and here you see what becomes of it."]
    assert "waits for a reviewer" in page.main.text


async def test_a_visitor_is_led_to_sign_in_and_back(site: Site) -> None:
    page = await site.browser().open("/pl/improve?at=/demo/first/start", follow=False)
    assert page.headers["location"] == "/pl/sign-in?next=%2Fpl%2Fimprove%3Fat%3D%2Fdemo%2Ffirst%2Fstart"


async def test_a_reviewer_accepts_and_learners_read_it(
    maria: Browser, piotr: Browser, site: Site, locales: Path
) -> None:
    await suggest(maria, WRITING, BETTER, "It is a contract.")
    page = await first_of(piotr)
    assert "It is a contract." in page.main.text
    page = await piotr.send(page.form("Accept it as it is in the box"), "Accept it as it is in the box")
    assert said(page) == ["Done."]
    assert message(locales, WRITING).translations == (BETTER,)
    assert BETTER in (await site.again(locales=locales).browser().open("/pl/demo/first/start")).main.text
    assert "accepted" in (await maria.open("/pl/improve")).main.text
    history = await piotr.open(f"/en/translate/pl/{FIRST}/{unit_id(FIRST, Key('', WRITING))}?help=all")
    assert "Maria, 24 November 2026, as a suggestion" in history.main.text
    assert "Reviewed by Piotr" in history.main.text


async def test_a_reviewer_edits_before_accepting(maria: Browser, piotr: Browser, locales: Path) -> None:
    await suggest(maria, WRITING, BETTER)
    form = (await first_of(piotr)).form("Accept it as it is in the box").write("Partnerzy piszą umowę.", "text-0")
    await piotr.send(form, "Accept it as it is in the box")
    assert message(locales, WRITING).translations == ("Partnerzy piszą umowę.",)


async def test_declining_takes_a_reason_that_the_learner_reads(maria: Browser, piotr: Browser, locales: Path) -> None:
    await suggest(maria, WRITING, BETTER)
    page = await first_of(piotr)
    refused = await piotr.send(page.form("Decline it"), "Decline it")
    assert problems(refused) == ["Say why, so that whoever suggested it can learn from it."]
    await piotr.send(refused.form("Decline it").write("Agreed term is another.", "reason"), "Decline it")
    assert "declined Agreed term is another." in (await maria.open("/pl/improve")).main.text
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)


async def test_many_are_accepted_at_once_but_none_whose_text_changed_since(
    maria: Browser, jadwiga: Browser, piotr: Browser, locales: Path
) -> None:
    await suggest(maria, WRITING, BETTER)
    await suggest(maria, EVERYBODY, "Wszyscy tak robią.")
    put(locales, message(locales, EVERYBODY).translated(("Z Poedita.",)))
    page = await piotr.open("/en/translate/pl/suggestions")
    form = page.form("Accept the chosen").choose("1", "2")
    page = await piotr.send(form, "Accept the chosen")
    assert problems(page) == [f"Changed in the meantime, so please look at it: {EVERYBODY}"]
    assert message(locales, WRITING).translations == (BETTER,)
    assert message(locales, EVERYBODY).translations == ("Z Poedita.",)


async def test_what_would_break_the_page_is_not_accepted(maria: Browser, piotr: Browser, locales: Path) -> None:
    await suggest(maria, WRITING, "Zobacz [umowę](lesson:nowhere).")
    page = await first_of(piotr)
    page = await piotr.send(page.form("Accept it as it is in the box"), "Accept it as it is in the box")
    assert problems(page) == [f"It would break the page as it is: {WRITING}"]
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)


async def test_a_translator_who_doesnt_review_sees_the_queue_and_decides_nothing(
    maria: Browser, jadwiga: Browser, locales: Path
) -> None:
    await suggest(maria, WRITING, BETTER)
    page = await first_of(jadwiga)
    assert not [form for form in page.forms() if form.method == "post"]
    token = (await jadwiga.open("/en/account")).form("Sign out").value("token")
    sent = await jadwiga.post(page.address, [("token", token), ("do", "accept"), ("text-0", BETTER)])
    assert sent.status == 404
    assert message(locales, WRITING).translations == (f"pl: {WRITING}",)


async def test_the_same_suggestion_sent_twice_is_there_once(maria: Browser, piotr: Browser) -> None:
    form = (await maria.open(improve(WRITING))).form("Suggest it").write(BETTER, "text-0")
    await maria.send(form, "Suggest it")
    await maria.send(form, "Suggest it")
    assert "1 suggestion waits" in (await piotr.open("/en/translate/pl")).main.text


async def test_what_changes_nothing_is_no_suggestion(maria: Browser) -> None:
    page = await suggest(maria, WRITING, f"pl: {WRITING}")
    assert problems(page) == ["Change the translation first."]


@pytest.mark.parametrize(
    ("english", "context"),
    [
        ("Yes, a promise of its own.", "question/who-signs/feedback/each"),
        ("Who keeps the promise?", "question/who-signs/hint/1"),
        ("Each signs for itself.", "question/who-signs/explanation"),
    ],
)
async def test_a_learner_is_shown_nothing_that_gives_an_answer_away(
    maria: Browser, jadwiga: Browser, english: str, context: str
) -> None:
    assert (await maria.open(improve(english, context))).status == 404
    assert (await jadwiga.open(improve(english, context))).status == 200
    assert english not in (await maria.open("/pl/improve?at=/demo/first/start")).main.text


async def test_what_is_seen_before_answering_can_be_improved(maria: Browser) -> None:
    assert (await maria.open(improve("Who signs?", "question/who-signs/stem"))).status == 200
    assert (await maria.open(improve("Each partner", "question/who-signs/option/each"))).status == 200


async def test_accepted_answers_are_never_shown_to_be_improved(maria: Browser, jadwiga: Browser, locales: Path) -> None:
    short = [key for key in po(locales).by_key if key.context.startswith("question/word/option/")]
    assert short
    for browser in (maria, jadwiga):
        for key in short:
            assert (await browser.open(improve(key.source, key.context))).status == 404


async def test_a_quiz_is_not_shown_beforehand(maria: Browser) -> None:
    page = await maria.open("/pl/improve?at=/demo/first/quiz")
    assert not [to for to in page.links().values() if "/improve/" in to]
    assert "Texts of quizzes are not listed here, as they would give answers away." in page.main.text


async def test_words_of_the_site_itself_are_found_by_searching(maria: Browser, locales: Path) -> None:
    said_here = Message("", "Sign in", translations=("Zaloguj się",), references=("app/join/signing_in.py",))
    file = new_file(header("pl", "nplurals=3; plural=0;"), [said_here])
    file_of(locales, domain="interface").write_bytes(bytes(file))
    page = await maria.open("/pl/improve?at=/account")
    assert "Search for words on buttons, headings or messages of the site, or in the story." in page.main.text
    page = await maria.open("/pl/improve?at=/account&q=zaloguj")
    assert "Zaloguj się" in page.links()


async def test_an_open_suggestion_is_shown_at_the_desk(maria: Browser, jadwiga: Browser) -> None:
    await suggest(maria, WRITING, BETTER)
    page = await jadwiga.open(f"/en/translate/pl/{FIRST}/{unit_id(FIRST, Key('', WRITING))}")
    assert f"Suggestion: {BETTER}" in page.links()
    listed = await jadwiga.open(f"/en/translate/pl/{FIRST}?show=suggested")
    assert "1 text" in listed.main.text


async def test_two_reviewers_decide_once(maria: Browser, piotr: Browser, locales: Path) -> None:
    await suggest(maria, WRITING, BETTER)
    page = await first_of(piotr)
    await piotr.send(page.form("Accept it as it is in the box"), "Accept it as it is in the box")
    await save(piotr, f"/en/translate/pl/{FIRST}/{unit_id(FIRST, Key('', WRITING))}", "Jeszcze lepiej na piśmie.")
    again = await piotr.send(page.form("Accept it as it is in the box"), "Accept it as it is in the box")
    assert "This was accepted." in again.main.text
    assert message(locales, WRITING).translations == ("Jeszcze lepiej na piśmie.",)
