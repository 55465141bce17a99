"""What translators asked the author."""

from typing import Final

from app.localisation.operations import settle_remark
from app.localisation.queries import asked
from app.localisation.records import Remark
from app.translate.choosing import Chosen
from app.translate.opening import opened_at
from app.translate.pages import AskedPage, AskedRow
from app.translate.translating import Translating
from app.translate.words import somebody
from app.web.asking import send_again
from app.web.forms import Sent, number_in
from app.web.responses import Finished

QUESTIONS: Final = "/questions"


async def asked_page(at: Translating, said: str = "") -> Finished:
    ui = at.ui
    heading = ui.gettext("Questions to the author")
    page = AskedPage(
        **at.frame(heading, QUESTIONS),
        heading=heading,
        said=said or (ui.gettext("Done.") if at.visit.request.query_params.get("said") else ""),
        rows=tuple(_row(at, each) for each in await asked(at.visit.site.database)),
        action=at.visit.address(at.path(QUESTIONS)),
        token=at.visit.token,
    )
    return at.visit.show(page)


def _row(at: Translating, one: Remark) -> AskedRow:
    text = opened_at(at, one.where.domain, one.where.text)
    return AskedRow(
        to=at.link(Chosen(one.where.domain, full=True).below_of(one.where.text), at.ui.gettext("Open it at the desk")),
        english=text.message.source if text else "",
        words=tuple(filter(None, one.words.split("\n"))),
        told=f"{somebody(at.ui, one.name)}, {at.ui.language_name(one.where.target)}, {at.ui.date(one.at)}",
        settle=str(one.id) if at.reviews else "",
    )


async def settle(at: Translating, sent: Sent) -> Finished:
    """Note that a question is answered."""
    if not at.reviews:
        return at.visit.not_found()
    if not at.visit.trusts(sent):
        return await asked_page(at, send_again(at.ui))
    now, number = at.visit.site.clock(), number_in(sent.one("remark"))
    await at.visit.write(lambda writer: settle_remark(writer, remark_id=number, now=now))
    return at.visit.go(f"{at.path(QUESTIONS)}?said=1")
