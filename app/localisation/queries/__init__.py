"""What is known of translating beside the translations themselves."""

from app.localisation.queries.drafts import draft_of, drafts_of
from app.localisation.queries.edits import edit_of, edits_of, is_own_way, own_since, uncommitted
from app.localisation.queries.files import arrival_of, look_of
from app.localisation.queries.remarks import asked, remarks_of
from app.localisation.queries.reviews import reviewed, reviewed_in
from app.localisation.queries.suggestions import (
    open_counts,
    open_suggestions,
    suggested_by,
    suggested_texts,
    suggestion_of,
    suggestions_for,
)

__all__ = [
    "arrival_of",
    "asked",
    "draft_of",
    "drafts_of",
    "edit_of",
    "edits_of",
    "is_own_way",
    "look_of",
    "open_counts",
    "open_suggestions",
    "own_since",
    "remarks_of",
    "reviewed",
    "reviewed_in",
    "suggested_by",
    "suggested_texts",
    "suggestion_of",
    "suggestions_for",
    "uncommitted",
]
