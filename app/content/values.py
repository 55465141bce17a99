"""The smallest values that courses and games are made of."""

from dataclasses import dataclass


class Html(str):
    """Finished markup, safe to put into a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines that it is escaped already (the convention of MarkupSafe)."""
        return self


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the English source something stands; `line` counts from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """One short text, as markup for a page and as plain words for titles, search and checks."""

    html: Html
    plain: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest piece that is translated.

    `context` is empty for prose and an authored path such as `question/<id>/option/<key>` for
    what carries an id (it becomes the msgctxt); `source` is the normalised English (the msgid);
    `anchor` is its id on the page, the same in every language.
    """

    context: str
    source: str
    anchor: str
    place: Place
