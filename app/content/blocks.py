"""A question's Markdown as a small tree, between the lesson parser and the question kinds."""

from dataclasses import dataclass

from app.content.model import Html, Place, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One list item of a question.

    `mark` is True for `[x]`, False for `[ ]`, None without a box. `key` is the authored `{#key}`,
    None when it is missing. `feedback` is the block quote under the item. `children` are nested
    list items. `elsewhere` are a short answer's translations in all languages.
    """

    mark: bool | None
    key: str | None
    text: Text
    feedback: Html
    children: tuple["Entry", ...]
    line: int
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One top-level list of a question; `ordered` for `1.` lists."""

    ordered: bool
    entries: tuple[Entry, ...]
    line: int


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """The inside of a `::: question` container, read but not yet understood.

    `attributes` are the `name=value` words of the opening line (without the id).
    `source` is the whole container with its `:::` lines, in normal form. `otherwise` is the
    feedback for answers that were not foreseen (short answers only).
    """

    id: str
    attributes: dict[str, str]
    stem: Html
    stem_plain: str
    listings: tuple[Listing, ...]
    hints: tuple[Html, ...]
    explanation: Html
    otherwise: Html
    source: str
    place: Place
