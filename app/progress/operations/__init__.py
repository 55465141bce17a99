"""Writing down what learners do. Each operation may run again: sent twice, it changes nothing the second time."""

from app.progress.operations.facts import keep_place, record_completion
from app.progress.operations.merging import move_progress, quizzes_open_twice
from app.progress.operations.practice import Outdated, Recorded, Repeated, record_step
from app.progress.operations.quiz import Finished, NoSuchAttempt, Result, finish_quiz, save_quiz_answer, start_quiz
from app.progress.operations.remarking import Remarkable, apply_remark, remarkable_attempts

__all__ = [
    "Finished",
    "NoSuchAttempt",
    "Outdated",
    "Recorded",
    "Remarkable",
    "Repeated",
    "Result",
    "apply_remark",
    "finish_quiz",
    "keep_place",
    "move_progress",
    "quizzes_open_twice",
    "record_completion",
    "record_step",
    "remarkable_attempts",
    "save_quiz_answer",
    "start_quiz",
]
