"""A message to exactly the people whom a filter shows, seen as they will get it before it is sent."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from app.coordinate.choosing import Chosen, chosen_here
from app.coordinate.desks import Coordinating
from app.coordinate.letters import announced
from app.coordinate.pages import MessagePage, Preview
from app.people.queries.notices import Notice, Text
from app.progress.operations.announcing import announce
from app.progress.queries.roster import receivers
from app.web.asking import send_again
from app.web.form_page import Field
from app.web.forms import Sent
from app.web.letters import interface_for
from app.web.locale import name_in_itself
from app.web.responses import Finished
from app.web.sessions import new_token
from app.web.visits import Visit

MESSAGE: Final = "/message"
_SUBJECT: Final = 120
_TEXT: Final = 5000


async def write_page(at: Coordinating) -> Finished:
    chosen = await chosen_here(at)
    if chosen is None:
        return at.visit.not_found()
    return await _page(at, chosen, {}, await _languages(at, chosen))


async def send(at: Coordinating, sent: Sent) -> Finished:
    """Show the message as each language's readers will get it or, once that was seen, send it."""
    chosen = await chosen_here(at)
    if chosen is None:
        return at.visit.not_found()
    found = await _languages(at, chosen)
    texts = _texts(sent, found)
    problems = _wrong(at, sent, found)
    if problems or sent.one("do") == "write":
        return await _page(at, chosen, texts, found, problems=problems, sent=sent)
    count = sum(found.values())
    if sent.one("do") != "send" or sent.one("count") != str(count):
        changed = (at.ui.gettext("Meanwhile others fit the choice. Look at it once more."),)
        again = sent.one("do") == "send"
        return await _page(at, chosen, texts, found, problems=changed if again else (), sent=sent, preview=True)
    kept = {language: text for language, text in texts.items() if text.subject}
    work = partial(
        announce,
        scope=chosen.scope,
        wanted=chosen.wanted,
        author=at.viewer.id,
        actor=at.actor,
        texts=kept,
        once=sent.one("once")[:64],
        receivers=count,
    )
    await at.visit.write(work)
    at.visit.site.letters.set()
    return at.visit.go(at.path(f"/people?{chosen.query()}&sent={count}"))


async def _languages(at: Coordinating, chosen: Chosen) -> Mapping[str, int]:
    """The languages of the receivers, with how many read each; the most read first."""
    return await receivers(at.long_reads, scope=chosen.scope, wanted=chosen.wanted)


def _texts(sent: Sent, languages: Mapping[str, int]) -> Mapping[str, Text]:
    """What was written, by language; the first language stands for those that were left empty."""
    return {
        language: Text(
            " ".join(sent.one(f"subject-{language}").split())[:_SUBJECT],
            sent.one(f"text-{language}").replace("\r\n", "\n").strip()[:_TEXT],
        )
        for language in languages
    }


def _wrong(at: Coordinating, sent: Sent, languages: Mapping[str, int]) -> tuple[str, ...]:
    ui = at.ui
    if not at.visit.trusts(sent):
        return (send_again(ui),)
    if not languages:
        return (ui.gettext("Nobody who fits the choice wants letters."),)
    texts = _texts(sent, languages)
    first = next(iter(texts.values()))
    if not (first.subject and first.text):
        return (ui.gettext("Write a subject and a text, at least in the first language."),)
    halves = [name_in_itself(language) for language, text in texts.items() if bool(text.subject) != bool(text.text)]
    if halves:
        return (ui.gettext("A subject or a text is missing: {languages}", languages=", ".join(halves)),)
    return ()


async def _page(
    at: Coordinating,
    chosen: Chosen,
    texts: Mapping[str, Text],
    languages: Mapping[str, int],
    *,
    problems: tuple[str, ...] = (),
    sent: Sent | None = None,
    preview: bool = False,
) -> Finished:
    ui, count = at.ui, sum(languages.values())
    heading = ui.gettext("Write to these people")
    once = sent.one("once") if sent else ""
    hidden = (("token", at.visit.token), ("once", once or new_token(at.visit.site.chance)), ("count", str(count)))
    page = MessagePage(
        **at.frame(
            at.visit.title(heading, *problems),
            MESSAGE,
            query=chosen.query(),
            crumbs=(at.link(f"/people?{chosen.query()}", ui.gettext("Learners")),),
        ),
        heading=heading,
        problems=problems,
        to=_to(at, count),
        fields=_fields(at, texts, languages),
        previews=_previews(at, chosen, texts) if preview else (),
        hidden=hidden,
        action=f"{at.visit.address(at.path(MESSAGE))}?{chosen.query()}",
        back=at.link(f"/people?{chosen.query()}", ui.gettext("Back to the list")),
    )
    return at.visit.show(page, status=422 if problems else 200)


def _to(at: Coordinating, count: int) -> str:
    ui = at.ui
    return ui.ngettext(
        "It goes to {count} person: everybody on the list who wants letters. They see your name, and their answers go "
        "to your address.",
        "It goes to {count} people: everybody on the list who wants letters. They see your name, and their answers go "
        "to your address.",
        count,
        count=ui.number(count),
    )


def _fields(at: Coordinating, texts: Mapping[str, Text], languages: Mapping[str, int]) -> tuple[Field, ...]:
    fields = []
    for place, language in enumerate(languages):
        text = texts.get(language, Text("", ""))
        fields += _pair(at.visit, language, text, languages[language], first=place == 0)
    return tuple(fields)


def _pair(visit: Visit, language: str, text: Text, readers: int, *, first: bool) -> list[Field]:
    ui, name = visit.ui, visit.ui.language_name(language)
    hint = ui.ngettext("{count} person reads it.", "{count} people read it.", readers, count=readers)
    if not first:
        hint += " " + ui.gettext("Left empty, they get the first text.")
    return [
        Field(
            name=f"subject-{language}",
            label=ui.gettext("Subject ({language})", language=name),
            hint=hint,
            value=text.subject,
            language=language,
        ),
        Field(
            name=f"text-{language}",
            label=ui.gettext("Text ({language})", language=name),
            kind="lines",
            value=text.text,
            language=language,
        ),
    ]


def _previews(at: Coordinating, chosen: Chosen, texts: Mapping[str, Text]) -> tuple[Preview, ...]:
    return tuple(_preview(at, chosen, language, text) for language, text in texts.items() if text.subject)


def _preview(at: Coordinating, chosen: Chosen, language: str, text: Text) -> Preview:
    site = at.visit.site
    ui = interface_for(site, language)
    group = chosen.group or chosen.groups[0]
    notice = Notice(group.title, group.course, group.due_on, at.desk.title, "…", None)
    words = announced(site, ui, text, at.viewer.account.name, notice)
    parts = (ui.gettext("Hello {name},", name="…"), *words.before, *words.after, f"{site.name}\n{site.origin}")
    return Preview(language, at.ui.language_name(language), words.subject, "\n\n".join(parts))
