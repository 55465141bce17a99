"""Taking a language along as files, and bringing one back."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from app.localisation.exchange import CannotExchange, Decision, Outcome, Taken, exported, read, take
from app.localisation.exchange.units import unit_id
from app.localisation.operations import Change, drop_arrival, keep_arrival, record_edits
from app.localisation.queries import arrival_of
from app.localisation.records import Arrival, Where
from app.localisation.saving import CannotSave
from app.storage import Writer
from app.translate.boxes import pieces
from app.translate.listing import shortened
from app.translate.pages import ArrivalPage, ArrivingText, FileRow, FilesPage
from app.translate.translating import Translating
from app.translate.words import outcome_in_words
from app.web.asking import send_again
from app.web.forms import Sent, number_in, sent_with_file
from app.web.page import Link
from app.web.responses import NO_GUESSING, PERSONAL, Finished

FILES: Final = "/files"
_ENDINGS: Final = {"po": ".po", "xliff": ".xlf", "zip": ".zip"}
_FORMATS: Final = {ending: form for form, ending in _ENDINGS.items()}
_TYPES: Final = {"po": b"text/x-gettext-translation", "xliff": b"application/x-xliff+xml", "zip": b"application/zip"}
_MOST: Final = 300
_AT_ONCE: Final = 250
_MOST_BYTES: Final = 5 * 1024 * 1024
_LONGEST_NAME: Final = 100
_TAKEN: Final = (Outcome.NEW, Outcome.CHANGED)
_LEFT: Final = (Outcome.CONFLICT, Outcome.BROKEN, Outcome.STALE, Outcome.UNUSABLE, Outcome.GUESS, Outcome.UNKNOWN)
_TOLD: Final = (*_TAKEN, *_LEFT)


async def files_page(at: Translating, problem: str = "") -> Finished:
    ui = at.ui
    heading = ui.gettext("Files for other programs")
    whole = FileRow(ui.gettext("Everything"), tuple(_ways(at, "all", ("zip", "xliff"))))
    domains = at.domains
    rows = (FileRow(at.title_of_domain(each), tuple(_ways(at, each.id, ("po", "xliff")))) for each in domains.values())
    page = FilesPage(
        **at.frame(at.visit.title(heading, problem), FILES),
        heading=heading,
        said=_said(at),
        problem=problem,
        rows=(whole, *rows),
        action=at.visit.address(at.path(FILES)),
        token=at.visit.token,
    )
    return at.visit.show(page, status=422 if problem else 200)


def _said(at: Translating) -> str:
    count = at.visit.request.query_params.get("taken", "")
    if not count:
        return ""
    number = number_in(count)
    ui = at.ui
    return ui.ngettext("{count} text was changed.", "{count} texts were changed.", number, count=ui.number(number))


def _ways(at: Translating, domain: str, formats: Iterable[str]) -> Iterator[Link]:
    names = {"po": "PO", "xliff": "XLIFF", "zip": "zip"}
    for each in formats:
        yield at.link(f"{FILES}/{domain}{_ENDINGS[each]}", names[each])


async def download(at: Translating) -> Finished:
    """A domain, or everything, in the format that the address ends with."""
    domain, dot, ending = at.asked("name").rpartition(".")
    form = _FORMATS.get(f"{dot}{ending}")
    if form is None:
        return at.visit.not_found()
    wanted = None if domain == "all" else domain
    make = partial(exported, locales=at.workbench.locales, language=at.target, format=form, domain=wanted)
    try:
        data = await asyncio.to_thread(make)
    except CannotExchange:
        return at.visit.not_found()
    named = f'attachment; filename="{at.target}-{domain}.{ending}"'.encode("ascii", "ignore")
    return Finished(data, ((b"content-type", _TYPES[form]), (b"content-disposition", named), PERSONAL, NO_GUESSING))


async def bring(at: Translating) -> Finished:
    """Keep a file that is brought, and show what it would change."""
    ui = at.ui
    sent, upload = await sent_with_file(at.visit.request, "file")
    if not at.visit.trusts(sent):
        return await files_page(at, send_again(ui))
    if not upload.content:
        return await files_page(at, ui.gettext("Choose a file first."))
    if len(upload.content) > _MOST_BYTES:
        return await files_page(at, ui.gettext("The file is too large. Bring one module at a time."))
    name = "".join(filter(str.isprintable, upload.name))[-_LONGEST_NAME:] or "?"
    try:
        await asyncio.to_thread(partial(_decided, at, Arrival(name, upload.content)))
    except (CannotExchange, CannotSave) as trouble:
        return await files_page(at, _not_read(at, trouble))
    now = at.visit.site.clock()

    async def work(writer: Writer) -> int:
        return await keep_arrival(
            writer, person_id=at.viewer.id, target=at.target, name=name, data=upload.content, now=now
        )

    number = await at.visit.write(work)
    return at.visit.go(at.path(f"{FILES}/arrived/{number}"))


def _not_read(at: Translating, trouble: Exception) -> str:
    return at.ui.gettext("This file can’t be used: {reason}", reason=str(trouble))


def _decided(at: Translating, arrival: Arrival, forced: Sequence[str] = (), *, save: bool = False) -> list[Taken]:
    """What a file would change, or, with `save`, has changed. Raises CannotExchange and CannotSave."""
    locales = at.workbench.locales
    language, found = read(arrival.data, arrival.name, locales=locales, language=at.target)
    locks = at.workbench.locks if save else None
    return take(found, locales=locales, language=language, locks=locks, forced=forced)


async def arrival_page(at: Translating, problem: str = "") -> Finished:
    """What a file would change, text by text."""
    arrival = await _arrival(at)
    if arrival is None:
        return at.visit.not_found()
    ui = at.ui
    try:
        taken = await asyncio.to_thread(partial(_decided, at, arrival))
    except (CannotExchange, CannotSave) as trouble:
        return await files_page(at, _not_read(at, trouble))
    told = [(each.domain, one) for each in taken for one in each.decisions if one.outcome in _TOLD]
    told.sort(key=lambda pair: _TOLD.index(pair[1].outcome))
    heading = ui.gettext("What {name} would change", name=arrival.name)
    page = ArrivalPage(
        **at.frame(
            at.visit.title(heading, problem),
            f"{FILES}/arrived/{at.asked('number')}",
            crumbs=(at.link(FILES, ui.gettext("Files for other programs")),),
        ),
        heading=heading,
        problem=problem,
        target=at.target,
        counts=_counts(at, taken),
        rows=tuple(_row(at, domain, one) for domain, one in told[:_MOST]),
        cut=ui.gettext("Only the first {count} are shown.", count=_MOST) if len(told) > _MOST else "",
        can_take=any(one.outcome in {*_TAKEN, Outcome.CONFLICT} for _, one in told),
        action=at.visit.address(at.path(f"{FILES}/arrived/{at.asked('number')}")),
        token=at.visit.token,
    )
    return at.visit.show(page, status=422 if problem else 200)


async def _arrival(at: Translating) -> Arrival | None:
    number = number_in(at.asked("number"))
    return await arrival_of(at.visit.site.database, person_id=at.viewer.id, target=at.target, arrival_id=number)


def _counts(at: Translating, taken: Iterable[Taken]) -> tuple[str, ...]:
    counts = Counter(one.outcome for each in taken for one in each.decisions)
    return tuple(
        f"{outcome_in_words(at.ui, outcome)}: {at.ui.number(counts[outcome])}" for outcome in Outcome if counts[outcome]
    )


def _row(at: Translating, domain: str, one: Decision) -> ArrivingText:
    here = "\n".join(one.current.translations) if one.current else ""
    there = "\n".join(one.wanted.translations if one.wanted else one.unit.translations)
    is_conflict = one.outcome is Outcome.CONFLICT and one.current is not None
    return ArrivingText(
        outcome=outcome_in_words(at.ui, one.outcome),
        english=shortened(one.unit.key.source or (one.current.source if one.current else "")),
        pieces=pieces(here, there),
        choice=unit_id(domain, one.current.key) if is_conflict and one.current else "",
        wrong=one.wrong,
    )


async def take_over(at: Translating, sent: Sent) -> Finished:
    """Save what the file brings. What was taken over once isn't there to be taken again."""
    arrival = await _arrival(at)
    if arrival is None:
        # It was taken over already, by the first of two clicks.
        return at.visit.go(at.path(FILES))
    if not at.visit.trusts(sent):
        return await arrival_page(at, send_again(at.ui))
    forced = tuple(sent.fields.get("theirs", ()))
    try:
        taken = await asyncio.to_thread(partial(_decided, at, arrival, forced, save=True))
    except (CannotExchange, CannotSave) as trouble:
        return await arrival_page(at, _not_read(at, trouble))
    changes = [change for each in taken for change in _changes(at, each)]
    now, number = at.visit.site.clock(), number_in(at.asked("number"))

    # In pieces, so that nobody waits behind thousands.
    for start in range(0, len(changes), _AT_ONCE):
        some = changes[start : start + _AT_ONCE]
        await at.visit.write(partial(record_edits, changes=some, author=at.actor, now=now))
    await at.visit.write(lambda writer: drop_arrival(writer, person_id=at.viewer.id, arrival_id=number))
    return at.visit.go(f"{at.path(FILES)}?taken={len(changes)}")


def _changes(at: Translating, taken: Taken) -> Iterator[Change]:
    for one in taken.decisions:
        if one.outcome in _TAKEN and one.current and one.wanted:
            where = Where(at.target, taken.domain, unit_id(taken.domain, one.current.key))
            yield Change(where, one.current, one.wanted, "file")
