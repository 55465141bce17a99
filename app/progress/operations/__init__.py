"""Writing down what learners do. Each operation may run again: sent twice, it changes nothing the second time."""

from app.progress.operations.facts import keep_place, record_completion
from app.progress.operations.merging import move_progress, quizzes_open_twice
from app.progress.operations.practice import Outdated, Recorded, Repeated, record_step
from app.progress.operations.quiz import Finished, NoSuchAttempt, Result, finish_quiz, save_quiz_answer, start_quiz
from app.progress.operations.remarking import Remarkable, apply_remark, remarkable_attempts
from app.progress.operations.runs import NoSuchRun, add_decision, begin_run, forget_decisions, held_run

__all__ = [
    "Finished",
    "NoSuchAttempt",
    "NoSuchRun",
    "Outdated",
    "Recorded",
    "Remarkable",
    "Repeated",
    "Result",
    "add_decision",
    "apply_remark",
    "begin_run",
    "finish_quiz",
    "forget_decisions",
    "held_run",
    "keep_place",
    "move_progress",
    "quizzes_open_twice",
    "record_completion",
    "record_step",
    "remarkable_attempts",
    "save_quiz_answer",
    "start_quiz",
]
