"""Keeping what belongs to translating. Sent twice, each of these changes nothing the second time."""

from app.localisation.operations.cleaning import clean_up
from app.localisation.operations.drafts import drop_draft, keep_draft
from app.localisation.operations.edits import Change, mark_committed, record_edits
from app.localisation.operations.files import drop_arrival, keep_arrival, keep_look
from app.localisation.operations.remarks import add_remark, settle_remark
from app.localisation.operations.reviews import mark_reviewed, unmark_reviewed
from app.localisation.operations.suggestions import TooMany, decide_suggestion, suggest

__all__ = [
    "Change",
    "TooMany",
    "add_remark",
    "clean_up",
    "decide_suggestion",
    "drop_arrival",
    "drop_draft",
    "keep_arrival",
    "keep_draft",
    "keep_look",
    "mark_committed",
    "mark_reviewed",
    "record_edits",
    "settle_remark",
    "suggest",
    "unmark_reviewed",
]
