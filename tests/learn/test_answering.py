"""Each kind of question in a lesson: right, partly right, wrong, and not answered yet."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from app.progress.tables import step
from tests.learn.browser import Browser, Page
from tests.learn.cast import CHECK, KINDS, LESSON, answer
from tests.learn.course import RIGHT, Answering
from tests.learn.kept import values
from tests.learn.running import Site

pytestmark = pytest.mark.anyio

RIGHT_SAID = "Right."
PARTLY = "Partly right: {}. Look at what is marked, and try again."
WRONG = "Not yet. Read what it says beside your answer, and try again."


@pytest.fixture
def site(sqlite_site: Site) -> Site:
    """How an answer is marked and shown has nothing to do with the kind of database."""
    return sqlite_site


@dataclass(frozen=True)
class Case:
    """An answer, the verdict, the feedback shown beside what was chosen, and the explanation that comes with it."""

    question: str
    how: Answering
    verdict: str
    feedback: tuple[str, ...]
    explanation: tuple[str, ...] = ()

    @property
    def lesson(self) -> str:
        return LESSON if self.question in {"who-signs", "what-holds"} else KINDS


CASES = {
    "single right": Case(
        "who-signs", RIGHT["who-signs"], RIGHT_SAID, ("Yes, a promise of its own.",), ("Each signs for itself.",)
    ),
    "single wrong": Case(
        "who-signs", lambda form: form.choose("lead"), WRONG, ("One signature binds one organisation.",)
    ),
    "multiple right": Case(
        "several", RIGHT["several"], RIGHT_SAID, ("Rooms can be shared.", "Skills can be shared."), ("Resources.",)
    ),
    "multiple partly": Case(
        "several", lambda form: form.choose("rooms"), PARTLY.format("50%"), ("Rooms can be shared.",)
    ),
    "multiple wrong": Case(
        "several",
        lambda form: form.choose("skills", "debts"),
        WRONG,
        ("Skills can be shared.", "Nobody wants those."),
    ),
    "true or false right": Case("fact", RIGHT["fact"], RIGHT_SAID, ("It is in writing.",), ("It has been agreed.",)),
    "true or false wrong": Case("fact", lambda form: form.choose("false"), WRONG, ("Then it would be a contact.",)),
    "matching right": Case(
        "pairs",
        RIGHT["pairs"],
        RIGHT_SAID,
        ("News is the liaison's.", "Meetings are the facilitator's."),
        ("Two roles.",),
    ),
    "matching partly": Case(
        "pairs",
        lambda form: form.place({"liaison": "news", "facilitator": "pays"}),
        PARTLY.format("50%"),
        ("News is the liaison's.", "Meetings are the facilitator's."),
    ),
    "matching wrong": Case(
        "pairs",
        lambda form: form.place({"liaison": "meeting", "facilitator": "news"}),
        WRONG,
        ("News is the liaison's.", "Meetings are the facilitator's."),
    ),
    "ordering right": Case(
        "stages",
        RIGHT["stages"],
        RIGHT_SAID,
        ("First you meet.", "Then you agree.", "Then you work."),
        ("Step by step.",),
    ),
    "ordering partly": Case(
        "stages",
        lambda form: form.place({"meet": "1", "agree": "3", "work": "2"}),
        PARTLY.format("50%"),
        ("First you meet.", "Then you work.", "Then you agree."),
    ),
    "ordering wrong": Case(
        "stages",
        lambda form: form.place({"meet": "3", "agree": "2", "work": "1"}),
        WRONG,
        ("Then you work.", "Then you agree.", "First you meet."),
    ),
    "sorting right": Case(
        "groups", RIGHT["groups"], RIGHT_SAID, ("That comes last.", "That comes first."), ("Before and after.",)
    ),
    "sorting partly": Case(
        "groups",
        lambda form: form.place({"look": "before", "ask": "before", "back": "before"}),
        PARTLY.format("66%"),
        ("That comes last.", "That comes first."),
    ),
    "sorting wrong": Case(
        "groups",
        lambda form: form.place({"look": "after", "ask": "after", "back": "before"}),
        WRONG,
        ("That comes last.", "That comes first."),
    ),
    "short right": Case("word", RIGHT["word"], RIGHT_SAID, (), ("An agreement is signed.",)),
    "short right with other case, accents and spaces": Case(
        "word", lambda form: form.write("  the  AGRÉEMENT "), RIGHT_SAID, (), ("An agreement is signed.",)
    ),
    "short foreseen mistake": Case(
        "word", lambda form: form.write("Contract"), WRONG, ("Partners do not buy from each other.",)
    ),
    "short anything else": Case("word", lambda form: form.write("<b>nothing</b>"), WRONG, ("Think of paper.",)),
    "reflection": Case(
        "thoughts",
        RIGHT["thoughts"],
        "Saved. There is no right or wrong here.",
        (),
        ("Write to them this week.",),
    ),
}


def explanations(page: Page, question: str) -> tuple[str, ...]:
    return tuple(text.removeprefix("Explanation ") for text in page.question(question).texts("explanation"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_an_answer_gets_its_verdict_and_feedback_on_what_was_chosen(case: Case, maria: Browser) -> None:
    page = await answer(maria, case.lesson, case.question, case.how)
    question = page.question(case.question)
    assert page.address == f"{case.lesson}#q-{case.question}"
    assert question.texts("verdict") == [case.verdict]
    assert tuple(question.texts("feedback")) == case.feedback
    assert explanations(page, case.question) == case.explanation
    assert question.all("form") == []
    assert question.texts("tick") == (["Done"] if case.explanation else [])


INCOMPLETE: Mapping[str, tuple[str, Answering, str]] = {
    "single": ("who-signs", lambda form: form, "Please choose one answer."),
    "multiple": ("several", lambda form: form, "Please choose at least one answer."),
    "true or false": ("fact", lambda form: form, "Please choose one answer."),
    "matching": (
        "pairs",
        lambda form: form.place({"liaison": "news"}),
        "One thing still has no place. Please give it one.",
    ),
    "ordering": (
        "stages",
        lambda form: form.place({"work": "1"}),
        "2 steps still have no number. Please give each of them one.",
    ),
    "ordering with one number twice": (
        "stages",
        lambda form: form.place({"meet": "1", "agree": "1", "work": "2"}),
        "Two steps have the same number. Please give each step a number of its own.",
    ),
    "sorting": (
        "groups",
        lambda form: form.place({"look": "before"}),
        "2 things still have no place. Please give each of them one.",
    ),
    "short": ("word", lambda form: form.write("  "), "Please write a word or two."),
    "short too long": (
        "word",
        lambda form: form.write("agreement " * 100),
        "This is longer than we can keep: 500 characters at most. Please shorten it a little; it is all still here.",
    ),
    "reflection": (
        "thoughts",
        lambda form: form.write("\n"),
        "Please write something first; a few words are enough.",
    ),
}


@pytest.mark.parametrize(("question", "how", "problem"), INCOMPLETE.values(), ids=INCOMPLETE.keys())
async def test_an_incomplete_answer_is_no_try_and_stays_as_it_was_typed(
    question: str, how: Answering, problem: str, maria: Browser, site: Site
) -> None:
    lesson = LESSON if question == "who-signs" else KINDS
    other = "what-holds" if question == "who-signs" else ("fact" if question != "fact" else "word")
    await answer(maria, lesson, other)
    form = how((await maria.open(lesson)).form_of(question))
    typed = form.values()
    page = await maria.send(form, CHECK[question == "thoughts"])
    shown = page.question(question)
    assert (page.status, shown.texts("problem"), shown.texts("verdict")) == (200, [problem], [])
    kept = [(name, value.strip()) for name, value in page.form_of(question).values()]
    assert kept == [(name, value.strip()) for name, value in typed]
    assert (page.form_of(question).value("steps"), shown.texts("feedback")) == ("0", [])
    assert await values(site.database, step.c.question) == [(other,)]


async def test_what_was_typed_is_shown_as_text(maria: Browser) -> None:
    page = await answer(maria, KINDS, "thoughts", lambda form: form.write("<script>alert(1)</script>\nA & B"))
    (written,) = page.question("thoughts").texts("written")
    assert written == "Your answer <script>alert(1)</script> A & B"


async def test_a_reflection_can_be_changed(maria: Browser) -> None:
    page = await answer(maria, KINDS, "thoughts", lambda form: form.write("The school.\n\nAnd the clinic."))
    page = await maria.open(page.question("thoughts").links()["Change what I wrote"])
    form = page.form_of("thoughts")
    assert form.value("answer") == "The school.\r\n\r\nAnd the clinic."
    page = await maria.send(form.write("The library."), "Save my thoughts")
    assert page.question("thoughts").texts("written") == ["Your answer The library."]
