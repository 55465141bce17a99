"""The boxes that a translation is typed in, what is typed in them, and what the checks say of it."""

from collections.abc import Sequence
from typing import Final

from app.localisation.checks import Finding, Severity, mended
from app.localisation.desk.differences import difference
from app.localisation.plurals import form_examples
from app.translate.opening import Open
from app.translate.pages import FindingRow, Form, Piece
from app.translate.words import severity_in_words
from app.web.forms import Sent

_WIDE: Final = 60
_LONGEST: Final = 10_000


def filled(one: Open) -> tuple[str, ...]:
    """What is saved, with as many boxes as the language has plural forms."""
    count, saved = one.form_count, one.message.translations
    return saved if len(saved) == count else (*saved[:count], *[""] * (count - len(saved)))


def texts_in(one: Open, sent: Sent) -> tuple[str, ...]:
    """The translation as it was typed, mended where that is beyond doubt; empty if none was sent."""
    fields = [f"text-{form}" for form in range(one.form_count)]
    if not all(name in sent.fields for name in fields):
        return ()
    # A browser sends line ends as two characters; a text of one line has none.
    plain = (sent.one(name).replace("\r\n", "\n").strip()[:_LONGEST] for name in fields)
    return tuple(mended(one.at.target, text) for text in plain)


def forms_of(one: Open, texts: tuple[str, ...]) -> tuple[Form, ...]:
    ui = one.at.ui
    if len(texts) == 1:
        labels = [ui.gettext("Translation")]
    else:
        labels = [ui.gettext("For numbers such as {examples}", examples=each) for each in form_examples(one.at.target)]
    longest = max(len(one.message.source), *map(len, texts))
    rows = min(12, 2 + longest // _WIDE)
    return tuple(Form(f"text-{at}", labels[at], text, rows) for at, text in enumerate(texts))


def findings_of(one: Open, texts: tuple[str, ...]) -> Sequence[Finding]:
    """What the checks say of these texts; of a translation that is as saved, they see that it may be stale."""
    at = one.at
    checker = at.workbench.checker(at.target, one.domain, at.visit.site.shelf.library)
    if not any(texts):
        return ()
    message = one.message if texts == one.message.translations else one.reading(texts)
    return checker.findings(message)


def finding_row(one: Open, finding: Finding) -> FindingRow:
    is_error = finding.severity is Severity.ERROR
    return FindingRow(
        error=is_error,
        severity=severity_in_words(one.at.ui, finding.severity),
        text=finding.text,
        fix=f"fix {finding.check} {finding.form}" if finding.fix is not None else "",
        dismiss="" if is_error or finding.severity is Severity.INFO else finding.check,
    )


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(Piece(change.value, text) for change, text in difference(old, new))
