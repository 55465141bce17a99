"""Stefan must see nothing of Maria's, whatever address he opens and whatever form he sends."""

import pytest

from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, QUIZ, answer, answer_quiz, begin_quiz, stem, take_quiz
from tests.learn.course import QUIZ_WRONG
from tests.learn.kept import counts
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

WORDS = "Only Maria knows this."


@pytest.fixture(params=["a visitor", "a learner"])
async def stranger(request: pytest.FixtureRequest, stefan: Browser) -> Browser:
    """Stefan, who may have progress of his own."""
    if request.param == "a learner":
        await answer(stefan, LESSON, "what-holds")
    return stefan


async def test_a_stranger_sees_nothing_of_what_maria_wrote(maria: Browser, stranger: Browser) -> None:
    await answer(maria, KINDS, "thoughts", lambda form: form.write(WORDS))
    await answer(maria, KINDS, "word", lambda form: form.write(WORDS))
    for address in (KINDS, f"{KINDS}?again=thoughts", f"{KINDS}?again=word", "/en", "/en/demo", "/en/progress"):
        page = await stranger.open(address)
        assert page.status == 200
        assert WORDS not in page.markup
    assert WORDS in (await maria.open(KINDS)).markup


async def test_a_stranger_does_not_find_marias_attempts(maria: Browser, stranger: Browser) -> None:
    await take_quiz(maria)
    await begin_quiz(maria)
    for tail in ("1", "2", "2/1", "2/check", "1/finish", "2/finish"):
        page = await stranger.open(f"{QUIZ}/{tail}")
        assert (page.status, page.heading) == (404, "This page is not here")
    page = await stranger.open(QUIZ)
    assert (page.texts("missing"), page.main.all("ul", within="attempts")) == ([], [])


async def test_a_stranger_changes_nothing_in_marias_attempt(maria: Browser, stranger: Browser, site: Site) -> None:
    page = await begin_quiz(maria)
    end = await answer_quiz(maria, page)
    before = await counts(site.database)
    changed = await stranger.send(QUIZ_WRONG[stem(page)](page.forms()[0]), "Save and go on")
    finished = await stranger.send(end.forms()[0], "Finish and see my result")
    assert (changed.status, finished.status) == (404, 404)
    assert await counts(site.database) == before
    result = await maria.send(end.forms()[0], "Finish and see my result")
    assert result.texts("verdict") == ["Passed: 100%. Well done; you needed 67%."]


async def test_two_learners_have_their_own_attempts_at_the_same_address(maria: Browser, stefan: Browser) -> None:
    await take_quiz(maria)
    await take_quiz(stefan, QUIZ_WRONG)
    assert (await maria.open(f"{QUIZ}/1")).texts("missing") == ["Your best result is 100%."]
    assert (await stefan.open(f"{QUIZ}/1")).texts("missing") == ["Your best result is 0%."]


async def test_marias_form_sent_by_a_stranger_is_the_strangers(maria: Browser, stefan: Browser) -> None:
    await answer(stefan, LESSON, "who-signs")
    page = await answer(maria, LESSON, "who-signs")
    sent = await stefan.send(page.form_of("what-holds").choose("goals"), "Check my answer")
    assert len(sent.question("what-holds").texts("note")) == 1
    assert (await maria.open(LESSON)).question("what-holds").texts("verdict") == []
