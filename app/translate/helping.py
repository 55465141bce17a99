"""What helps with a text and doesn't guess: nothing here is put into a translation by itself."""

from collections.abc import Iterator

from app.content.edition import SOURCE_LANGUAGE
from app.content.po import State
from app.localisation.desk.opened import NoSuchFile
from app.localisation.desk.parts import Text
from app.localisation.queries import edits_of, remarks_of
from app.localisation.records import Edit, Remark
from app.translate.boxes import pieces
from app.translate.choosing import Chosen
from app.translate.listing import shortened
from app.translate.opening import Open
from app.translate.pages import Help, History, Match, Neighbour, RemarkRow, Same
from app.translate.words import somebody
from app.web.locale import name_in_itself

_BESIDE = 2


async def help_for(one: Open) -> Help:
    database, at = one.at.visit.site.database, one.at
    domains = at.domains
    memory = at.workbench.memory(at.target, domains)
    same = [
        (domain, text) for domain, text in memory.same_english(one.message.source, domains) if text.id != one.text.id
    ]
    return Help(
        matches=tuple(
            Match(
                share=at.ui.percent(round(100 * match.likeness)),
                pieces=pieces(match.text.message.source, one.message.source),
                translation=match.text.message.translations[0],
                to=at.link(Chosen(match.domain).below_of(match.text.id), at.title_of_domain(domains[match.domain])),
            )
            for match in memory.nearest(one.message.source, domains)
        ),
        same=tuple(
            Same(
                at.link(Chosen(domain).below_of(text.id), at.title_of_domain(domains[domain])),
                text.message.translations[0],
            )
            for domain, text in same
        ),
        apply=_apply(one, sum(text.message.state is State.EMPTY for _, text in same)),
        others=tuple(_others(one)),
        before=_neighbours(one, -1),
        after=_neighbours(one, 1),
        history=tuple(_change(one, each) for each in await edits_of(database, where=one.where)),
        remarks=tuple(_remark(one, each) for each in await remarks_of(database, where=one.where)),
    )


def _apply(one: Open, count: int) -> str:
    if not count or one.message.state is not State.TRANSLATED:
        return ""
    ui = one.at.ui
    return ui.ngettext(
        "Save this translation in {count} empty place",
        "Save this translation in {count} empty places",
        count,
        count=count,
    )


def _others(one: Open) -> Iterator[tuple[str, str, str]]:
    """The same text in the other languages that have it."""
    at = one.at
    for language in at.workbench.locales.languages:
        if language in {at.target, SOURCE_LANGUAGE}:
            continue
        try:
            message = at.workbench.files.file(language, one.domain.id).by_key.get(one.message.key)
        except NoSuchFile:
            continue
        if message and message.state is State.TRANSLATED:
            yield language, name_in_itself(language), " | ".join(message.translations)


def _neighbours(one: Open, direction: int) -> tuple[Neighbour, ...]:
    """The texts around it in its part, whatever is filtered."""
    part = one.domain.of_part(one.part)
    place = next((at for at, text in enumerate(part) if text.id == one.text.id), 0)
    found = part[max(0, place - _BESIDE) : place] if direction < 0 else part[place + 1 : place + 1 + _BESIDE]
    return tuple(_neighbour(one, text) for text in found)


def _neighbour(one: Open, text: Text) -> Neighbour:
    to = one.at.link(one.chosen.below_of(text.id), shortened(text.message.source))
    return Neighbour(to, text.message.translations[0])


def _change(one: Open, edit: Edit) -> History:
    ui = one.at.ui
    how = {
        "desk": ui.gettext("at the desk"),
        "restore": ui.gettext("brought back"),
        "suggestion": ui.gettext("as a suggestion"),
        "file": ui.gettext("with a file"),
    }[edit.how]
    told = f"{somebody(ui, edit.name)}, {ui.date(edit.at)}, {how}"
    is_there = edit.before == one.message.translations
    restore = f"restore {edit.id}" if any(edit.before) and not is_there else ""
    return History(told, pieces("\n".join(edit.before), "\n".join(edit.after)), restore)


def _remark(one: Open, remark: Remark) -> RemarkRow:
    ui = one.at.ui
    question = ""
    if remark.asks:
        question = ui.gettext("answered") if remark.settled_at else ui.gettext("question to the author")
    settle = f"settle {remark.id}" if remark.asks and remark.settled_at is None and one.at.reviews else ""
    told = f"{somebody(ui, remark.name)}, {ui.date(remark.at)}"
    return RemarkRow(told, tuple(filter(None, remark.words.split("\n"))), question, settle)
