"""Where the links of a text lead, which words it explains, and which pictures it shows.

What leads nowhere is reported and shown as plain words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from app.content import pictures
from app.content.addresses import lesson_address, media_address, module_address
from app.content.markdown import plain
from app.content.model import Place
from app.content.page import LinkUse, Page
from app.content.problems import suggestion

LESSON = re.compile(r"lesson:(?:(?P<module>[a-z0-9-]+)/)?(?P<lesson>[a-z0-9-]+)(?:#(?P<fragment>[a-z0-9-]+))?")
MODULE = re.compile(r"module:(?P<module>[a-z0-9-]+)")
TERM = re.compile(r"term:(?P<term>[^\s]+)")
HTTPS = re.compile(r"https://[^\s/?#@:\[\]\\]+\.[^\s/?#@:\[\]\\]+(?::\d+)?(?:[/?#]\S*)?")
HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>|<!--")
FORMS = 'write "lesson:id", "lesson:module/id#heading", "module:id" or an address with "https://"'


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a text may hold, given where it stands."""

    links: bool
    terms: bool


PROSE = Allowed(links=True, terms=True)
WITHOUT_TERMS = Allowed(links=True, terms=False)
WORDS_ONLY = Allowed(links=False, terms=False)


def settle(tokens: Sequence[Token], page: Page, place: Place, allowed: Allowed) -> None:
    """Give each link and picture among the inline `tokens` its attributes."""
    opened: list[Token] = []
    for token in tokens:
        if token.type == "link_open":
            opened.append(token)
            _settle_link(token, page, place, allowed)
        elif token.type == "link_close":
            token.tag, token.hidden = opened[-1].tag, opened.pop().hidden
        elif token.type == "image":
            _settle_picture(token, page, place)
        elif token.type == "text":
            _check_html(token.content, page, place)


def _check_html(text: str, page: Page, place: Place) -> None:
    match = HTML.search(text)
    if match:
        page.report.error(place, f'"{match[0]}" is HTML', "write it in Markdown or leave it out")


def _settle_link(token: Token, page: Page, place: Place, allowed: Allowed) -> None:
    destination = str(token.attrs["href"])
    attrs = _term(destination, page, place, allowed) if destination.startswith("term:") else None
    if attrs:
        token.tag = "button"
    elif not destination.startswith("term:"):
        attrs = _link(destination, page, place, allowed)
    token.attrs = attrs or {}
    token.hidden = not attrs


Attributes = dict[str, str | int | float]


def _term(destination: str, page: Page, place: Place, allowed: Allowed) -> Attributes | None:
    match = TERM.fullmatch(destination)
    term = match["term"] if match else ""
    if not allowed.terms:
        page.report.error(place, "a glossary term is marked here", "mark terms in paragraphs, lists and tables only")
        return None
    if term not in page.setting.terms:
        instead = suggestion(term, page.setting.terms, "add it to glossary.md, or remove the mark")
        page.report.error(place, f'the term "{term}" is not in the glossary', instead)
        return None
    page.terms_used.append(term)
    return {"type": "button", "class": "term", "popovertarget": f"term-{term}"}


def _link(destination: str, page: Page, place: Place, allowed: Allowed) -> Attributes | None:
    if not allowed.links:
        page.report.error(place, "there is a link here", "put links into paragraphs, lists and tables only")
        return None
    if HTTPS.fullmatch(destination):
        return {"href": normalizeLink(destination), "rel": "noreferrer"}
    address = _inside(destination, page, place)
    if address is None:
        page.report.error(place, f'the link "{destination}" is malformed', FORMS)
        return None
    return {"href": address}


def _inside(destination: str, page: Page, place: Place) -> str | None:
    setting = page.setting
    match = LESSON.fullmatch(destination)
    if match:
        use = LinkUse(place, match["module"] or setting.module, match["lesson"], match["fragment"] or "")
        setting.links.append(use)
        return lesson_address(setting.edition.language, setting.course, use.module, use.lesson, use.fragment)
    match = MODULE.fullmatch(destination)
    if match:
        setting.links.append(LinkUse(place, match["module"], "", ""))
        return module_address(setting.edition.language, setting.course, match["module"])
    return None


def _settle_picture(token: Token, page: Page, place: Place) -> None:
    if not plain(token.children).strip():
        page.report.error(
            place, "a picture has no alternative text", "say in the brackets what it shows: ![…](media:…)"
        )
    destination = str(token.attrs["src"])
    file = destination.removeprefix("media:")
    if file == destination or not pictures.FILE.fullmatch(file):
        page.report.error(
            place, f'the picture "{destination}" is malformed', 'write "media:file.svg" (svg, png, jpg, webp)'
        )
        _make_words(token)
        return
    token.attrs = {"src": media_address(page.setting.course, file), "alt": "", "loading": "lazy"}
    _measure(token, file, page, place)


def _make_words(token: Token) -> None:
    token.type, token.content, token.children = "text", plain(token.children), None


def _measure(token: Token, file: str, page: Page, place: Place) -> None:
    media = page.setting.media
    if media is None:
        return
    if not (media / file).is_file():
        names = [path.name for path in media.iterdir()] if media.is_dir() else []
        page.report.error(
            place, f'the picture "{file}" is missing', suggestion(file, names, f'put it into "{media.name}"')
        )
        return
    measured = pictures.size(media / file)
    if measured:
        token.attrs["width"], token.attrs["height"] = measured
