"""Which questions of a quiz are hard, with figures that say how sure they are, and in plain words."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

from app.content.model import Choice, Course, Module, Question
from app.coordinate.choosing import Chosen, chosen_here, group_field
from app.coordinate.desks import Coordinating
from app.coordinate.pages import OptionLine, QuestionLine, QuestionsPage
from app.progress.queries.results import results_of
from app.progress.statistics import (
    Item,
    Quiz,
    Reading,
    hardest_first,
    item_statistics,
    quiz_statistics,
)
from app.web import form_page
from app.web.locale import Interface
from app.web.page import Fact
from app.web.responses import Finished

QUESTIONS: Final = "/questions"
_GOOD_ALPHA: Final = 70
"""Percent from which a test is usually said to measure one thing well enough to compare groups."""


async def questions(at: Coordinating) -> Finished:
    chosen = await chosen_here(at)
    module = _module(chosen) if chosen else None
    if chosen is None or module is None:
        return at.visit.not_found()
    results = await results_of(at.long_reads, scope=chosen.scope, module=module.id, group_id=chosen.wanted.group)
    quiz, items = await asyncio.to_thread(lambda: (quiz_statistics(results), hardest_first(item_statistics(results))))
    ui, heading = at.ui, at.ui.gettext("Which questions are hard")
    page = QuestionsPage(
        **at.frame(heading, QUESTIONS, query=f"module={module.id}&group={chosen.wanted.group or ''}"),
        heading=heading,
        filters=(_quiz_field(ui, chosen.course, module), group_field(at, chosen)),
        action=at.visit.address(at.path(QUESTIONS)),
        outcome=_outcome(ui, len(results)),
        quiz=_quiz_facts(ui, quiz) if results else (),
        quiz_reading=_quiz_reading(ui, quiz),
        questions=_lines(ui, module, items),
    )
    return at.visit.show(page)


def _module(chosen: Chosen) -> Module | None:
    with_quiz = [module for module in chosen.course.modules if module.quiz]
    return next((one for one in with_quiz if chosen.wanted.module in {"", one.id}), None)


def _quiz_field(ui: Interface, course: Course, module: Module) -> form_page.Field:
    choices = tuple(
        form_page.Choice(one.id, one.title.plain, chosen=one.id == module.id) for one in course.modules if one.quiz
    )
    return form_page.Field(name="module", label=ui.gettext("Quiz"), kind="choice", choices=choices)


def _outcome(ui: Interface, count: int) -> str:
    if not count:
        return ui.gettext("Nobody has finished this quiz yet.")
    return ui.ngettext(
        "From the first finished attempt of {count} person.",
        "From the first finished attempts of {count} people.",
        count,
        count=ui.number(count),
    )


def _quiz_facts(ui: Interface, quiz: Quiz) -> tuple[Fact, ...]:
    unknown = ui.gettext("too few attempts to say")
    return (
        Fact(ui.gettext("Mean result"), _percent(ui, quiz.mean, unknown) + _between(ui, quiz.mean_interval)),
        Fact(ui.gettext("Median"), _percent(ui, quiz.median, unknown)),
        Fact(ui.gettext("Standard deviation"), _points(ui, quiz.sd, unknown)),
        Fact(
            ui.gettext("Internal consistency (Cronbach’s alpha)"),
            _percent(ui, quiz.alpha, unknown) + _between(ui, quiz.alpha_interval),
        ),
        Fact(ui.gettext("Standard error of one result"), _points(ui, quiz.standard_error, unknown)),
    )


def _percent(ui: Interface, value: float | None, unknown: str) -> str:
    return unknown if value is None else f"{ui.number(value, 0)} %"


def _points(ui: Interface, value: float | None, unknown: str) -> str:
    return unknown if value is None else ui.gettext("{count} percentage points", count=ui.number(value, 1))


def _between(ui: Interface, interval: tuple[float, float] | None) -> str:
    """The interval in which the true figure is in 95 of 100 cases."""
    if interval is None:
        return ""
    low, high = (ui.number(edge, 0) for edge in interval)
    # Translators: after a figure in percent: the interval in which the true one probably lies
    return " " + ui.gettext("(between {low} and {high})", low=low, high=high)


def _quiz_reading(ui: Interface, quiz: Quiz) -> str:
    if quiz.alpha is None:
        return ui.gettext(
            "With fewer than 30 attempts, or with questions drawn by chance, only simple figures are given."
        )
    if quiz.alpha >= _GOOD_ALPHA:
        return ui.gettext("The questions measure the same thing well enough to compare groups of people by it.")
    return ui.gettext("The questions hang together loosely. Read single results with care.")


def _lines(ui: Interface, module: Module, items: Sequence[Item]) -> tuple[QuestionLine, ...]:
    asked_in = {one.id: one for one in module.quiz.questions} if module.quiz else {}
    return tuple(_line(ui, asked_in[item.question], item) for item in items if item.question in asked_in)


def _line(ui: Interface, question: Question, item: Item) -> QuestionLine:
    low, high = (100 * edge for edge in item.interval)
    return QuestionLine(
        stem=question.stem_plain,
        reading=_reading(ui, item.reading),
        facts=_facts(ui, item, low, high),
        options=_options(ui, question, item.options, item.attempts),
        low=f"{low:.1f}",
        width=f"{max(high - low, 0.5):.1f}",
    )


def _reading(ui: Interface, reading: Reading) -> str:
    return {
        Reading.TOO_FEW: ui.gettext("Too few attempts to judge it."),
        Reading.EASY: ui.gettext("Nearly everybody gets it right."),
        Reading.FINE: ui.gettext("It works well."),
        Reading.HARD: ui.gettext("It is hard: most get it wrong. Is it taught clearly?"),
        Reading.WEAK: ui.gettext("It tells little about who knows the rest. Look whether its text is clear."),
        Reading.MISLEADING: ui.gettext(
            "Those who know the rest get it wrong more often than others. Look whether the right answer is right."
        ),
    }[reading]


def _facts(ui: Interface, item: Item, low: float, high: float) -> tuple[Fact, ...]:
    right = ui.ngettext(
        "{right} of {count} person", "{right} of {count} people", item.attempts, right=item.right, count=item.attempts
    )
    facts = [
        Fact(ui.gettext("Fully right"), right),
        Fact(ui.gettext("Facility index"), _percent(ui, 100 * item.facility, "–") + _between(ui, (low, high))),
    ]
    if not item.too_few:
        undefined = ui.gettext("undefined, as the marks do not differ")
        facts += [
            Fact(
                ui.gettext("Discrimination (with the other questions)"),
                _percent(ui, _times(item.discrimination), undefined)
                + _between(ui, _both(item.discrimination_interval)),
            ),
            Fact(ui.gettext("Discriminative efficiency"), _percent(ui, _times(item.efficiency), undefined)),
        ]
    return tuple(facts)


def _times(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _both(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if interval is None else (100 * interval[0], 100 * interval[1])


def _options(ui: Interface, question: Question, counts: Mapping[str, int], attempts: int) -> tuple[OptionLine, ...]:
    """What each option attracted; other kinds of questions have no options to choose among."""
    if not isinstance(question.body, Choice):
        return ()
    return tuple(
        OptionLine(
            option.text.plain,
            f"{counts.get(option.key, 0)} ({ui.percent(round(100 * counts.get(option.key, 0) / attempts))})",
            ui.gettext("right") if option.right else "–",
        )
        for option in question.body.options
    )
