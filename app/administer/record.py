"""The record of who did what to whom."""

from collections.abc import Iterable, Mapping

from app.administer.overview import RECORD, crumbs
from app.administer.pages import ActRow, RecordPage
from app.administer.words import act_in_words
from app.people.queries.people import ListedAct, acts_listed, organisations
from app.web.page import Link
from app.web.responses import Finished
from app.web.visits import Visit


async def record(visit: Visit, page: int) -> Finished:
    ui = visit.ui
    titles = await organisations(visit.site.database)
    acts, more = await acts_listed(visit.site.database, page=page)
    heading = ui.gettext("Record of acts")
    return visit.show(
        RecordPage(
            **visit.frame(heading, RECORD, crumbs=crumbs(visit)),
            heading=heading,
            acts=act_rows(visit, acts, titles),
            earlier=visit.link(f"{RECORD}?page={page - 1}", ui.gettext("Back")) if page > 1 else None,
            later=visit.link(f"{RECORD}?page={page + 1}", ui.gettext("More")) if more else None,
        )
    )


def act_rows(visit: Visit, acts: Iterable[ListedAct], titles: Mapping[int, str]) -> tuple[ActRow, ...]:
    ui = visit.ui
    return tuple(
        ActRow(ui.date(act.at), act_in_words(ui, act, titles), *_who(visit, act), _whom(visit, act)) for act in acts
    )


def _who(visit: Visit, act: ListedAct) -> tuple[str, bool]:
    """By whom, and whether they are gone."""
    if not act.actor:
        return visit.ui.gettext("at the command line"), False
    return act.actor_name or act.actor, act.actor_name is None


def _whom(visit: Visit, act: ListedAct) -> Link | None:
    """With an address while the account is there; afterwards the pseudonym stands for nobody."""
    if not act.subject:
        return None
    href = visit.address(f"/person/{act.subject_id}") if act.subject_id else ""
    return Link(href, act.subject_name or act.subject)
