"""A language at a glance: how far it is, what changed, where to start."""

from collections.abc import Mapping
from datetime import datetime

from app.content.po import State
from app.localisation.desk.counting import Words, changes_since, snapshot, words_of
from app.localisation.desk.parts import Domain
from app.localisation.operations import keep_look
from app.localisation.queries import look_of, open_counts, own_since, reviewed_in
from app.localisation.records import Look
from app.translate.choosing import CHANGED, TODO, Chosen
from app.translate.pages import Amount, DomainRow, MapPage, News, PartRow
from app.translate.translating import Translating, title_of
from app.web.asking import send_again
from app.web.forms import Sent
from app.web.page import Link
from app.web.responses import Finished


async def map_page(at: Translating, said: str = "") -> Finished:
    ui = at.ui
    domains = at.domains
    reviewed = await reviewed_in(at.visit.site.database, target=at.target)
    amounts = {each.id: words_of(each.texts.values(), reviewed) for each in domains.values()}
    heading = ui.gettext("Translating: {language}", language=title_of(at.target))
    page = MapPage(
        **at.frame(heading, ""),
        heading=heading,
        said=said or (ui.gettext("Done.") if at.visit.request.query_params.get("said") else ""),
        broken=at.workbench.broken(at.target),
        total=_amount(at, _together(amounts)),
        begin=_begin(at, domains),
        finished=ui.gettext("Everything is translated."),
        news=await _news(at, domains),
        domains=tuple(_domain(at, each, amounts[each.id], reviewed) for each in domains.values()),
        languages_beside=await _languages(at),
        waiting=await _waiting(at),
        ways=_ways(at),
        action=at.visit.address(at.path()),
        token=at.visit.token,
    )
    return at.visit.show(page)


async def seen(at: Translating, sent: Sent) -> Finished:
    """Note that what changed was looked at; from now on the list begins anew."""
    if not at.visit.trusts(sent):
        return await map_page(at, send_again(at.ui))
    await _keep_look(at, at.domains)
    return at.visit.go(f"{at.path()}?said=1")


async def changed_texts(at: Translating, domain: Domain) -> frozenset[str]:
    """The texts of a domain that changed since the viewer looked last."""
    look = await look_of(at.visit.site.database, person_id=at.viewer.id, target=at.target)
    if look is None:
        return frozenset()
    return changes_since(look.snapshot, [domain], await _own_since(at, look))[domain.id].all


async def _own_since(at: Translating, look: Look) -> Mapping[str, str]:
    return await own_since(at.visit.site.database, target=at.target, author=at.actor, since=look.at)


def _together(amounts: Mapping[str, Words]) -> Words:
    total = Words()
    for each in amounts.values():
        total = total.plus(each)
    return total


def _amount(at: Translating, words: Words) -> Amount:
    number = at.ui.number
    return Amount(
        number(words.translated),
        number(words.stale),
        number(words.unready),
        number(words.untranslated),
        number(words.reviewed),
        words.percent,
    )


def _begin(at: Translating, domains: Mapping[str, Domain]) -> Link | None:
    """The way to the first text that needs work."""
    for domain in domains.values():
        for part in domain.parts:
            text = next((text for text in part.texts if text.message.state is not State.TRANSLATED), None)
            if text:
                chosen = Chosen(domain.id, part.id, TODO)
                return at.link(chosen.below_of(text.id), at.ui.gettext("Go on translating"))
    return None


def _domain(at: Translating, domain: Domain, words: Words, reviewed: Mapping[str, str]) -> DomainRow:
    parts = tuple(
        PartRow(
            at.link(Chosen(domain.id, part.id).below, at.title_of_part(domain, part)),
            _amount(at, words_of(part.texts, reviewed)),
        )
        for part in domain.parts
    )
    to = at.link(Chosen(domain.id).below, at.title_of_domain(domain))
    # An id of a page's element holds no dot here, so that style sheets and scripts can name it.
    return DomainRow(domain.id.replace(".", "-"), to, _amount(at, words), parts)


async def _news(at: Translating, domains: Mapping[str, Domain]) -> News | None:
    """What changed since the viewer looked last; the first look is what the next is held against."""
    ui = at.ui
    look = await look_of(at.visit.site.database, person_id=at.viewer.id, target=at.target)
    if look is None:
        await _keep_look(at, domains)
        return None
    found = changes_since(look.snapshot, domains.values(), await _own_since(at, look))
    changes = tuple(
        at.link(Chosen(name, show=CHANGED).below, _told(at, domains[name], len(each.new), len(each.english), each.all))
        for name, each in found.items()
        if each.all
    )
    since = ui.gettext("What changed since {date}", date=_day(at, look.at))
    return News(since, changes, ui.gettext("I have seen this"))


def _told(at: Translating, domain: Domain, new: int, english: int, every: frozenset[str]) -> str:
    ui = at.ui
    count = len(every)
    told = [
        ui.ngettext("{count} text changed", "{count} texts changed", count, count=count),
        *([ui.ngettext("{count} is new", "{count} are new", new, count=new)] if new else []),
        *(
            [ui.ngettext("{count} has new English", "{count} have new English", english, count=english)]
            if english
            else []
        ),
    ]
    return f"{at.title_of_domain(domain)}: {', '.join(told)}"


def _day(at: Translating, moment: datetime) -> str:
    return at.ui.date(moment)


async def _keep_look(at: Translating, domains: Mapping[str, Domain]) -> None:
    shot, now = snapshot(domains.values()), at.visit.site.clock()
    await at.visit.write(
        lambda writer: keep_look(writer, person_id=at.viewer.id, target=at.target, snapshot=shot, now=now)
    )


async def _languages(at: Translating) -> tuple[tuple[str, str, Amount], ...]:
    """Every language of the site, to see one's own beside the others."""
    found = []
    for language in at.workbench.locales.languages:
        reviewed = await reviewed_in(at.visit.site.database, target=language)
        domains = at.workbench.domains(language, at.visit.site.shelf.library).values()
        words = _together({each.id: words_of(each.texts.values(), reviewed) for each in domains})
        found.append((language, title_of(language), _amount(at, words)))
    return tuple(found)


async def _waiting(at: Translating) -> tuple[Link, ...]:
    """What waits for a decision."""
    ui = at.ui
    count = sum((await open_counts(at.visit.site.database, target=at.target)).values())
    if not count:
        return ()
    label = ui.ngettext("{count} suggestion waits", "{count} suggestions wait", count, count=ui.number(count))
    return (at.link("/suggestions", label),)


def _ways(at: Translating) -> tuple[Link, ...]:
    ui = at.ui
    return (
        at.link("/suggestions", ui.gettext("Suggestions")),
        at.link("/glossary", ui.gettext("Agreed terms")),
        at.link("/questions", ui.gettext("Questions to the author")),
        at.link("/files", ui.gettext("Files for other programs")),
        at.visit.link("/translation-problems", ui.gettext("Possible translation problems")),
    )
