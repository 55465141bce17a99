from app.progress.queries.attempts import attempt_by_number, open_attempt, past_attempts, revision_sources, steps_of
from app.progress.queries.course import course_state, course_state_of
from app.progress.queries.lesson import all_done, lesson_state

__all__ = [
    "all_done",
    "attempt_by_number",
    "course_state",
    "course_state_of",
    "lesson_state",
    "open_attempt",
    "past_attempts",
    "revision_sources",
    "steps_of",
]
