"""Letters that haven't been sent."""

from app.administer.overview import LETTERS, crumbs
from app.administer.pages import LetterRow, LettersPage
from app.administer.words import letter_in_words
from app.people.operations import send_again
from app.people.queries import Viewer
from app.people.queries.people import ListedLetter, letters_listed
from app.web.forms import Sent, number_in
from app.web.page import Link
from app.web.responses import Finished
from app.web.visits import Visit


async def letters(visit: Visit, _viewer: Viewer, problem: str = "") -> Finished:
    heading = visit.ui.gettext("Letters")
    page = LettersPage(
        **visit.frame(visit.title(heading, problem), LETTERS, crumbs=crumbs(visit)),
        heading=heading,
        problem=problem,
        letters=tuple(_row(visit, one) for one in await letters_listed(visit.site.database)),
        action=visit.address(LETTERS),
        token=visit.token,
    )
    return visit.show(page, status=422 if problem else 200)


def _row(visit: Visit, one: ListedLetter) -> LetterRow:
    ui = visit.ui
    return LetterRow(
        what=letter_in_words(ui, one.kind),
        whom=visit.link(f"/person/{one.person_id}", one.name) if one.person_id else Link("", one.name),
        when=ui.date(one.queued_at),
        problem=one.problem,
        id=str(one.id) if one.failed_at else "",
    )


async def again(visit: Visit, viewer: Viewer, sent: Sent) -> Finished:
    """Try a letter again that was given up; one that was sent meanwhile isn't there."""
    number, now = number_in(sent.one("letter")), visit.site.clock()
    if not visit.trusts(sent) or not number:
        return await letters(visit, viewer, visit.ui.gettext("Nothing was changed. Please choose once more."))
    await visit.write(lambda writer: send_again(writer, letter_id=number, now=now))
    visit.site.letters.set()
    return visit.go(LETTERS)
