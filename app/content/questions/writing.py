"""What short answer and reflection have in common: a text that somebody writes."""

from app.content.model import Html
from app.content.questions.answers import FIELD, Answer, Form, Incomplete, Marked, Reason, written
from app.content.questions.views import WritingView


def read(form: Form, *, limit: int) -> Answer | Incomplete:
    """The text without the space around it, of 1 to `limit` characters."""
    text = _text(form).strip()
    if not text:
        return Incomplete(Reason.BLANK)
    return Incomplete(Reason.TOO_LONG, limit=limit) if len(text) > limit else text


def draft(form: Form) -> Answer:
    """The text as it was typed, however long."""
    return _text(form)


def view(answer: Answer | None, marked: Marked | None, *, long: bool) -> WritingView:
    return WritingView(
        text=written(answer),
        long=long,
        verdict=marked.verdicts.get(FIELD) if marked else None,
        feedback=marked.feedback.get(FIELD, Html("")) if marked else Html(""),
    )


def _text(form: Form) -> str:
    """Browsers send line ends as CR LF, which would count twice; PostgreSQL cannot store NUL."""
    values = form.get(FIELD, ())
    return values[-1].replace("\r\n", "\n").replace("\0", "") if values else ""
