"""A lesson as somebody works through it: hints, further tries, several tabs, its state and its end."""

import pytest

from app.progress.tables import completion, step
from tests.learn.browser import Browser
from tests.learn.cast import KINDS, LESSON, READING, answer, complete_lessons, token
from tests.learn.kept import count, values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

OUTDATED = "This question was answered on another page since you opened this one. Here is how it stands now."


async def test_hints_come_one_at_a_time_and_keep_what_was_chosen(ioana: Browser) -> None:
    page = await ioana.open(LESSON)
    page = await ioana.send(page.form_of("who-signs").choose("lead"), "Show a hint")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?"]
    page = await ioana.send(page.form_of("who-signs"), "Show another hint")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?", "Hint More than one."]
    form = page.form_of("who-signs")
    assert ([*form.buttons], form.values()) == (["Check my answer"], [("answer", "lead")])
    page = await ioana.send(form, "Check my answer")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?", "Hint More than one."]


async def test_for_a_learner_hints_are_still_there_later_and_are_no_try(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "what-holds")
    page = await maria.open(LESSON)
    await maria.send(page.form_of("who-signs"), "Show a hint")
    page = await maria.open(LESSON)
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?"]
    assert page.question("who-signs").texts("verdict") == []
    steps = await values(site.database, step.c.question, step.c.action, step.c.hints, step.c.mark)
    assert steps == [("what-holds", "answer", 0, 1.0), ("who-signs", "hint", 1, None)]


async def test_a_hint_asked_for_twice_by_a_double_click_is_one(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "what-holds")
    form = (await maria.open(LESSON)).form_of("who-signs")
    await maria.send(form, "Show a hint")
    page = await maria.send(form, "Show a hint")
    assert page.question("who-signs").texts("hint") == ["Hint Who keeps the promise?"]
    assert await count(site.database, step) == 2


async def test_trying_again_begins_with_the_last_answer_and_leads_to_done(maria: Browser) -> None:
    page = await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    assert page.question("who-signs").links()["Try again"] == f"{LESSON}?again=who-signs#q-who-signs"
    page = await maria.open(page.question("who-signs").links()["Try again"])
    form = page.form_of("who-signs")
    assert form.values() == [("answer", "lead")]
    page = await maria.send(form.choose("each"), "Check my answer")
    assert page.question("who-signs").texts("verdict") == ["Right."]


async def test_done_stays_done_after_a_wrong_try(maria: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    page = await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    question = page.question("who-signs")
    assert question.texts("verdict") == ["Not yet. Read what it says beside your answer, and try again."]
    assert question.texts("tick") == ["Done"]
    assert page.texts("missing") == ["One question is still open in this lesson."]


async def test_answering_again_after_a_while_is_a_new_try(maria: Browser, site: Site) -> None:
    for _ in range(3):
        site.clock.go_on(minutes=1)
        await answer(maria, LESSON, "who-signs")
    assert await values(site.database, step.c.n, step.c.mark) == [(1, 1.0), (2, 1.0), (3, 1.0)]


async def test_the_same_form_sent_twice_counts_once(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "what-holds")
    form = (await maria.open(LESSON)).form_of("who-signs").choose("lead")
    for _ in range(2):
        page = await maria.send(form, "Check my answer")
        assert page.address == f"{LESSON}#q-who-signs"
    assert await count(site.database, step) == 2


async def test_an_outdated_page_is_shown_how_the_question_stands_now(maria: Browser, site: Site) -> None:
    await answer(maria, LESSON, "what-holds")
    old = await maria.open(LESSON)
    await answer(maria, LESSON, "who-signs")
    page = await maria.send(old.form_of("who-signs").choose("lead"), "Check my answer")
    question = page.question("who-signs")
    assert (page.status, question.texts("note"), question.texts("verdict")) == (200, [OUTDATED], ["Right."])
    assert await count(site.database, step) == 2


async def test_a_hint_from_an_outdated_page_gets_the_present_state(maria: Browser) -> None:
    await answer(maria, LESSON, "what-holds")
    old = await maria.open(LESSON)
    await answer(maria, LESSON, "who-signs")
    page = await maria.send(old.form_of("who-signs"), "Show a hint")
    assert page.question("who-signs").texts("note") == [OUTDATED]


async def test_an_outdated_page_is_judged_by_the_question_alone(maria: Browser) -> None:
    await answer(maria, LESSON, "what-holds")
    old = await maria.open(LESSON)
    await answer(maria, LESSON, "what-holds", lambda form: form.choose("logo"))
    page = await maria.send(old.form_of("who-signs").choose("each"), "Check my answer")
    assert page.question("who-signs").texts("verdict") == ["Right."]
    assert page.texts("note") == []


async def test_two_devices_of_a_guest_are_two_guests(maria: Browser, stefan: Browser) -> None:
    await answer(maria, LESSON, "who-signs")
    await answer(stefan, LESSON, "what-holds")
    page = await stefan.open(LESSON)
    assert page.question("who-signs").texts("verdict") == []


async def test_the_lesson_says_how_it_stands(maria: Browser) -> None:
    assert (await maria.open(LESSON)).texts("missing") == []
    page = await answer(maria, LESSON, "who-signs", lambda form: form.choose("lead"))
    assert page.texts("missing") == ["2 questions are still open in this lesson."]
    page = await answer(maria, LESSON, "who-signs")
    assert page.texts("missing") == ["One question is still open in this lesson."]
    page = await answer(maria, LESSON, "what-holds")
    assert page.texts("missing") == ["You have completed this lesson."]


async def test_completing_lessons_and_module_is_dated(maria: Browser, site: Site) -> None:
    await complete_lessons(maria)
    site.clock.go_on(days=2)
    await answer(maria, LESSON, "who-signs")
    facts = await values(site.database, completion.c.kind, completion.c.lesson, completion.c.at)
    day = site.clock.now.replace(day=24)
    assert facts == [("lesson", "kinds", day), ("lesson", "reading", day), ("lesson", "start", day)]


async def test_a_reflection_blocks_nothing(maria: Browser) -> None:
    await complete_lessons(maria)
    page = await maria.open(KINDS)
    assert page.question("thoughts").texts("verdict") == []
    assert page.texts("missing") == ["You have completed this lesson."]


async def test_a_reflection_alone_does_not_complete_a_lesson(maria: Browser) -> None:
    page = await answer(maria, KINDS, "thoughts")
    assert page.texts("missing") == ["6 questions are still open in this lesson."]


async def test_a_lesson_without_questions_is_complete_when_its_end_is_confirmed(maria: Browser, site: Site) -> None:
    page = await maria.open(READING)
    form = page.form("I have read this lesson")
    done = await maria.send(form, "I have read this lesson")
    assert done.address == f"{READING}#page-end"
    assert (done.texts("missing"), [*done.main.all("button")]) == (["You have completed this lesson."], [])
    assert [*maria.cookies] == ["session"]
    await maria.send(form, "I have read this lesson")
    assert await values(site.database, step.c.action, step.c.lesson) == [("confirm", "reading")]


async def test_a_lesson_with_questions_is_not_completed_by_confirming_it(maria: Browser, site: Site) -> None:
    page = await maria.open(LESSON)
    sent = await maria.post(LESSON, [("token", token(page)), ("do", "read")])
    assert (sent.status, sent.address, maria.cookies) == (200, f"{LESSON}#page-end", {})
    assert await count(site.database, step) == 0


async def test_the_first_answer_tells_what_is_kept(ioana: Browser) -> None:
    page = await ioana.open(LESSON)
    told = "Your answers are kept for this browser only. What is kept, and for how long"
    assert page.question("who-signs").links() == {told: "/en/privacy"}


async def test_the_lesson_leads_on(maria: Browser) -> None:
    turns = {}
    for lesson in (LESSON, KINDS, READING):
        page = await maria.open(lesson)
        turns[lesson] = page.main.all("nav", within="turn")[0].links()
    assert turns == {
        LESSON: {"Next lesson: Every kind": KINDS},
        KINDS: {"Next lesson: Something to read": READING, "Back to: The agreement": LESSON},
        READING: {"On to the quiz": "/en/demo/first/quiz", "Back to: Every kind": KINDS},
    }


async def test_an_answered_question_leads_to_the_next_and_the_last_one_out(maria: Browser) -> None:
    page = await answer(maria, LESSON, "who-signs")
    assert page.question("who-signs").links()["Next question"] == f"{LESSON}#q-what-holds"
    page = await answer(maria, LESSON, "what-holds")
    assert page.question("what-holds").links()["Next lesson: Every kind"] == KINDS


async def test_the_address_a_form_was_sent_to_leads_back_to_the_question(ioana: Browser) -> None:
    page = await ioana.open(f"{LESSON}/who-signs")
    assert (page.status, page.address) == (200, f"{LESSON}#q-who-signs")
