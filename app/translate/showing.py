"""The desk with one text open."""

from dataclasses import dataclass, field
from typing import Any

from app.content.in_place import read_alone, read_sheet
from app.content.locales import INTERFACE
from app.content.model import Html
from app.content.po import Message, State
from app.localisation.desk.counting import is_reviewed
from app.localisation.desk.insertable import insertables
from app.localisation.queries import draft_of, reviewed, suggestions_for
from app.localisation.records import Draft
from app.translate.boxes import filled, finding_row, findings_of, forms_of, pieces
from app.translate.helping import help_for
from app.translate.listing import crumbs, rows_of
from app.translate.opening import Open, edition_of, on_the_site, source_of
from app.translate.pages import (
    AgreedTerm,
    Conflict,
    Context,
    English,
    FindingRow,
    InPlace,
    Insert,
    Kept,
    LookPage,
    Piece,
    Sheet,
    TextPage,
)
from app.translate.questions import opened_body
from app.translate.words import interface_part, kind_in_words, mark_of, state_in_words
from app.web.page import Link
from app.web.responses import Finished


@dataclass(frozen=True, slots=True)
class Typed:
    """What is shown instead of what is saved: texts that were sent, and what is to be said of them.

    `theirs` is what somebody else saved meanwhile. `saved` tells where the last text was, and what undoes it.
    """

    texts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    said: str = ""
    theirs: Message | None = None
    undo: tuple[str, str] | None = None
    back: Link | None = field(default=None)


async def show(one: Open, typed: Typed, *, status: int = 200) -> Finished:
    """The desk; with what was typed in its boxes, or with a draft, or with what is saved."""
    at, message = one.at, one.message
    draft = await draft_of(at.visit.site.database, person_id=at.viewer.id, where=one.where)
    texts = typed.texts or _draft_texts(one, draft) or filled(one)
    page = TextPage(
        **_frame(one, typed),
        **_ways(one),
        target=at.target,
        target_name=at.named[:1].upper() + at.named[1:],
        state=state_in_words(at.ui, message.state),
        mark=mark_of(message.state),
        context=_context(one),
        english=_english(one),
        before=_before(message),
        conflict=_conflict(one, typed),
        draft=_kept(one, draft) if not typed.texts else None,
        forms=forms_of(one, texts),
        findings=_findings(one, texts),
        inserts=tuple(Insert(each.words or each.text, each.text) for each in insertables(message.source)[:9]),
        in_place=_in_place(one, texts),
        help=await help_for(one) if one.chosen.full else None,
        rows=await rows_of(at, one.domain, one.chosen, one.shown, one.text.id) if one.chosen.full else (),
        expected=_expected(one, typed, draft),
        reviewing=at.reviews,
        reviewed=await _reviewed(one),
        suggested=await _suggested(one),
        token=at.visit.token,
    )
    return at.visit.show(page, status=status)


def _frame(one: Open, typed: Typed) -> dict[str, Any]:
    """What the page begins with: where one is, and what was just done."""
    at, title = one.at, _title(one)
    frame = at.frame(
        at.visit.title(title, *typed.problems),
        f"/{one.domain.id}/{one.text.id}",
        query=one.chosen.query,
        crumbs=(*crumbs(at, one.domain, one.chosen), _list_link(one)),
    )
    done = {"said": typed.said, "saved": typed.back, "undo": typed.undo, "problems": typed.problems}
    return {**frame, **done, "heading": title, "count": _count(one)}


def _ways(one: Open) -> dict[str, Any]:
    """Where one can go from here, and where the forms are sent."""
    ui, before, after, stale = one.at.ui, one.before, one.after, one.next_stale
    return {
        "earlier": _to(one, before.id, ui.gettext("The one before")) if before else None,
        "later": _to(one, after.id, ui.gettext("Skip it")) if after else None,
        "stale": _to(one, stale.id, ui.gettext("Next with changed English")) if stale else None,
        "all_texts": _list_link(one),
        "mode": _mode(one),
        "action": one.at.visit.address(one.at.path(one.below)),
        "look": one.at.visit.address(one.at.path(f"/{one.domain.id}/{one.text.id}/look")),
    }


def look(one: Open, texts: tuple[str, ...]) -> LookPage:
    """What the checks say of what is being typed, and how it looks in its place."""
    return LookPage(
        target=one.at.target,
        findings=_findings(one, texts),
        html=_alone(one, texts),
    )


def _alone(one: Open, texts: tuple[str, ...]) -> Html:
    source = source_of(one)
    if source is None:
        return Html("")
    edition = edition_of(one, texts, marked=False)
    return read_alone(one.message.context, one.message.source, source, edition)


def _title(one: Open) -> str:
    part = one.domain.part(one.part)
    return one.at.title_of_part(one.domain, part) if part else one.domain.id


def _list_link(one: Open) -> Link:
    return one.at.link(one.chosen.below, one.at.ui.gettext("All texts"))


def _mode(one: Open) -> Link:
    ui, full = one.at.ui, one.chosen.full
    label = ui.gettext("Less at once") if full else ui.gettext("Everything that helps")
    return one.at.link(one.chosen.with_help(full=not full).below_of(one.text.id), label)


def _to(one: Open, text: str, label: str) -> Link:
    return one.at.link(one.chosen.below_of(text), label)


def _count(one: Open) -> str:
    ui = one.at.ui
    if not one.is_shown:
        left = len(one.shown)
        return ui.ngettext("{count} text left", "{count} texts left", left, count=ui.number(left))
    return ui.gettext("Text {place} of {count}", place=ui.number(one.position + 1), count=ui.number(len(one.shown)))


def _draft_texts(one: Open, draft: Draft | None) -> tuple[str, ...]:
    return draft.texts if draft and len(draft.texts) == one.form_count else ()


def _expected(one: Open, typed: Typed, draft: Draft | None) -> str:
    """What the next save starts from. A draft started from what was there then; a conflict was shown, so it counts."""
    if draft and not typed.texts:
        return draft.expected
    return one.expected


def _kept(one: Open, draft: Draft | None) -> Kept | None:
    if draft is None:
        return None
    ui = one.at.ui
    return Kept(ui.gettext("This is your draft of {date}. Learners don’t see it yet.", date=ui.date(draft.at)))


def _context(one: Open) -> Context:
    message, ui = one.message, one.at.ui
    of_interface = one.domain.id == INTERFACE
    # What comes before ">" says what the text is, which the page says in its own language.
    above = [] if of_interface else [note for note in message.notes if ">" in note or not message.context]
    if of_interface:
        files = tuple(dict.fromkeys(message.references))
        places = ", ".join(dict.fromkeys(interface_part(ui, part) for part in one.text.parts))
        kind = ui.gettext("Said here: {places}", places=places)
    else:
        files, kind = (), kind_in_words(ui, message)
    return Context(
        kind=kind,
        above=" · ".join(note.partition(" > ")[2] if message.context else note for note in above),
        note=" ".join(message.notes) if of_interface else "",
        files=files,
    )


def _english(one: Open) -> English:
    marked = one.at.workbench.terms().marked(one.message.source)
    terms = {term.english: term for _, term in marked if term}
    rows = tuple(
        AgreedTerm(term.english, term.translations.get(one.at.target, ""), term.note) for term in terms.values()
    )
    return English(tuple((words, term is not None) for words, term in marked), one.message.plural, rows)


def _before(message: Message) -> tuple[Piece, ...]:
    """From the English that the translation was made from to the one of now."""
    if message.state is not State.STALE or message.previous is None:
        return ()
    return pieces(message.previous.source, message.source)


def _conflict(one: Open, typed: Typed) -> Conflict | None:
    if typed.theirs is None:
        return None
    ui, theirs = one.at.ui, typed.theirs.translations
    told = ui.gettext(
        "This is what is saved now. Nothing of it was overwritten, and what you typed is in the box below. "
        "Save again to put yours in its place, or take theirs and go on."
    )
    return Conflict(told, theirs, pieces("\n".join(theirs), "\n".join(typed.texts)))


def _findings(one: Open, texts: tuple[str, ...]) -> tuple[FindingRow, ...]:
    return tuple(finding_row(one, each) for each in findings_of(one, texts))


def _in_place(one: Open, texts: tuple[str, ...]) -> InPlace | None:
    source = source_of(one)
    if source is None:
        return None
    found = read_sheet(source, edition_of(one, texts, marked=True))
    if found is None:
        return None
    ui = one.at.visit.site.interfaces[one.at.target]
    sheet = Sheet(found.title, found.texts, opened_body(ui, found.body))
    return InPlace(sheet, one.text.id, on_the_site(one))


async def _reviewed(one: Open) -> str:
    ui, found = one.at.ui, await reviewed(one.at.visit.site.database, where=one.where)
    if found is None or not is_reviewed(one.text, {one.text.id: found.digest}):
        return ""
    if found.name is None:
        return ui.gettext("Reviewed on {date}.", date=ui.date(found.at))
    return ui.gettext("Reviewed by {name} on {date}.", name=found.name, date=ui.date(found.at))


async def _suggested(one: Open) -> tuple[Link, ...]:
    ui, at = one.at.ui, one.at
    found = await suggestions_for(at.visit.site.database, where=one.where)
    # Translators: a link to a suggestion, by whom it is
    return tuple(
        at.link(f"/suggestions/{each.id}", ui.gettext("Suggestion: {text}", text=" | ".join(each.texts)))
        for each in found
    )
