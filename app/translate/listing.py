"""The texts that a filter shows, as a list."""

from collections.abc import Callable, Container
from typing import Final

from app.content.po import State
from app.content.search.words import fold
from app.localisation.desk.counting import is_reviewed
from app.localisation.desk.opened import NoSuchFile
from app.localisation.desk.parts import Domain, Text
from app.localisation.operations import mark_reviewed
from app.localisation.queries import drafts_of, reviewed_in, suggested_texts
from app.localisation.states import digest_of
from app.translate import choosing
from app.translate.choosing import Chosen, chosen_here, filters
from app.translate.maps import changed_texts
from app.translate.pages import TextRow, TextsPage
from app.translate.problems import problem_texts
from app.translate.translating import Translating
from app.translate.words import mark_of, state_in_words
from app.web.asking import send_again
from app.web.forms import Sent
from app.web.page import Link
from app.web.responses import Finished

_STATES: Final = {
    choosing.TODO: frozenset({State.EMPTY, State.STALE, State.UNREADY}),
    choosing.UNTRANSLATED: frozenset({State.EMPTY}),
    choosing.STALE: frozenset({State.STALE}),
    choosing.UNREADY: frozenset({State.UNREADY}),
    choosing.TRANSLATED: frozenset({State.TRANSLATED}),
}
_LONGEST: Final = 160


async def texts_page(at: Translating, said: str = "") -> Finished:
    ui, domain = at.ui, domain_here(at)
    if domain is None:
        return at.visit.not_found()
    chosen = chosen_of(at, domain)
    found = await matching(at, domain, chosen)
    heading = _heading(at, domain, chosen)
    page = TextsPage(
        **at.frame(heading, f"/{domain.id}", query=chosen.query, crumbs=crumbs(at, domain, chosen)),
        heading=heading,
        said=said or (ui.gettext("Done.") if at.visit.request.query_params.get("said") else ""),
        target=at.target,
        filters=filters(at, chosen, parts_of(at, domain)),
        action=at.visit.address(at.path(f"/{domain.id}")),
        outcome=ui.ngettext("{count} text", "{count} texts", len(found), count=ui.number(len(found))),
        clear=at.link(chosen.whole.below, ui.gettext("Show all")) if chosen.narrows else None,
        begin=at.link(chosen.below_of(found[0].id), ui.gettext("Begin with the first")) if found else None,
        rows=await rows_of(at, domain, chosen, found),
        reviewing=at.reviews,
        send=at.visit.address(at.path(chosen.below)),
        token=at.visit.token,
    )
    return at.visit.show(page)


async def review_texts(at: Translating, sent: Sent) -> Finished:
    """Mark the texts that were chosen, or all that the filter shows, as reviewed."""
    domain = domain_here(at)
    if domain is None or not at.reviews:
        return at.visit.not_found()
    if not at.visit.trusts(sent):
        return await texts_page(at, send_again(at.ui))
    chosen = chosen_of(at, domain)
    shown = await matching(at, domain, chosen)
    named = {text.id for text in shown} if sent.one("do") == "review all" else {*sent.fields.get("text", ())}
    digests = {
        text.id: digest_of(text.message)
        for text in shown
        if text.id in named and text.message.state is State.TRANSLATED
    }
    now = at.visit.site.clock()
    await at.visit.write(
        lambda writer: mark_reviewed(
            writer, target=at.target, domain=domain.id, digests=digests, author=at.actor, now=now
        )
    )
    return at.visit.go(at.path(chosen.below) + ("&" if chosen.query else "?") + "said=1")


def domain_here(at: Translating) -> Domain | None:
    """The domain that the address names."""
    try:
        return at.workbench.domain(at.target, at.asked("domain"))
    except NoSuchFile:
        return None


def chosen_of(at: Translating, domain: Domain) -> Chosen:
    return chosen_here(at, tuple(part.id for part in domain.parts))


def parts_of(at: Translating, domain: Domain) -> tuple[tuple[str, str], ...]:
    """The parts of a domain by their ids, as they are called."""
    return tuple((part.id, at.title_of_part(domain, part)) for part in domain.parts)


def crumbs(at: Translating, domain: Domain, chosen: Chosen) -> tuple[Link, ...]:
    """The pages above a part's list."""
    whole = Chosen(domain.id, full=chosen.full)
    return (at.link(whole.below, at.title_of_domain(domain)),) if chosen.part else ()


def _heading(at: Translating, domain: Domain, chosen: Chosen) -> str:
    part = domain.part(chosen.part)
    return at.title_of_part(domain, part) if part else at.title_of_domain(domain)


async def matching(at: Translating, domain: Domain, chosen: Chosen) -> tuple[Text, ...]:
    """The texts that the filter shows, in the order of the pages."""
    texts = domain.of_part(chosen.part)
    keep = await _shown(at, domain, chosen.show)
    words = fold(chosen.search)
    return tuple(text for text in texts if keep(text) and (not words or _holds(text, words)))


async def _shown(at: Translating, domain: Domain, show: str) -> Callable[[Text], bool]:
    if show in _STATES:
        return lambda text: text.message.state in _STATES[show]
    if show == choosing.UNREVIEWED:
        reviewed = await reviewed_in(at.visit.site.database, target=at.target, domain=domain.id)
        return lambda text: text.message.state is State.TRANSLATED and not is_reviewed(text, reviewed)
    if not show:
        return lambda _: True
    ids = await _ids(at, domain, show)
    return lambda text: text.id in ids


async def _ids(at: Translating, domain: Domain, show: str) -> Container[str]:
    """The texts beside which the database or the checks have something."""
    database = at.visit.site.database
    if show == choosing.FAILING:
        return at.workbench.failing(at.target, domain, at.visit.site.shelf.library)
    if show == choosing.DRAFTS:
        return await drafts_of(database, person_id=at.viewer.id, target=at.target, domain=domain.id)
    if show == choosing.CHANGED:
        return await changed_texts(at, domain)
    if show == choosing.PROBLEMS:
        return await problem_texts(at.visit.site, at.target, domain)
    suggested = await suggested_texts(database, target=at.target, domain=domain.id)
    if show == choosing.MINE:
        return {text for text, authors in suggested.items() if at.actor in authors}
    return suggested


def _holds(text: Text, words: str) -> bool:
    message = text.message
    return any(words in fold(each) for each in (message.source, message.plural, *message.translations))


async def rows_of(
    at: Translating, domain: Domain, chosen: Chosen, texts: tuple[Text, ...], current: str = ""
) -> tuple[TextRow, ...]:
    database = at.visit.site.database
    reviewed = await reviewed_in(database, target=at.target, domain=domain.id)
    drafts = await drafts_of(database, person_id=at.viewer.id, target=at.target, domain=domain.id)
    suggested = await suggested_texts(database, target=at.target, domain=domain.id)

    def notes(text: Text) -> tuple[str, ...]:
        ui = at.ui
        said = (
            (is_reviewed(text, reviewed), ui.gettext("reviewed")),
            (text.id in drafts, ui.gettext("with a draft of mine")),
            (text.id in suggested, ui.gettext("with an open suggestion")),
        )
        return tuple(words for is_so, words in said if is_so)

    return tuple(
        TextRow(
            id=text.id,
            to=at.link(chosen.below_of(text.id), shortened(text.message.source)),
            translation=shortened(text.message.translations[0]),
            state=state_in_words(at.ui, text.message.state),
            mark=mark_of(text.message.state),
            notes=notes(text),
            current=text.id == current,
        )
        for text in texts
    )


def shortened(text: str) -> str:
    """A text as a list shows it: its first words."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"
