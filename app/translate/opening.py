"""A text that is opened at the desk, with what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from app.content.edition import SOURCE_LANGUAGE, Edition, Translation
from app.content.in_place import Source
from app.content.locales import INTERFACE
from app.content.model import Segment
from app.content.po import Key, Message, State
from app.localisation.desk.opened import NoSuchFile
from app.localisation.desk.parts import Domain, Text
from app.localisation.exchange.units import unit_id
from app.localisation.records import Where
from app.localisation.saving import fingerprint, form_count
from app.translate.choosing import Chosen
from app.translate.listing import chosen_of, domain_here, matching
from app.translate.translating import Translating
from app.web.page import Link


@dataclass(frozen=True, slots=True)
class Open:
    """One text, among those that a filter shows (`shown`)."""

    at: Translating
    domain: Domain
    chosen: Chosen
    text: Text
    shown: tuple[Text, ...]

    @property
    def message(self) -> Message:
        return self.text.message

    @property
    def where(self) -> Where:
        return Where(self.at.target, self.domain.id, self.text.id)

    @property
    def expected(self) -> str:
        """What the file says at the moment, to be held against what it says when something is saved."""
        return fingerprint(self.message)

    @property
    def below(self) -> str:
        return self.chosen.below_of(self.text.id)

    @property
    def form_count(self) -> int:
        return form_count(self.at.workbench.files.file(self.at.target, self.domain.id), self.message)

    @property
    def part(self) -> str:
        """The part that it is looked at in: the one that the filter names, or the first that it stands in."""
        return self.chosen.part if self.chosen.part in self.text.parts else next(iter(self.text.parts), "")

    @property
    def position(self) -> int:
        """Its place among those shown, from 0; where it was, if it isn't among them any more."""
        for place, text in enumerate(self.shown):
            if text.place >= self.text.place:
                return place
        return len(self.shown)

    @property
    def is_shown(self) -> bool:
        return any(text.id == self.text.id for text in self.shown)

    @property
    def after(self) -> Text | None:
        """The next of those shown."""
        place = self.position + self.is_shown
        return self.shown[place] if place < len(self.shown) else None

    @property
    def before(self) -> Text | None:
        place = self.position - 1
        return self.shown[place] if place >= 0 else None

    @property
    def next_stale(self) -> Text | None:
        """The next text of the part whose English changed, from the beginning again after the last."""
        texts = self.domain.of_part(self.chosen.part)
        stale = [text for text in texts if text.message.state is State.STALE and text.id != self.text.id]
        return next((text for text in stale if text.place > self.text.place), stale[0] if stale else None)

    def reading(self, texts: tuple[str, ...]) -> Message:
        """The text with what is being typed, as it would be saved."""
        return self.message.translated(texts)


async def opened(at: Translating) -> Open | None:
    """The text that the address names."""
    domain = domain_here(at)
    text = domain.texts.get(at.asked("text")) if domain else None
    if domain is None or text is None:
        return None
    chosen = chosen_of(at, domain)
    return Open(at, domain, chosen, text, await matching(at, domain, chosen))


def opened_at(at: Translating, domain_id: str, text_id: str) -> Open | None:
    """A text by its id, alone."""
    try:
        domain = at.workbench.domain(at.target, domain_id)
    except NoSuchFile:
        return None
    text = domain.texts.get(text_id)
    return Open(at, domain, Chosen(domain_id), text, (text,)) if text else None


def source_of(one: Open) -> Source | None:
    """The file that the text stands in; None for the site's own words, which stand in no file of a course."""
    if one.domain.id == INTERFACE:
        return None
    course, _, module = one.domain.id.partition(".")
    part = one.domain.part(one.part)
    file = PurePosixPath(part.file).name if part else ""
    return Source(one.at.workbench.courses, course, module, file)


def edition_of(one: Open, texts: tuple[str, ...], *, marked: bool) -> Edition:
    """The language as its readers see it, with `texts` as the translation of the open text."""
    at = one.at
    own = _messages(at, one.domain.id)

    def translate(domain: str, segment: Segment) -> Translation | None:
        key = Key(segment.context, segment.source)
        if domain == one.domain.id and key == one.message.key:
            return Translation(texts[0]) if texts[0] else None
        message = (own if domain == one.domain.id else _messages(at, domain)).get(key)
        if message is None or message.state not in {State.TRANSLATED, State.STALE}:
            return None
        return Translation(message.translations[0], stale=message.state is State.STALE)

    words = at.visit.site.interfaces[at.target].gettext
    edition = Edition(at.target, translate, words)
    return replace(edition, mark=partial(_mark, one.text.id)) if marked else edition


def _messages(at: Translating, domain: str) -> Mapping[Key, Message]:
    try:
        return at.workbench.files.file(at.target, domain).by_key
    except NoSuchFile:
        return {}


def _mark(opened_text: str, domain: str, segment: Segment) -> Mapping[str, str]:
    """The text's id, and whether it is the one that is open."""
    name = unit_id(domain, Key(segment.context, segment.source))
    return {"data-text": name, "aria-current": "true"} if name == opened_text else {"data-text": name}


def on_the_site(one: Open) -> Link | None:
    """The page that readers meet the text on."""
    source = source_of(one)
    part = one.domain.part(one.part)
    if source is None or part is None:
        return None
    ui, library = one.at.ui, one.at.visit.site.shelf.library
    course = library.course(source.course, SOURCE_LANGUAGE)
    module = course.module(source.module) if course else None
    home = f"/{one.at.target}/{source.course}"
    game = course.game(source.module) if course else None
    lesson = next((each for each in module.lessons if each.place.file == part.file), None) if module else None
    label = ui.gettext("See the page as readers see it")
    if lesson:
        return Link(f"{home}/{source.module}/{lesson.id}", label)
    if game:
        return Link(f"{home}/play/{game.id}", label)
    below = {"quiz": f"/{source.module}/quiz", "module": f"/{source.module}", "glossary": "/glossary", "course": ""}
    return Link(f"{home}{below[part.id]}", label) if part.id in below else None
