"""Suggestions that wait for a decision, and deciding about them."""

import asyncio
from functools import partial
from typing import Final

from app.localisation.desk.checking import has_error
from app.localisation.operations import Change, decide_suggestion, mark_reviewed, record_edits
from app.localisation.queries import open_suggestions, suggestion_of
from app.localisation.records import Suggestion
from app.localisation.saving import Conflict, NotSaved, save
from app.localisation.states import digest_of
from app.storage import Writer
from app.translate.boxes import finding_row, findings_of, forms_of, pieces, texts_in
from app.translate.listing import shortened
from app.translate.opening import Open, opened_at
from app.translate.pages import SuggestionPage, SuggestionRow, SuggestionsPage
from app.translate.saving import trouble_in_words
from app.translate.translating import Translating
from app.translate.words import somebody
from app.web.asking import send_again
from app.web.forms import Sent, number_in, page_in
from app.web.responses import Finished

SUGGESTIONS: Final = "/suggestions"
_LONGEST_REASON: Final = 500


async def suggestions_page(at: Translating, problems: tuple[str, ...] = ()) -> Finished:
    ui, page = at.ui, page_in(at.visit.request.query_params.get("page", ""))
    found, more = await open_suggestions(at.visit.site.database, target=at.target, page=page)
    heading = ui.gettext("Suggestions: {language}", language=at.named)
    shown = SuggestionsPage(
        **at.frame(at.visit.title(heading, *problems), SUGGESTIONS),
        heading=heading,
        said=ui.gettext("Done.") if at.visit.request.query_params.get("said") else "",
        problems=problems,
        target=at.target,
        rows=tuple(_row(at, each) for each in found),
        reviewing=at.reviews,
        earlier=at.link(f"{SUGGESTIONS}?page={page - 1}", ui.gettext("Back")) if page > 1 else None,
        later=at.link(f"{SUGGESTIONS}?page={page + 1}", ui.gettext("More")) if more else None,
        action=at.visit.address(at.path(SUGGESTIONS)),
        token=at.visit.token,
    )
    return at.visit.show(shown, status=422 if problems else 200)


def _row(at: Translating, one: Suggestion) -> SuggestionRow:
    text = opened_at(at, one.where.domain, one.where.text)
    present = text.message.translations if text else one.before
    return SuggestionRow(
        id=str(one.id),
        to=at.link(f"{SUGGESTIONS}/{one.id}", shortened(one.source)),
        english=one.source,
        pieces=pieces("\n".join(present), "\n".join(one.texts)),
        told=_told(at, one),
        note=one.note,
    )


def _told(at: Translating, one: Suggestion) -> str:
    return f"{somebody(at.ui, one.name)}, {at.ui.date(one.at)}"


async def decide_many(at: Translating, sent: Sent) -> Finished:
    """Accept or decline those that were chosen; what can't be accepted as it is stays, and is said."""
    ui = at.ui
    if not at.reviews:
        return at.visit.not_found()
    if not at.visit.trusts(sent):
        return await suggestions_page(at, (send_again(ui),))
    reason = " ".join(sent.one("reason").split())[:_LONGEST_REASON]
    if sent.one("do") == "decline" and not reason:
        return await suggestions_page(at, (_say_why(at),))
    problems: list[str] = []
    for number in sent.fields.get("suggestion", ()):
        one = await suggestion_of(at.visit.site.database, target=at.target, suggestion_id=number_in(number))
        if one is None or one.state != "open":
            continue
        if sent.one("do") == "decline":
            await _decline(at, one, reason)
        else:
            problems += filter(None, [await _accept_as_it_is(at, one)])
    if problems:
        return await suggestions_page(at, tuple(problems))
    return at.visit.go(f"{at.path(SUGGESTIONS)}?said=1")


async def suggestion_page(at: Translating) -> Finished:
    found = await _asked_for(at)
    return await _show(at, *found) if found else at.visit.not_found()


async def decide(at: Translating, sent: Sent) -> Finished:
    """Accept one, perhaps with other words, or decline it for a reason."""
    found = await _asked_for(at)
    if found is None or not at.reviews:
        return at.visit.not_found()
    one, text = found
    if one.state != "open":
        return await _show(at, one, text)
    problem = await _decide_one(at, one, text, sent)
    if problem:
        fresh = opened_at(at, one.where.domain, one.where.text) or text
        return await _show(at, one, fresh, texts_in(text, sent), (problem,))
    return at.visit.go(f"{at.path(SUGGESTIONS)}?said=1")


async def _decide_one(at: Translating, one: Suggestion, text: Open, sent: Sent) -> str:
    """Why it couldn't be decided; empty if it was."""
    if not at.visit.trusts(sent):
        return send_again(at.ui)
    if sent.one("do") != "decline":
        return await _accept(at, one, text, texts_in(text, sent), sent.one("expected"))
    reason = " ".join(sent.one("reason").split())[:_LONGEST_REASON]
    if not reason:
        return _say_why(at)
    await _decline(at, one, reason)
    return ""


def _say_why(at: Translating) -> str:
    return at.ui.gettext("Say why, so that whoever suggested it can learn from it.")


async def _asked_for(at: Translating) -> tuple[Suggestion, Open] | None:
    """The suggestion that the address names, with its text as it is now."""
    number = number_in(at.asked("number"))
    one = await suggestion_of(at.visit.site.database, target=at.target, suggestion_id=number)
    text = opened_at(at, one.where.domain, one.where.text) if one else None
    return (one, text) if one and text else None


async def _show(
    at: Translating, one: Suggestion, text: Open, texts: tuple[str, ...] = (), problems: tuple[str, ...] = ()
) -> Finished:
    ui = at.ui
    typed = texts or one.texts
    heading = ui.gettext("A suggestion")
    page = SuggestionPage(
        **at.frame(
            at.visit.title(heading, *problems),
            f"{SUGGESTIONS}/{one.id}",
            crumbs=(at.link(SUGGESTIONS, ui.gettext("Suggestions")),),
        ),
        heading=heading,
        problems=problems,
        target=at.target,
        english=tuple(filter(None, (text.message.source, text.message.plural))),
        present=tuple(filter(None, text.message.translations)),
        pieces=pieces("\n".join(text.message.translations), "\n".join(one.texts)),
        told=_told(at, one),
        note=one.note,
        decided=_decided(at, one),
        forms=forms_of(text, typed),
        findings=tuple(finding_row(text, each) for each in findings_of(text, typed)),
        desk=at.link(text.below, ui.gettext("Open it at the desk")),
        reviewing=at.reviews and one.state == "open",
        expected=text.expected,
        action=at.visit.address(at.path(f"{SUGGESTIONS}/{one.id}")),
        token=at.visit.token,
    )
    return at.visit.show(page, status=422 if problems else 200)


def _decided(at: Translating, one: Suggestion) -> str:
    ui = at.ui
    if one.state == "accepted":
        return ui.gettext("This was accepted.")
    return ui.gettext("This was declined: {reason}", reason=one.reason) if one.state == "declined" else ""


async def _accept_as_it_is(at: Translating, one: Suggestion) -> str:
    """Accept one if the text is still what it was made for; why not, otherwise."""
    text = opened_at(at, one.where.domain, one.where.text)
    if text is None or text.message.translations != one.before:
        return at.ui.gettext("Changed in the meantime, so please look at it: {text}", text=shortened(one.source))
    return await _accept(at, one, text, one.texts, text.expected)


async def _accept(at: Translating, one: Suggestion, text: Open, texts: tuple[str, ...], expected: str) -> str:
    """Save a suggestion, or what was made of it, in the name of who suggested it; why it couldn't be, otherwise."""
    ui = at.ui
    if not any(texts) or len(texts) != text.form_count or has_error(findings_of(text, texts)):
        return ui.gettext("It would break the page as it is: {text}", text=shortened(one.source))
    write = partial(
        save,
        file=at.workbench.files.path(at.target, text.domain.id),
        locks=at.workbench.locks,
        key=text.message.key,
        expected=expected,
        translations=texts,
    )
    try:
        saved = await asyncio.to_thread(write)
    except Conflict:
        return ui.gettext("Somebody else changed this text while you had it open.")
    except NotSaved as trouble:
        return trouble_in_words(at, trouble)
    now = at.visit.site.clock()

    async def work(writer: Writer) -> None:
        if await decide_suggestion(
            writer, suggestion_id=one.id, state="accepted", reason="", decided_by=at.actor, now=now
        ):
            change = Change(one.where, text.message, saved, "suggestion")
            await record_edits(writer, changes=[change], author=one.author, now=now)
            digests = {one.where.text: digest_of(saved)}
            await mark_reviewed(
                writer, target=at.target, domain=one.where.domain, digests=digests, author=at.actor, now=now
            )

    await at.visit.write(work)
    return ""


async def _decline(at: Translating, one: Suggestion, reason: str) -> None:
    now = at.visit.site.clock()
    await at.visit.write(
        lambda writer: decide_suggestion(
            writer, suggestion_id=one.id, state="declined", reason=reason, decided_by=at.actor, now=now
        )
    )
