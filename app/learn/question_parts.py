"""A question in a lesson, as it stands for somebody."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from app.content import questions
from app.content.model import Html, Question
from app.content.questions import Answer, Marked
from app.learn import sentences
from app.learn.pages import QuestionPart
from app.progress.quizzing import as_answer
from app.progress.records import Tries
from app.web.fragments import TOKEN_HOLE
from app.web.locale import Interface
from app.web.page import Link

WRITTEN: Final = {"short", "reflection"}
"""Kinds that are answered in one's own words. What people write is never kept in memory."""

# Answers made of keys are the same again and again.
_KEPT_ANSWERS: Final = 4096
_NOTHING = Html("")
State = Literal["fresh", "right", "partly", "wrong", "saved"]
# `json.dumps` would make one at each call.
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


class Stand(NamedTuple):
    """How a question stands for somebody; hashable, and what markup is kept by.

    `answer` is JSON: the last answer or, where `fresh`, what the form is filled with. A named tuple, because a page
    makes one for each question and it costs a quarter of a dataclass.
    """

    steps: int = 0
    answer: str = ""
    hints: int = 0
    done: bool = False
    fresh: bool = True
    problem: str = ""
    note: str = ""


UNTOUCHED = Stand()


def stand(question: Question, tries: Tries, *, again: bool = False) -> Stand:
    """How a question stands after these tries; `again` asks for a form filled with the last answer."""
    usable = (_usable if question.kind in WRITTEN else _kept_usable)(question, tries.answer)
    return Stand(
        steps=tries.steps,
        answer=usable,
        hints=min(tries.hints, len(question.hints)),
        done=tries.right or (tries.answer is not None and not question.graded),
        fresh=again or not usable,
    )


def _usable(question: Question, kept: str | None) -> str:
    """An answer as it was kept, if it fits the question as it is now; otherwise empty."""
    answer = as_answer(json.loads(kept)) if kept else None
    return written(answer) if answer is not None and questions.answerable(question, answer) else ""


_kept_usable = lru_cache(_KEPT_ANSWERS)(_usable)


def written(answer: Answer) -> str:
    return _JSON.encode(answer)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a question stands in its lesson. `following` is what comes after it."""

    action: str
    lesson: str
    number: int
    count: int
    following: Link | None
    privacy: str


def outcome(question: Question, stand: Stand) -> Marked | None:
    """How the answer that stands there is marked; None where a form is shown."""
    return None if stand.fresh or not stand.answer else questions.mark(question, json.loads(stand.answer))


def question_part(
    ui: Interface, question: Question, stand: Stand, around: Surroundings, marked: Marked | None
) -> QuestionPart:
    answer: Answer | None = json.loads(stand.answer) if stand.answer else None
    view = questions.show(question, questions.default_order(question), answer, marked)
    state = _state(marked)
    return QuestionPart(
        anchor=question.anchor,
        number=ui.gettext("Question {number} of {count}", number=around.number, count=around.count),
        action=f"{around.action}#{question.anchor}",
        token=Html(TOKEN_HOLE),
        steps=stand.steps,
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
