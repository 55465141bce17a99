"""The agreed terms as a page."""

from typing import Final

from app.content.search.words import fold
from app.localisation.desk.terms import Agreed
from app.translate.pages import GlossaryRow, GlossaryTermsPage
from app.translate.translating import Translating
from app.translate.workbench import GLOSSARY as FILE
from app.web.locale import name_in_itself
from app.web.responses import Finished

GLOSSARY: Final = "/glossary"


async def glossary_page(at: Translating) -> Finished:
    ui = at.ui
    wanted = "".join(filter(str.isprintable, at.visit.request.query_params.get("q", "")))[:100].strip()
    found = tuple(each for each in at.workbench.terms().rows if _holds(each, fold(wanted)))
    heading = ui.gettext("Agreed terms")
    page = GlossaryTermsPage(
        **at.frame(heading, GLOSSARY),
        heading=heading,
        target=at.target,
        wanted=wanted,
        outcome=ui.ngettext("{count} term", "{count} terms", len(found), count=ui.number(len(found))),
        rows=tuple(_row(at, each) for each in found),
        file=f"{at.workbench.locales.root.name}/{FILE}",
        action=at.visit.address(at.path(GLOSSARY)),
    )
    return at.visit.show(page)


def _holds(term: Agreed, words: str) -> bool:
    return any(words in fold(each) for each in (term.english, term.note, *term.translations.values()))


def _row(at: Translating, term: Agreed) -> GlossaryRow:
    others = tuple(
        (code, name_in_itself(code), words) for code, words in term.translations.items() if code != at.target
    )
    return GlossaryRow(term.english, term.translations.get(at.target, ""), term.note, others)
