"""Every type of page in every state that looks different, each reached as a person reaches it.

A scene leads a new window from state to state and yields the name of each.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from playwright.sync_api import Locator

from app.content.model import Module, Question
from tests.browser import key, organisations, people
from tests.browser.window import LESSONS, Window, fill

States = Iterator[str]
Scene = Callable[[Window], States]

MODULES = ("partnerships", "relationship-marketing", "licensing", "sponsorship", "crowdsourcing")
KINDS = ("single", "truefalse", "multiple", "matching", "sorting", "ordering", "short", "reflection")


def home(window: Window) -> States:
    window.go("")
    yield "for a visitor"
    _begin(window)
    window.go("")
    yield "with progress"


def outline(window: Window) -> States:
    window.go("/networking")
    yield "for a visitor"
    _begin(window)
    window.go("/networking")
    window.page.locator("main summary").first.click()
    yield "with progress and outcomes open"


def module_page(window: Window) -> States:
    window.go(LESSONS)
    yield "for a visitor"
    _begin(window)
    window.go(LESSONS)
    yield "with progress"


def definition(window: Window) -> States:
    window.go(f"{LESSONS}/{window.module.lessons[0].id}")
    window.page.locator(".term").first.click()
    window.page.locator(".definition").first.wait_for()
    yield "open"


def glossary(window: Window) -> States:
    window.go("/networking/glossary")
    yield "whole"
    window.go("/networking/glossary#partnership")
    yield "at a term"


def search(window: Window) -> States:
    window.go("/search")
    yield "before"
    word = next(term for term in window.course.glossary if term.id == "partnership").term.plain
    window.go(f"/search?q={word}")
    window.page.locator(".hits").wait_for()
    yield "with hits"
    window.go(f"/search?q={word[:3]}{word[4]}{word[3]}{word[5:]}")
    window.page.locator(".hits").wait_for()
    yield "with hits for another word"
    window.go("/search?q=xyzzy")
    yield "without hits"


def credits_and_privacy(window: Window) -> States:
    window.go("/credits")
    yield "credits"
    window.go("/privacy")
    yield "privacy"


def progress(window: Window) -> States:
    window.go("/progress")
    yield "empty"
    _begin(window)
    window.go("/progress")
    yield "filled"
    window.press("Delete my progress")
    window.page.locator(".asked").wait_for()
    yield "asked"
    window.press("Yes, delete everything")
    window.page.locator(".verdict").wait_for()
    yield "deleted"


def messages(window: Window) -> States:
    window.go("/no/such/page/at/all")
    yield "no such page"
    window.go(f"{LESSONS}/agreemnt")
    yield "no such lesson"
    address = f"{window.server.origin}/{window.language}/progress"
    foreign = f'<form method="post" action="{address}"><button>Send</button></form>'
    window.page.goto(f"data:text/html,<!doctype html><title>Elsewhere</title>{foreign}")
    window.page.locator("button").click()
    window.page.locator("main").wait_for()
    yield "a form from elsewhere"


def not_saved(window: Window) -> States:
    question = of_kind(window.module, "single")
    window.go(f"{LESSONS}/{question.lesson}")
    section = window.question(question.id)
    fill(section, key.right(question))
    with closing(sqlite3.connect(window.server.database)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        window.press("Check my answer", section)
        window.page.locator(".problem, [data-said]").first.wait_for()
        holder.rollback()
    yield "while the database is held"


def lessons(module_id: str) -> Scene:
    """The scene of a module's lessons, each as a visitor finds it."""

    def scene(window: Window) -> States:
        module = window.course.module(module_id)
        for lesson in module.lessons if module else ():
            window.go(f"/networking/{module_id}/{lesson.id}")
            yield lesson.id

    return scene


def self_check(window: Window) -> States:
    window.go("/networking/self-check")
    yield "open"
    for name in {radio.get_attribute("name") for radio in window.page.get_by_role("radio").all()}:
        window.page.locator(f'[name="{name}"]').last.check()
    window.press("Show me where to begin")
    window.page.locator(".verdict").wait_for()
    yield "answered"


def final_test(window: Window) -> States:
    window.go("/networking/final-test")
    yield "its module"
    window.go("/networking/final-test/quiz")
    yield "before the first attempt"


def printed(window: Window) -> States:
    window.go("/networking/sponsorship/print")
    yield "one module"


def languages(window: Window) -> States:
    """The choice of languages, open."""
    window.go("")
    window.page.locator(".languages summary").click()
    yield "on a page without a form"
    begin_quiz(window)
    window.page.locator(".languages summary").click()
    yield "on a question of a quiz"


def question(kind: str) -> Scene:
    """The scene of a question of a kind in a lesson: incomplete, hinted, wrong, again, partly right, right."""

    def scene(window: Window) -> States:
        asked = of_kind(window.module, kind)
        window.go(f"{LESSONS}/{asked.lesson}")
        section = window.question(asked.id)
        yield from _before_answering(window, section, asked)
        if asked.graded:
            yield from _answering_wrong(window, section, asked)
        window.answer(asked.id, key.right(asked))
        yield "right" if asked.graded else "saved"

    return scene


def quiz_questions(window: Window) -> States:
    """Attempts until every kind of question was seen, with nothing right in them."""
    assert window.module.quiz
    unseen = {question.kind for question in window.module.quiz.questions}
    while unseen:
        yield from _attempt(window, unseen)


def quiz(window: Window) -> States:
    """An attempt with everything right."""
    window.go(f"{LESSONS}/quiz")
    yield "before the first attempt"
    yield from _passed(window)
    window.go(f"{LESSONS}/quiz")
    yield "after an attempt"


def playing(window: Window) -> States:
    """A story, always the last choice, from its beginning to its end."""
    window.go("/networking/play/common-cause")
    yield "before"
    window.page.locator("button[name=opening]").last.click()
    window.page.locator(".offers").wait_for()
    yield "the first scene"
    address, passed = window.page.url, 0
    while window.page.locator(".offers").count():
        window.decide(window.page.locator(".offers button").last)
        passed += 1
        if passed in {1, 8}:
            yield f"after {passed} choices"
    yield "the end"
    window.page.goto(f"{address}?already=")
    yield "the end, decided already"
    window.go("/networking/play/common-cause")
    yield "with a story played"


def signing_up(window: Window) -> States:
    window.go("/sign-up")
    yield "open"
    window.press("Open my account")
    window.page.locator(".wrong").wait_for()
    yield "with everything missing"


def signing_in(window: Window) -> States:
    window.go("/sign-in")
    yield "open"
    people.fill_in(window, email="nobody@example.org", password="wrong")
    window.press("Sign in")
    window.page.locator(".wrong").wait_for()
    yield "refused"
    window.go("/forgotten")
    yield "forgotten"
    people.fill_in(window, email="nobody@example.org")
    window.press("Send me the link")
    yield "a letter sent"
    window.go("/open?token=none")
    yield "a link that counts no longer"


def account(window: Window) -> States:
    people.sign_up(window)
    yield "account"
    for path in ("name", "email", "password", "devices", "delete"):
        window.go(f"/account/{path}")
        yield path
    window.press("Delete everything")
    window.page.locator(".wrong").wait_for()
    yield "delete, refused"
    people.fill_in(window, password=people.PASSWORD)
    window.press("Delete everything")
    yield "deleted"


def everything_kept(window: Window) -> States:
    _begin(window)
    people.sign_up(window)
    yield "asked to add"
    window.press("Yes, add it")
    window.go("/account/everything")
    yield "closed"
    for part in window.page.locator("main summary").all():
        part.click()
    yield "open"
    window.go("/progress")
    yield "progress of an account"


def second_step(window: Window) -> States:
    email = people.sign_up(window)
    window.go("/account/second-factor")
    yield "off"
    app = people.begin_second_step(window)
    yield "being set up"
    people.fill_in(window, code="000000")
    window.press("Switch the second step on")
    window.page.locator(".wrong").wait_for()
    yield "a wrong code"
    people.fill_in(window, code=app.now())
    window.press("Switch the second step on")
    window.page.locator(".codes").wait_for()
    yield "recovery codes"
    window.go("/account/second-factor")
    yield "on"
    window.page.context.clear_cookies()
    people.sign_in(window, email)
    yield "a code asked for"


def administration(window: Window) -> States:
    email = people.sign_up(window, name="Helena")
    people.set_up_second_step(window)
    people.make_administrator(window, email)
    window.go("/admin")
    yield "overview"
    window.go("/admin/people?q=helena")
    yield "people"
    window.go("/admin/people?q=xyzzy")
    yield "nobody found"
    window.go("/admin/organisations")
    window.press("Add the organisation")
    window.page.locator(".wrong").wait_for()
    yield "an organisation without a name"
    people.fill_in(window, title=email)
    window.press("Add the organisation")
    yield "organisations"
    window.go("/admin/letters")
    yield "letters"
    yield from _administered(window, email)


def _administered(window: Window, email: str) -> States:
    window.go(f"/admin/people?q={email}")
    window.page.locator(".devices a").first.click()
    yield "a person"
    window.page.locator("main select").select_option("reviewer el")
    window.press("Give this role")
    yield "a role given"
    window.go("/admin/record")
    yield "record"


def _coordinate(window: Window, title: str) -> str:
    """Somebody who coordinates a new organisation with one group; where its pages are."""
    email = people.sign_up(window)
    people.set_up_second_step(window)
    desk = f"/coordinate/{organisations.make_coordinator(window, email, f'{title} {email}')}"
    window.go(f"{desk}/new-group")
    people.fill_in(window, title="2027", due="2027-12-24")
    window.press("Make the group")
    return desk


def groups(window: Window) -> States:
    desk = _coordinate(window, "1")
    group = f"{desk}{window.page.url.partition(desk)[2]}"
    yield "a group that is new"
    window.go(desk)
    yield "an organisation with nobody in it"
    window.go(f"{desk}/new-group")
    yield "the form for a group"
    window.press("Make the group")
    window.page.locator(".wrong").wait_for()
    yield "the form, with something missing"
    window.go(group)
    window.press("Make a code")
    window.page.locator(".secret").wait_for()
    yield "a group with a code"
    code = window.page.locator(".secret").inner_text().replace("-", "")
    window.go(f"{group}/delete")
    yield "asked to delete"
    yield from _invited(window, group)
    yield from _joined(window, code)


def _invited(window: Window, group: str) -> States:
    window.go(f"{group}/bring")
    yield "to bring people"
    people.fill_in(window, pasted="Maria;maria.x@example.org;1\nHelena;helena.x@example.org;2\n?;?;?")
    window.press("See what this would change")
    yield "what a list changes"
    window.press("Invite them")
    while window.page.locator("meta[http-equiv=refresh]").count():
        window.page.reload()
    yield "what a list has changed"
    window.go(group)
    yield "a group with invitations"


def _joined(window: Window, code: str) -> States:
    window.go("/join")
    yield "to join by a code"
    window.go(f"/join?code={code}")
    yield "asked to join"
    window.press("Join the group")
    yield "joined"
    window.page.locator("main summary").first.click()
    yield "own groups, who sees what"
    window.page.context.clear_cookies()
    window.go(f"/join?code={code}")
    yield "asked to join, not signed in"


def coordinating(window: Window) -> States:
    desk = _coordinate(window, "2")
    organisations.make_learners(window, int(window.page.url.rpartition("/")[2]), 40)
    window.go(desk)
    window.page.locator("main summary").first.click()
    yield "overview"
    window.go(f"{desk}/people")
    yield "list"
    window.go(f"{desk}/people?q=nobody&sort=-done")
    yield "list of nobody"
    window.go(f"{desk}/people?state=attention&sort=last")
    window.page.locator("main tbody a").first.click()
    window.page.locator("main summary").first.click()
    yield "learner"
    window.page.locator("main .devices a").first.click()
    yield "asked to remove a learner"
    yield from _figures(window, desk)
    yield from _message(window, desk)


def _figures(window: Window, desk: str) -> States:
    window.go(f"{desk}/questions")
    for part in window.page.locator("main summary").all():
        part.click()
    yield "questions"
    window.go(f"{desk}/questions?module=final-test")
    yield "questions of a test drawn by chance"
    window.go(f"{desk}/report")
    yield "report"
    window.go(f"{desk}/story/common-cause")
    yield "story"
    window.go(f"{desk}/story/common-cause/sheet")
    yield "sheet for talking about the story"


def _message(window: Window, desk: str) -> States:
    window.go(f"{desk}/message?state=stuck")
    yield "message"
    window.press("See how it arrives")
    window.page.locator(".wrong").wait_for()
    yield "message, empty"
    for field in ("subject", "text"):
        window.page.locator(f"main [name^={field}-]").first.fill("123")
    window.press("See how it arrives")
    window.page.locator(".letter").first.wait_for()
    yield "message, as it arrives"


def translation_problems(window: Window) -> States:
    email = people.sign_up(window)
    organisations.make_translator(window, email, _target(window))
    organisations.make_difference(window)
    window.go("/translation-problems")
    yield "some"


def _target(window: Window) -> str:
    """The language that somebody translates into who reads the site in the window's."""
    return "pl" if window.language == "en" else window.language


def translating(window: Window) -> States:
    """A reviewer's pages, with a suggestion and a comment of their own."""
    email, target = people.sign_up(window), _target(window)
    organisations.make_translator(window, email, target, "reviewer")
    people.set_up_second_step(window)
    desk = f"/translate/{target}"
    window.go(desk)
    yield "map"
    window.go(f"{desk}/networking.licensing?part=01-right-of-use")
    yield "texts"
    yield from _at_the_desk(window, desk)
    for page in ("glossary", "files", "questions"):
        window.go(f"{desk}/{page}")
        yield page
    if window.language != "en":
        yield from _suggesting(window, desk)


def _at_the_desk(window: Window, desk: str) -> States:
    window.go(f"{desk}/networking.licensing?part=01-right-of-use")
    window.page.locator(".texts a").nth(5).click()
    yield "desk"
    window.page.locator("textarea").first.fill("[x] (lesson:nowhere) 123")
    window.press("Check and look")
    window.page.locator(".finding").first.wait_for()
    yield "desk, with findings"
    window.go(f"{desk}/networking.licensing?part=quiz&help=all")
    window.page.locator(".texts a").nth(2).click()
    window.page.locator("[name=remark]").evaluate("field => (field.closest('details').open = true)")
    window.page.locator("[name=remark]").fill(f"? {window.page.url[-40:]}")
    window.press("Ask the author")
    yield "desk, with everything that helps"
    window.go(f"{desk}/interface?q=minute&help=all")
    window.page.locator(".texts a").nth(1).click()
    yield "desk, of the site's own words"


def _suggesting(window: Window, desk: str) -> States:
    window.go("/improve?at=/networking/licensing/right-of-use")
    yield "texts of a page"
    window.page.locator(".texts a").nth(4).click()
    window.page.locator("textarea").first.fill("123")
    window.press("Suggest it")
    window.page.locator(".rows").wait_for()
    yield "what I suggested"
    window.go(f"{desk}/suggestions")
    yield "suggestions"
    window.page.locator(".texts a").first.click()
    yield "one suggestion"


ALL: dict[str, Scene] = {
    "home": home,
    "outline": outline,
    "module": module_page,
    **{f"lessons of {module}": lessons(module) for module in MODULES},
    "self-check": self_check,
    "final test": final_test,
    "printed": printed,
    "languages": languages,
    "definition": definition,
    "glossary": glossary,
    "search": search,
    "credits and privacy": credits_and_privacy,
    "progress": progress,
    "messages": messages,
    "not saved": not_saved,
    "playing": playing,
    "signing up": signing_up,
    "signing in": signing_in,
    "account": account,
    "everything kept": everything_kept,
    "second step": second_step,
    "administration": administration,
    "groups": groups,
    "coordinating": coordinating,
    "translating": translating,
    "translation problems": translation_problems,
    "quiz": quiz,
    "quiz questions": quiz_questions,
    **{f"{kind} question": question(kind) for kind in KINDS},
}


def of_kind(module: Module, kind: str) -> Question:
    """The question of a kind that has the most states: hints, and several parts."""
    found = [question for lesson in module.lessons for question in lesson.questions if question.kind == kind]
    return max(found, key=lambda question: (len(question.hints), len(key.right(question))))


def posed(window: Window) -> Question:
    """The question of the quiz that the window shows."""
    # What holds words together at the end of a line can't be seen.
    stem = " ".join(window.page.locator("#question-stem").inner_text().replace("\u2060", "").split())
    quiz = window.module.quiz
    questions = quiz.questions if quiz else ()
    return next(question for question in questions if " ".join(question.stem_plain.split()) == stem)


def _begin(window: Window) -> None:
    question = of_kind(window.module, "truefalse")
    window.go(f"{LESSONS}/{question.lesson}")
    window.answer(question.id, key.right(question))


def _before_answering(window: Window, section: Locator, asked: Question) -> States:
    fill(section, key.incomplete(asked))
    section.locator("button[value=check]").click()
    section.locator(".problem").wait_for()
    yield "incomplete"
    if asked.hints:
        section.locator("button[value=hint]").click()
        section.locator(".hint").wait_for()
        yield "with a hint"


def _answering_wrong(window: Window, section: Locator, asked: Question) -> States:
    window.answer(asked.id, key.wrong(asked))
    yield "wrong"
    _again(section)
    yield "again"
    if len(key.right(asked)) > 1 or len(key.right(asked).get("answer", ())) > 1:
        if asked.kind == "multiple":
            fill_only(section, key.partly(asked))
        window.answer(asked.id, key.partly(asked))
        yield "partly right"
        _again(section)
    if asked.kind == "multiple":
        fill_only(section, key.right(asked))


def fill_only(section: Locator, fields: key.Fields) -> None:
    """Take away what is ticked and not in `fields`."""
    for box in section.locator("input[type=checkbox]").all():
        box.set_checked(box.get_attribute("value") in fields["answer"])


def _again(section: Locator) -> None:
    section.locator("a[data-again]").click()
    section.locator("button[value=check]").wait_for()


def begin_quiz(window: Window) -> None:
    """Begin an attempt, or go on with the one that is open."""
    window.go(f"{LESSONS}/quiz")
    window.page.locator("main form button").click()
    window.page.locator("#question").wait_for()


def _attempt(window: Window, unseen: set[str]) -> States:
    begin_quiz(window)
    first = window.page.url
    for place in range(1, window.page.locator(".numbers li").count() + 1):
        window.page.goto(f"{first.rpartition('/')[0]}/{place}")
        asked = posed(window)
        if asked.kind in unseen:
            unseen.remove(asked.kind)
            yield f"{asked.kind} question"
            yield from _posed_states(window, asked)
    window.page.goto(f"{first.rpartition('/')[0]}/check")
    yield "with questions open"
    window.press("Finish and see my result")
    window.page.locator("#page-answers").wait_for()
    yield "failed"


def _posed_states(window: Window, asked: Question) -> States:
    section = window.page.locator("#question")
    if len(key.right(asked)) > 1:
        fill(section, key.incomplete(asked))
        section.locator("button").first.click()
        section.locator(".problem").wait_for()
        yield f"{asked.kind} question, incomplete"
    fill(section, key.wrong(asked))
    address = window.page.url
    section.locator("button").first.click()
    window.page.wait_for_url(lambda url: url != address)
    window.page.goto(address)
    yield f"{asked.kind} question, saved"


def _passed(window: Window) -> States:
    begin_quiz(window)
    while window.page.locator("#question").count():
        fill(window.page.locator("#question"), key.right(posed(window)))
        address = window.page.url
        window.page.locator("#question button").first.click()
        window.page.wait_for_url(re.compile(f"^(?!{re.escape(address)}$)"))
    yield "with nothing open"
    window.press("Finish and see my result")
    window.page.locator("#page-answers").wait_for()
    yield "passed"
