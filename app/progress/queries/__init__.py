from app.progress.queries.attempts import attempt_by_number, open_attempt, past_attempts, revision_sources, steps_of
from app.progress.queries.course import course_state, course_state_of
from app.progress.queries.lesson import all_done, lesson_state
from app.progress.queries.runs import endings_met, own_runs, run_by_number

__all__ = [
    "all_done",
    "attempt_by_number",
    "course_state",
    "course_state_of",
    "endings_met",
    "lesson_state",
    "open_attempt",
    "own_runs",
    "past_attempts",
    "revision_sources",
    "run_by_number",
    "steps_of",
]
