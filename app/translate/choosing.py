"""Which texts are looked at: the filter lives in the address, so that it is kept from one text to the next."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from app.translate.translating import Translating
from app.web.form_page import Choice, Field
from app.web.locale import Interface

_LONGEST: Final = 100
FULL: Final = "all"

TODO, UNTRANSLATED, STALE, UNREADY = "todo", "untranslated", "stale", "unready"
TRANSLATED, UNREVIEWED, FAILING = "translated", "unreviewed", "failing"
DRAFTS, SUGGESTED, MINE, CHANGED, PROBLEMS = "drafts", "suggested", "mine", "changed", "problems"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Texts of a domain: of one part or all, those that `show` names, and that hold what is searched for.

    `full` is whether everything that helps is shown, not the simple desk.
    """

    domain: str
    part: str = ""
    show: str = ""
    search: str = ""
    full: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.show or self.search)

    @property
    def query(self) -> str:
        """What follows the `?` of an address; what narrows nothing is left out."""
        fields = {"part": self.part, "show": self.show, "q": self.search, "help": FULL if self.full else ""}
        return urlencode({name: value for name, value in fields.items() if value})

    @property
    def below(self) -> str:
        """Where their list is, below the pages of the language."""
        return self._address("")

    def below_of(self, text: str) -> str:
        """Where the desk has a text of them open."""
        return self._address(f"/{text}")

    def with_help(self, *, full: bool) -> "Chosen":
        return replace(self, full=full)

    def showing(self, show: str) -> "Chosen":
        """The same part with another filter."""
        return replace(self, show=show, search="")

    @property
    def whole(self) -> "Chosen":
        return self.showing("")

    def _address(self, below: str) -> str:
        query = self.query
        return f"/{self.domain}{below}?{query}" if query else f"/{self.domain}{below}"


def chosen_here(at: Translating, parts: tuple[str, ...]) -> Chosen:
    """What the address asks for; what there isn't narrows nothing."""
    asked = at.visit.request.query_params
    show, part = asked.get("show", ""), asked.get("part", "")
    return Chosen(
        domain=at.asked("domain"),
        part=part if part in parts else "",
        show=show if show in dict(shown_in_words(at.ui)) else "",
        search="".join(filter(str.isprintable, asked.get("q", "")))[:_LONGEST].strip(),
        full=asked.get("help") == FULL,
    )


def shown_in_words(ui: Interface) -> tuple[tuple[str, str], ...]:
    """Every filter and what it is called."""
    return (
        ("", ui.gettext("all texts")),
        (TODO, ui.gettext("everything that needs work")),
        (UNTRANSLATED, ui.gettext("untranslated")),
        (STALE, ui.gettext("translated from older English")),
        (UNREADY, ui.gettext("marked as needing work")),
        (FAILING, ui.gettext("with something that a check found")),
        (DRAFTS, ui.gettext("with a draft of mine")),
        (SUGGESTED, ui.gettext("with an open suggestion")),
        (MINE, ui.gettext("that I suggested something for")),
        (CHANGED, ui.gettext("changed since I looked last")),
        (PROBLEMS, ui.gettext("that may be harder in this language alone")),
        (TRANSLATED, ui.gettext("translated")),
        (UNREVIEWED, ui.gettext("translated and not reviewed")),
    )


def filters(at: Translating, chosen: Chosen, parts: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    """The fields with which a translator narrows a list; `parts` are ids with their titles."""
    ui = at.ui
    return (
        Field(name="q", label=ui.gettext("Words in either language"), kind="search", value=chosen.search),
        _choice("show", ui.gettext("Show"), chosen.show, shown_in_words(ui)),
        _choice("part", ui.gettext("Part"), chosen.part, (("", ui.gettext("all parts")), *parts)),
    )


def _choice(name: str, label: str, given: str, choices: tuple[tuple[str, str], ...]) -> Field:
    options = tuple(Choice(value, words, chosen=value == given) for value, words in choices)
    return Field(name=name, label=label, kind="choice", choices=options)
