"""Reading lists of people whom a coordinator wants to invite: pure, from bytes or text to lines with their problems."""

from app.people.intake.columns import Columns, guess
from app.people.intake.lines import Line, Problem, people_in
from app.people.intake.reading import read
from app.people.intake.sheet import Reason, Row, Sheet, Unreadable

__all__ = ["Columns", "Line", "Problem", "Reason", "Row", "Sheet", "Unreadable", "guess", "people_in", "read"]
