"""The worked examples in docs/marking.md."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from app.content import questions, quiz
from app.content.model import Body
from app.content.questions import Answer
from tests.content.questions import building

PAGE = Path(__file__).parents[3] / "docs" / "marking.md"

Row = dict[str, str]


def rows(first: str) -> list[Row]:
    """The rows of those tables on the page whose first column is headed `first`."""
    tables = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [row for table in tables for row in _rows(table) if first in row]


def _rows(table: str) -> Iterator[Row]:
    head, _, *body = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    return (dict(zip(head, cells, strict=True)) for cells in body)


def words(cell: str) -> list[str]:
    return cell.split(", ")


def pairs(cell: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in words(cell))


def worked(row: Row) -> tuple[Body, Answer]:
    match row["Kind"]:
        case "single" | "multiple" | "truefalse":
            return building.choice(words(row["Options"]), words(row["Right"])), sorted(words(row["Chosen"]))
        case "matching":
            return building.matching(pairs(row["Right"])), pairs(row["Given"])
        case "sorting":
            return building.sorting(pairs(row["Right"])), pairs(row["Given"])
        case "ordering":
            return building.ordering(words(row["Right"])), words(row["Given"])
        case _:
            return building.short(words(row["Accepted"])), row["Typed"]


def test_every_kind_with_a_mark_has_worked_examples() -> None:
    assert {row["Kind"] for row in rows("Kind")} == set(questions.KINDS) - {"reflection"}


@pytest.mark.parametrize("row", rows("Kind"), ids=lambda row: "-".join(row.values()))
def test_a_worked_example_earns_the_mark_on_the_page(row: Row) -> None:
    body, answer = worked(row)
    asked = building.question(row["Kind"], body)

    assert questions.answerable(asked, answer)
    assert questions.mark(asked, answer).fraction == Fraction(row["Mark"])


@pytest.mark.parametrize("row", rows("Marks"), ids=lambda row: "-".join(row.values()))
def test_a_worked_quiz_is_scored_as_on_the_page(row: Row) -> None:
    score = quiz.score([Fraction(mark) for mark in words(row["Marks"])])

    assert score == Fraction(row["Score"])
    assert f"{quiz.percent_shown(score)} %" == row["Shown"]
    assert quiz.passed(score, int(row["Pass mark"])) == (row["Passed"] == "yes")
