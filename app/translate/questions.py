"""Questions as translators see them: every option, which are right, and all that is said afterwards."""

from collections.abc import Iterable, Iterator

from app.content.model import (
    Body,
    Choice,
    Html,
    Item,
    Matching,
    Ordering,
    Prose,
    Question,
    Reflection,
    Short,
    Sorting,
)
from app.translate.pages import OpenOption, OpenQuestion
from app.web.locale import Interface


def opened_body(ui: Interface, body: Iterable[Prose | Question]) -> tuple[Html | OpenQuestion, ...]:
    """A file's body, each question open; `ui` speaks the language that is translated into."""
    return tuple(part.html if isinstance(part, Prose) else _opened(ui, part) for part in body)


def _opened(ui: Interface, question: Question) -> OpenQuestion:
    body = question.body
    said = [
        *((ui.gettext("Hint"), hint) for hint in question.hints),
        (ui.gettext("Feedback on an answer"), body.otherwise if isinstance(body, Short) else Html("")),
        (ui.gettext("Explanation after answering"), question.explanation),
    ]
    told = tuple((label, text) for label, text in said if text)
    return OpenQuestion(question.anchor, question.stem, tuple(_options(ui, body)), told)


def _options(ui: Interface, body: Body) -> Iterator[OpenOption]:
    match body:
        case Choice(options) | Short(options):
            for option in options:
                words = ui.gettext("right") if option.right else ui.gettext("wrong")
                yield OpenOption(option.text.html, words, option.feedback, right=option.right)
        case Matching(items, labels) | Sorting(items, labels):
            named = {label.key: label.text.html for label in labels}
            for item in items:
                yield _item(item, named.get(item.target, Html("")))
            wanted = {item.target for item in items}
            yield from (
                OpenOption(label.text.html, "", Html(""), right=False) for label in labels if label.key not in wanted
            )
        case Ordering(items):
            for item in items:
                yield _item(item, Html(item.target))
        case Reflection():
            return


def _item(item: Item, target: Html) -> OpenOption:
    return OpenOption(Html(f"{item.text.html} → {target}"), "", item.feedback, right=True)
