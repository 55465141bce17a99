"""Figures about quizzes and their questions: pure arithmetic over first finished attempts."""

from app.progress.statistics.items import Item, Reading, hardest_first, item_statistics
from app.progress.statistics.languages import Difference, Tally, differences
from app.progress.statistics.quizzes import Quiz, quiz_statistics
from app.progress.statistics.results import FEW, Result

__all__ = [
    "FEW",
    "Difference",
    "Item",
    "Quiz",
    "Reading",
    "Result",
    "Tally",
    "differences",
    "hardest_first",
    "item_statistics",
    "quiz_statistics",
]
