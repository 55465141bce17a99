"""A question in a lesson, as it stands for somebody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.content import questions
from app.content.model import Html, Question
from app.content.questions import Answer, Marked
from app.learn import sentences
from app.learn.pages import QuestionPart
from app.progress.quizzing import as_answer
from app.progress.records import Step
from app.web.fragments import TOKEN_HOLE
from app.web.locale import Interface
from app.web.page import Link

_NOTHING = Html("")
State = Literal["fresh", "right", "partly", "wrong", "saved"]


@dataclass(frozen=True, slots=True)
class Stand:
    """How a question stands for somebody; hashable, and equal where it looks the same.

    `answer` is JSON: the last answer or, where `fresh`, what the form is filled with.
    """

    steps: int = 0
    answer: str = ""
    hints: int = 0
    done: bool = False
    fresh: bool = True
    problem: str = ""
    note: str = ""


UNTOUCHED = Stand()


def stand(question: Question, steps: Sequence[Step], *, again: bool = False) -> Stand:
    """How a question stands after these steps; `again` asks for a form filled with the last answer."""
    if not steps:
        return UNTOUCHED
    answers = [step for step in steps if step.action == "answer"]
    last = answers[-1] if answers else None
    answer = as_answer(last.answer) if last else None
    usable = answer is not None and questions.answerable(question, answer)
    return Stand(
        steps=len(steps),
        answer=written(answer) if answer is not None and usable else "",
        hints=min(max(step.hints for step in steps), len(question.hints)),
        done=any(step.mark == 1 for step in answers) or bool(answers and not question.graded),
        fresh=again or not usable,
    )


def written(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a question stands in its lesson. `following` is what comes after it."""

    action: str
    lesson: str
    number: int
    count: int
    following: Link | None
    privacy: str


def question_part(ui: Interface, question: Question, stand: Stand, around: Surroundings) -> QuestionPart:
    answer: Answer | None = json.loads(stand.answer) if stand.answer else None
    marked = None if stand.fresh or answer is None else questions.mark(question, answer)
    view = questions.show(question, questions.default_order(question), answer, marked)
    state = _state(marked)
    return QuestionPart(
        anchor=question.anchor,
        number=ui.gettext("Question {number} of {count}", number=around.number, count=around.count),
        action=f"{around.action}#{question.anchor}",
        token=Html(TOKEN_HOLE),
        steps=stand.steps,
        kind=question.kind,
        stem=question.stem,
        how=sentences.how_to_answer(ui, question.kind, view),
        view=view,
        state=state,
        verdict=_verdict(ui, state, marked),
        problem=stand.problem,
        note=stand.note,
        hints=question.hints[: stand.hints],
        hint_button=_hint_button(ui, question, stand),
        check_button=ui.gettext("Check my answer") if question.graded else ui.gettext("Save my thoughts"),
        explanation=question.explanation if state in {"right", "saved"} else _NOTHING,
        again=_again(ui, question, around.lesson) if marked else None,
        following=around.following if marked else None,
        done=stand.done,
        cookie_note=_cookie_note(ui, around) if stand.steps == 0 and around.number == 1 else None,
    )


def _state(marked: Marked | None) -> State:
    if marked is None:
        return "fresh"
    if marked.fraction is None:
        return "saved"
    if marked.fraction == 1:
        return "right"
    return "partly" if marked.fraction else "wrong"


def _verdict(ui: Interface, state: State, marked: Marked | None) -> str:
    reached = sentences.share(ui, float(marked.fraction * 100)) if marked and marked.fraction else ""
    return {
        "fresh": "",
        "right": ui.gettext("Right."),
        "partly": ui.gettext("Partly right: {share}. Look at what is marked, and try again.", share=reached),
        "wrong": ui.gettext("Not yet. Read what it says beside your answer, and try again."),
        "saved": ui.gettext("Saved. There is no right or wrong here."),
    }[state]


def _hint_button(ui: Interface, question: Question, stand: Stand) -> str:
    left = len(question.hints) - stand.hints
    if left < 1:
        return ""
    return ui.gettext("Show another hint") if stand.hints else ui.gettext("Show a hint")


def _again(ui: Interface, question: Question, lesson: str) -> Link:
    label = ui.gettext("Try again") if question.graded else ui.gettext("Change what I wrote")
    return Link(f"{lesson}?again={question.id}#{question.anchor}", label)


def _cookie_note(ui: Interface, around: Surroundings) -> Link:
    return Link(
        around.privacy, ui.gettext("Your answers are kept for this browser only. What is kept, and for how long")
    )
