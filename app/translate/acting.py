"""What a translator does with a text: save it, undo that, look at it, speak about it."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from app.localisation.checks.dismissals import with_dismissal
from app.localisation.desk.checking import has_error
from app.localisation.operations import add_remark, drop_draft, keep_draft, settle_remark, unmark_reviewed
from app.localisation.queries import edit_of
from app.localisation.saving import Conflict, NotSaved
from app.translate.boxes import findings_of, texts_in
from app.translate.opening import Open, opened
from app.translate.saving import note, save_where_empty, saved_text, trouble_in_words
from app.translate.showing import Typed, look, show
from app.translate.translating import Translating
from app.web.asking import send_again
from app.web.forms import Sent, number_in
from app.web.responses import Finished, personal_page

_LONGEST_REMARK: Final = 2_000

Act = Callable[[Open, Sent, str], Awaitable[Finished]]
"""Does something with a text; it is given what was sent, and what follows the act's name in "do"."""


async def text_page(at: Translating) -> Finished:
    """The desk with a text open; what was just saved is told, with the way back to it."""
    one = await opened(at)
    if one is None:
        return at.visit.not_found()
    return await show(one, _just_done(one))


async def act(at: Translating, sent: Sent) -> Finished:
    """Do with a text what a button says. What was typed is shown again if that can't be done."""
    one = await opened(at)
    if one is None:
        return at.visit.not_found()
    name, _, rest = sent.one("do").partition(" ")
    found = _ACTS.get(name)
    if found is None or not at.visit.trusts(sent):
        return await show(one, Typed(texts_in(one, sent), problems=(send_again(at.ui),)), status=422)
    return await found(one, sent, rest)


async def look_at(at: Translating, sent: Sent) -> Finished:
    """What the checks say of what is being typed, for the page's script."""
    one = await opened(at)
    if one is None:
        return at.visit.not_found()
    texts = texts_in(one, sent) or one.message.translations
    markup = at.visit.site.render(look(one, texts), at.visit.language)
    return personal_page(at.visit.request, markup)


def _just_done(one: Open) -> Typed:
    """What the address says was done before it led here."""
    ui, asked = one.at.ui, one.at.visit.request.query_params
    said = {
        "saved": ui.gettext("Saved. Learners see it now."),
        "warned": ui.gettext("Saved. A check has something to say about it:"),
        "done": ui.gettext("Done."),
        "end": ui.gettext("Saved. That was the last of these texts."),
    }.get(asked.get("said", ""), "")
    was, edit = asked.get("was", ""), number_in(asked.get("edit", ""))
    if not said or was not in one.domain.texts:
        return Typed(said=said)
    below = one.chosen.below_of(was)
    undo = (one.at.visit.address(one.at.path(below)), f"restore {edit}") if edit else None
    return Typed(said=said, undo=undo, back=one.at.link(below, ui.gettext("Back to it")))


async def _save(one: Open, sent: Sent, rest: str, *, go_on: bool = True, reviewed: bool = False) -> Finished:
    """Save what was typed. What would break a page is kept as a draft, and readers go on seeing the last good text."""
    del rest
    ui, texts = one.at.ui, texts_in(one, sent)
    if not any(texts):
        return await show(one, Typed(texts, problems=(ui.gettext("Write a translation first."),)), status=422)
    findings = findings_of(one, texts)
    if has_error(findings):
        await _keep(one, sent, texts)
        problem = ui.gettext(
            "This would break the page, so it is kept as your draft. Learners go on seeing the last good text."
        )
        return await show(one, Typed(texts, problems=(problem,)), status=422)
    try:
        saved = await saved_text(one, texts, sent.one("expected"))
    except Conflict as conflict:
        await _keep(one, sent, texts)
        problem = ui.gettext("Somebody else changed this text while you had it open.")
        fresh = await opened(one.at) or one
        return await show(fresh, Typed(texts, problems=(problem,), theirs=conflict.current), status=409)
    except NotSaved as trouble:
        await _keep(one, sent, texts)
        return await show(one, Typed(texts, problems=(trouble_in_words(one.at, trouble),)), status=503)
    edit = await note(one, saved, "desk", reviewed=reviewed and one.at.reviews)
    return _onward(one, edit, go_on=go_on, warned=bool(findings))


async def _keep(one: Open, sent: Sent, texts: tuple[str, ...]) -> None:
    """Keep a draft; where nothing says what it started from, it is what is saved now."""
    expected = sent.one("expected")[:32] or one.expected
    now, person = one.at.visit.site.clock(), one.at.viewer.id
    await one.at.visit.write(
        lambda writer: keep_draft(writer, person_id=person, where=one.where, texts=texts, expected=expected, now=now)
    )


def _onward(one: Open, edit: int, *, go_on: bool, warned: bool) -> Finished:
    """On to the next text, or back to this one after the last. What a check has to say is told there."""
    following = one.after if go_on else None
    said = "warned" if warned else "end" if go_on and following is None else "saved"
    below = one.chosen.below_of(following.id if following else one.text.id)
    query = f"said={said}&was={one.text.id}" + (f"&edit={edit}" if edit else "")
    return one.at.visit.go(one.at.path(below) + ("&" if "?" in below else "?") + query)


def _stay(one: Open, said: str = "done") -> Finished:
    below = one.below
    return one.at.visit.go(one.at.path(below) + ("&" if "?" in below else "?") + f"said={said}")


async def _look(one: Open, sent: Sent, rest: str) -> Finished:
    """Show what was typed with what the checks say and in its place, without saving it."""
    del rest
    return await show(one, Typed(texts_in(one, sent)))


async def _fix(one: Open, sent: Sent, rest: str) -> Finished:
    """Put in what a check is certain of; it isn't saved yet."""
    texts = texts_in(one, sent)
    for finding in findings_of(one, texts):
        if rest == f"{finding.check} {finding.form}" and finding.fix is not None:
            texts = (*texts[: finding.form], finding.fix, *texts[finding.form + 1 :])
            break
    return await show(one, Typed(texts))


async def _dismiss(one: Open, sent: Sent, rest: str) -> Finished:
    """Save the translation with a comment that says why what a check found is meant so."""
    ui, texts, why = one.at.ui, texts_in(one, sent), " ".join(sent.one(f"why {rest}").split())[:200]
    findings = findings_of(one, texts)
    if not why or not texts or has_error(findings) or rest not in {each.check for each in findings}:
        problem = ui.gettext("Say why it is meant so, in a few words.")
        return await show(one, Typed(texts, problems=(problem,)), status=422)
    comments = with_dismissal(one.reading(texts), check=rest, reason=why)
    try:
        saved = await saved_text(one, texts, sent.one("expected"), comments=comments)
    except Conflict as conflict:
        await _keep(one, sent, texts)
        problem = ui.gettext("Somebody else changed this text while you had it open.")
        return await show(one, Typed(texts, problems=(problem,), theirs=conflict.current), status=409)
    except NotSaved as trouble:
        await _keep(one, sent, texts)
        return await show(one, Typed(texts, problems=(trouble_in_words(one.at, trouble),)), status=503)
    await note(one, saved, "desk")
    return _stay(one)


async def _restore(one: Open, sent: Sent, rest: str) -> Finished:
    """Bring back what was there before a change. It is a change of its own, which can be undone as well."""
    del sent
    ui = one.at.ui
    edit = await edit_of(one.at.visit.site.database, where=one.where, edit_id=number_in(rest))
    if edit is None or len(edit.before) != one.form_count:
        return await show(one, Typed(problems=(ui.gettext("There is nothing to bring back."),)), status=422)
    try:
        saved = await saved_text(one, edit.before, one.expected, fuzzy=edit.was_fuzzy, previous=edit.was_of)
    except NotSaved as trouble:
        return await show(one, Typed(problems=(trouble_in_words(one.at, trouble),)), status=503)
    await note(one, saved, "restore")
    return _stay(one)


async def _forget(one: Open, sent: Sent, rest: str) -> Finished:
    del sent, rest
    await one.at.visit.write(lambda writer: drop_draft(writer, person_id=one.at.viewer.id, where=one.where))
    return _stay(one)


async def _unreview(one: Open, sent: Sent, rest: str) -> Finished:
    del sent, rest
    if one.at.reviews:
        await one.at.visit.write(lambda writer: unmark_reviewed(writer, where=one.where))
    return _stay(one)


async def _remark(one: Open, sent: Sent, rest: str, *, asks: bool = False) -> Finished:
    del rest
    words, now = sent.one("remark").replace("\r\n", "\n").strip()[:_LONGEST_REMARK], one.at.visit.site.clock()
    if words:
        await one.at.visit.write(
            lambda writer: add_remark(writer, where=one.where, words=words, asks=asks, author=one.at.actor, now=now)
        )
    return _stay(one)


async def _settle(one: Open, sent: Sent, rest: str) -> Finished:
    del sent
    now = one.at.visit.site.clock()
    if one.at.reviews:
        await one.at.visit.write(lambda writer: settle_remark(writer, remark_id=number_in(rest), now=now))
    return _stay(one)


async def _apply(one: Open, sent: Sent, rest: str) -> Finished:
    """Save this translation where the same English has none yet."""
    del sent, rest
    await save_where_empty(one.at, one.message)
    return _stay(one)


_ACTS: Final[Mapping[str, Act]] = {
    "next": _save,
    "stay": partial(_save, go_on=False),
    "reviewed": partial(_save, reviewed=True),
    "look": _look,
    "fix": _fix,
    "dismiss": _dismiss,
    "restore": _restore,
    "forget": _forget,
    "unreview": _unreview,
    "remark": _remark,
    "ask": partial(_remark, asks=True),
    "settle": _settle,
    "apply": _apply,
}
