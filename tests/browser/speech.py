"""Whether each text of a page is in the language that it is said to be in, as a screen reader would read it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale
from playwright.sync_api import Page

from app.content.catalogues import Catalogue
from app.content.library import Library
from app.web.locale import name_in_itself

# Texts with the language that is nearest to them, but for what the reader has typed.
_TEXTS = """() => {
  // What is there because it is in its language, whatever that of the page, is not to be translated.
  const said = (element, text) => [element.closest('[lang]').lang, text, !!element.closest('[translate=no]')];
  const texts = [];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('script, style, textarea, .written > p:not(.label, .said)'))
      texts.push(said(parent, walker.currentNode.data));
  }
  for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'data-offline'])
    for (const element of document.querySelectorAll(`[${name}]`))
      texts.push(said(element, element.getAttribute(name)));
  for (const element of document.querySelectorAll('meta[name=description]')) texts.push(said(element, element.content));
  return texts.filter(([, text]) => text.trim());
}"""

_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESS: Final = re.compile(r"\S*\w[.:/@]+\w\S*")
_MARKUP: Final = re.compile(r"\{[\w#]+\}|\]\([^)]*\)")

# Undetermined, as what somebody's data hold, and no language at all, as codes (ISO 639-2).
_NO_LANGUAGE: Final = {"und", "zxx"}

_LATIN: Final = re.compile("[A-Za-z]")
# What is written in Latin letters in Greek and Bulgarian texts too.
_NAMES: Final = re.compile(
    r"\b(Advancing the Third Sector through Innovation and Variation|ATSIV( Learning)?|Erasmus|KA2|EPALE"
    r"|European School Education|Creative Commons( Attribution 4.0 International)?|CC BY|Apache License|Python|FastAPI"
    r"|Starlette|uvicorn|SQLModel|SQLAlchemy|Alembic|Jinja|markdown-it-py|simplemma|Babel|SQLite|PostgreSQL|Facebook"
    r"|LinkedIn|X|CRM|IP|cookie|email|xyzzy"
    # Browsers, apps, and the people of these tests.
    r"|Chrome|Linux|Aegis|FreeOTP|Google Authenticator|Maria|Helena)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """Knows the words of each language's catalogue; English has those that are translated."""

    words: Mapping[str, frozenset[str]]

    def wrong(self, page: Page) -> list[str]:
        """Texts with words of another language than their own."""
        language = page.evaluate("document.documentElement.lang")
        texts = [(said, text, shown) for said, text, shown in page.evaluate(_TEXTS) if said not in _NO_LANGUAGE]
        found = [(said, text, self._foreign(said, text)) for said, text, _ in texts]
        return [
            *(f"{said}: {' '.join(sorted(foreign))} in {text.strip()!r}" for said, text, foreign in found if foreign),
            *(
                f"{said} on a page in {language}: {text}"
                for said, text, shown in texts
                if said not in {language, "en"} and text != name_in_itself(said) and not shown
            ),
        ]

    def _foreign(self, language: str, text: str) -> set[str]:
        """The words that only other languages have and, where another alphabet is used, those of Latin letters."""
        words = set(_words(_NAMES.sub(" ", _ADDRESS.sub(" ", _MARKUP.sub(" ", text))))) - self.words[language]
        elsewhere = {word for word in words if any(word in known for known in self.words.values())}
        latin = {word for word in words if _LATIN.match(word)} if language in {"bg", "el"} else set()
        return elsewhere | latin


def speech_of(library: Library) -> Speech:
    """The words of everything that is translated, and of each language's dates."""
    catalogues = library.catalogues
    sources = (source for catalogue in catalogues.values() for source, _ in _messages(catalogue))
    texts = {language: [text for _, text in _messages(one)] for language, one in catalogues.items()}
    known = {language: _all_words(language, texts) for language, texts in {"en": sources, **texts}.items()}
    return Speech(known)


def _messages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each text in English and in the catalogue's language."""
    for message, forms in catalogue.interface.items():
        yield from ((message, form) for form in forms)
    for domain in catalogue.domains.values():
        yield from ((key.source, translation.text) for key, translation in domain.items())


def _all_words(language: str, texts: Iterable[str]) -> frozenset[str]:
    months = Locale.parse(language).months["format"]["wide"].values()
    return frozenset(word for text in (*texts, *months) for word in _words(_MARKUP.sub(" ", text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
