"""What people do on the site, step by step as in a browser."""

from collections.abc import Mapping

from tests.learn.browser import Browser, Page
from tests.learn.course import QUIZ_RIGHT, RIGHT, Answering

LESSON = "/en/demo/first/start"
KINDS = "/en/demo/first/kinds"
READING = "/en/demo/first/reading"
QUIZ = "/en/demo/first/quiz"


async def answer(browser: Browser, lesson: str, question: str, how: Answering | None = None) -> Page:
    """Answer a question of a lesson; right, unless `how` says otherwise."""
    page = await browser.open(f"{lesson}?again={question}")
    return await browser.send((how or RIGHT[question])(page.form_of(question)), CHECK[question == "thoughts"])


CHECK = ("Check my answer", "Save my thoughts")


async def complete_lessons(browser: Browser) -> None:
    """Do everything in the lessons of the small course."""
    for question in ("who-signs", "what-holds"):
        await answer(browser, LESSON, question)
    for question in ("several", "fact", "pairs", "stages", "groups", "word"):
        await answer(browser, KINDS, question)
    page = await browser.open(READING)
    await browser.send(page.form("I have read this lesson"), "I have read this lesson")


async def begin_quiz(browser: Browser, quiz: str = QUIZ) -> Page:
    """Begin an attempt, or go on with the one that is open; its next question."""
    page = await browser.open(quiz)
    form = page.forms()[0]
    return await browser.send(form, next(iter(form.buttons)))


def stem(page: Page) -> str:
    return page.texts("stem")[0]


async def answer_quiz(browser: Browser, page: Page, answers: Mapping[str, Answering] = QUIZ_RIGHT) -> Page:
    """Answer every question from this page on; the page before finishing."""
    while page.texts("stem"):
        page = await browser.send(answers[stem(page)](page.forms()[0]), "Save and go on")
    return page


async def take_quiz(browser: Browser, answers: Mapping[str, Answering] = QUIZ_RIGHT, quiz: str = QUIZ) -> Page:
    """A whole attempt; its result."""
    page = await answer_quiz(browser, await begin_quiz(browser, quiz), answers)
    return await browser.send(page.form("Finish and see my result"), "Finish and see my result")


def token(page: Page) -> str:
    """What the forms of a page carry."""
    return page.forms()[0].value("token")


async def leave(browser: Browser, lesson: str, anchor: str, token_of: Page | None = None) -> Page:
    """What the script sends when somebody leaves a lesson."""
    page = token_of or await browser.open(lesson)
    return await browser.post(lesson, [("token", token(page)), ("anchor", anchor)])
