"""From a submitted form to an answer."""

import pytest
from hypothesis import given

from app.content import questions
from app.content.model import Question, Reflection
from app.content.questions import Answer, Incomplete, Reason
from tests.content.questions import building
from tests.content.questions.building import answered, question

SINGLE = question("single", building.choice(("lead", "each", "author"), ["each"]))
MULTIPLE = question("multiple", building.choice(("goals", "roles", "logo"), ["goals", "roles"]))
MATCHING = question("matching", building.matching({"liaison": "flow", "host": "rooms"}, ["money"]))
SORTING = question("sorting", building.sorting({"needs": "before", "plan": "before", "report": "after"}))
ORDERING = question("ordering", building.ordering(["meet", "agree", "sign"]))
SHORT = question("short", building.short(["royalty"]))
REFLECTION = question("reflection", Reflection())

Form = dict[str, list[str]]


@given(answered())
def test_what_a_page_shows_of_an_answer_is_read_as_the_same_answer(case: tuple[Question, Answer]) -> None:
    asked, answer = case
    view = questions.show(asked, questions.default_order(asked), answer, None)

    assert questions.read(asked, building.form_of(view)) == answer


@pytest.mark.parametrize(
    ("asked", "form", "answer"),
    [
        (SINGLE, {"answer": ["each"]}, ["each"]),
        (MULTIPLE, {"answer": ["roles", "goals"]}, ["goals", "roles"]),
        (MULTIPLE, {"answer": ["roles", "roles"]}, ["roles"]),
        (MATCHING, {"answer.liaison": ["flow"], "answer.host": ["flow"]}, {"liaison": "flow", "host": "flow"}),
        (
            SORTING,
            {"answer.needs": ["after"], "answer.plan": ["before"], "answer.report": ["after"]},
            {"needs": "after", "plan": "before", "report": "after"},
        ),
        (
            ORDERING,
            {"answer.meet": ["3"], "answer.agree": ["1"], "answer.sign": ["2"]},
            ["agree", "sign", "meet"],
        ),
        (SHORT, {"answer": ["  a royalty\r\n"]}, "a royalty"),
        (REFLECTION, {"answer": ["We ask.\r\n\r\nThey answer."]}, "We ask.\n\nThey answer."),
    ],
)
def test_a_form_that_is_filled_in_becomes_an_answer(asked: Question, form: Form, answer: Answer) -> None:
    assert questions.read(asked, {**form, "token": ["of the page"]}) == answer


@pytest.mark.parametrize(
    ("asked", "form", "incomplete"),
    [
        (SINGLE, {}, Incomplete(Reason.NOTHING_CHOSEN)),
        (SINGLE, {"answer": [""]}, Incomplete(Reason.NOTHING_CHOSEN)),
        (SINGLE, {"answer": ["gone"]}, Incomplete(Reason.UNKNOWN)),
        (SINGLE, {"answer": ["lead", "each"]}, Incomplete(Reason.UNKNOWN)),
        (MULTIPLE, {"answer": []}, Incomplete(Reason.NOTHING_CHOSEN)),
        (MULTIPLE, {"answer": ["goals", "gone"]}, Incomplete(Reason.UNKNOWN)),
        (MATCHING, {}, Incomplete(Reason.UNPLACED, ("liaison", "host"))),
        (MATCHING, {"answer.liaison": ["flow"], "answer.host": [""]}, Incomplete(Reason.UNPLACED, ("host",))),
        (MATCHING, {"answer.liaison": ["flow"], "answer.host": ["gone"]}, Incomplete(Reason.UNKNOWN)),
        (MATCHING, {"answer.liaison": ["flow"], "answer.gone": ["flow"]}, Incomplete(Reason.UNKNOWN)),
        (SORTING, {"answer.needs": ["after"]}, Incomplete(Reason.UNPLACED, ("plan", "report"))),
        (ORDERING, {"answer.meet": ["1"], "answer.sign": ["3"]}, Incomplete(Reason.UNPLACED, ("agree",))),
        (
            ORDERING,
            {"answer.meet": ["1"], "answer.agree": ["2"], "answer.sign": ["1"]},
            Incomplete(Reason.SAME_POSITION, ("meet", "sign")),
        ),
        (
            ORDERING,
            {"answer.meet": ["1"], "answer.agree": ["2"], "answer.sign": ["4"]},
            Incomplete(Reason.UNKNOWN),
        ),
        (SHORT, {}, Incomplete(Reason.BLANK)),
        (SHORT, {"answer": [" \r\n\0 "]}, Incomplete(Reason.BLANK)),
        (SHORT, {"answer": ["a" * 501]}, Incomplete(Reason.TOO_LONG, limit=500)),
        (REFLECTION, {"answer": [""]}, Incomplete(Reason.BLANK)),
        (REFLECTION, {"answer": ["a" * 4001]}, Incomplete(Reason.TOO_LONG, limit=4000)),
    ],
)
def test_a_form_that_is_no_answer_yet_says_why(asked: Question, form: Form, incomplete: Incomplete) -> None:
    assert questions.read(asked, form) == incomplete


@pytest.mark.parametrize(("asked", "limit"), [(SHORT, 500), (REFLECTION, 4000)])
def test_a_text_of_exactly_the_limit_is_an_answer_however_its_lines_end(asked: Question, limit: int) -> None:
    typed = "a" * (limit - 2) + "\r\nb"

    assert questions.read(asked, {"answer": [f" {typed} "]}) == typed.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        (SINGLE, {"answer": []}),
        (MULTIPLE, {"answer": ["goals"]}),
        (MATCHING, {"answer.liaison": ["flow"], "answer.host": [""]}),
        (SORTING, {"answer.needs": [""], "answer.plan": ["before"], "answer.report": [""]}),
        (ORDERING, {"answer.meet": ["2"], "answer.agree": ["2"], "answer.sign": [""]}),
        (SHORT, {"answer": [" royal" * 100]}),
        (REFLECTION, {"answer": ["We ask.\r\nThey answer."]}),
    ],
)
def test_what_was_filled_in_so_far_can_be_shown_again(asked: Question, form: Form) -> None:
    kept = questions.draft(asked, form)
    sent_again = building.form_of(questions.show(asked, questions.default_order(asked), kept, None))

    assert sent_again == form


def test_a_draft_leaves_out_what_the_question_does_not_know() -> None:
    assert questions.draft(MULTIPLE, {"answer": ["goals", "gone"]}) == ["goals"]
    assert questions.draft(MATCHING, {"answer.gone": ["flow"], "answer.host": ["gone"]}) == {}
