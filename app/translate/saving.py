"""Saving a translation: first in the file, which is the truth, then what is noted of it."""

import asyncio
from functools import partial

from app.content.po import Message, Previous, State
from app.localisation.checks.dismissals import without_lapsed
from app.localisation.operations import Change, drop_draft, mark_reviewed, record_edits
from app.localisation.queries import is_own_way
from app.localisation.records import Where
from app.localisation.saving import Conflict, MessageGone, NotSaved, fingerprint, save
from app.localisation.states import digest_of
from app.storage import Writer
from app.translate.opening import Open
from app.translate.translating import Translating


async def saved_text(
    one: Open,
    texts: tuple[str, ...],
    expected: str,
    *,
    comments: tuple[str, ...] | None = None,
    fuzzy: bool = False,
    previous: Previous | None = None,
) -> Message:
    """The message as it is saved; see `saving.save`. My own earlier save is no conflict.

    Without `comments` those stay that haven't lapsed. Raises NotSaved.
    """
    kept = without_lapsed(one.reading(texts)) if comments is None else comments
    write = partial(
        save,
        file=one.at.workbench.files.path(one.at.target, one.domain.id),
        locks=one.at.workbench.locks,
        key=one.message.key,
        translations=texts,
        fuzzy=fuzzy,
        previous=previous,
        comments=kept if kept != one.message.comments else None,
    )
    try:
        return await asyncio.to_thread(write, expected=expected)
    except Conflict as conflict:
        now = fingerprint(conflict.current)
        database, author = one.at.visit.site.database, one.at.actor
        if not await is_own_way(database, where=one.where, author=author, start=expected, end=now):
            raise
    return await asyncio.to_thread(write, expected=now)


async def note(one: Open, saved: Message, how: str, *, reviewed: bool = False) -> int:
    """Write down what was saved, and that one's draft is done with; the number of the change, 0 if it was none."""
    at, now = one.at, one.at.visit.site.clock()
    change = Change(one.where, one.message, saved, how)

    async def work(writer: Writer) -> int:
        edits = await record_edits(writer, changes=[change], author=at.actor, now=now)
        await drop_draft(writer, person_id=at.viewer.id, where=one.where)
        if reviewed:
            await mark_reviewed(
                writer,
                target=at.target,
                domain=one.domain.id,
                digests={one.text.id: digest_of(saved)},
                author=at.actor,
                now=now,
            )
        return edits[0] if edits else 0

    return await at.visit.write(work)


async def save_where_empty(at: Translating, message: Message) -> int:
    """Save a translation in every place where the same English has none yet; in how many it was."""
    domains = at.domains
    changes = []
    for domain, text in at.workbench.memory(at.target, domains).same_english(message.source, domains):
        same_shape = text.message.plural == message.plural
        if text.message.state is not State.EMPTY or message.state is not State.TRANSLATED or not same_shape:
            continue
        write = partial(
            save,
            file=at.workbench.files.path(at.target, domain),
            locks=at.workbench.locks,
            key=text.message.key,
            expected=fingerprint(text.message),
            translations=message.translations,
        )
        try:
            saved = await asyncio.to_thread(write)
        except NotSaved:
            # Whatever came in between, the place isn't as it was when this was asked for.
            continue
        changes.append(Change(Where(at.target, domain, text.id), text.message, saved, "desk"))
    now = at.visit.site.clock()
    await at.visit.write(lambda writer: record_edits(writer, changes=changes, author=at.actor, now=now))
    return len(changes)


def trouble_in_words(at: Translating, trouble: NotSaved) -> str:
    """Why something could not be saved, where nobody else's text is in the way."""
    if isinstance(trouble, MessageGone):
        return at.ui.gettext(
            "The English was changed or removed in the meantime. What you typed is kept as your draft."
        )
    return at.ui.gettext("The file can’t be written to at the moment. What you typed is kept as your draft.")
