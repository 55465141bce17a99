"""The case and the task: parts of a lesson with a heading and a frame of their own."""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from app.content.containers import Container
from app.content.markdown import render
from app.content.model import Heading, Html
from app.content.page import Page
from app.content.problems import suggestion
from app.content.prose import HEADING, read_prose

COUNTRIES = ("gr", "bg", "pl", "ro")
TASK_TITLE = "To do this week"
TASK_LEVEL = 2


def read_case(container: Container, page: Page) -> Html:
    _check_country(container, page)
    around = page.above
    tokens = read_prose(container.text, page, container.line + 1)
    _check_headings(tokens, container, around.level if around else 1, page)
    page.above = around
    return Html(f"{_case_opening(tokens, container, page)}{render(tokens)}</section>\n")


def read_task(container: Container, page: Page) -> Html:
    _ = page.setting.edition.interface
    around = page.above
    heading = Heading(page.anchors.heading(TASK_TITLE), _("To do this week"), TASK_LEVEL)
    page.begin(heading)
    tokens = read_prose(container.text, page, container.line + 1)
    if not tokens:
        page.report.error(page.place(container.line), "the task is empty", "write what to do at work this week")
    _check_headings(tokens, container, TASK_LEVEL, page)
    page.above = around
    title = f'<h{TASK_LEVEL} id="{heading.anchor}">{escape(heading.text)}</h{TASK_LEVEL}>\n'
    return Html(f'<section class="task" aria-labelledby="{heading.anchor}">\n{title}{render(tokens)}</section>\n')


def _case_opening(tokens: Sequence[Token], container: Container, page: Page) -> str:
    _ = page.setting.edition.interface
    words = _("Example: an invented organisation")
    label = f'<p class="label">{escape(words)}</p>\n'
    anchor = tokens[0].attrs.get("id") if tokens and tokens[0].type == HEADING else None
    if not anchor:
        page.report.error(page.place(container.line), "the case has no title", 'begin it with one, "### …" under "##"')
        return f'<section class="case">\n{label}'
    return f'<section class="case" aria-labelledby="{anchor}">\n{label}'


def _check_country(container: Container, page: Page) -> None:
    country = container.attributes.get("country", COUNTRIES[0])
    if country not in COUNTRIES:
        instead = suggestion(country, COUNTRIES, f"write one of {', '.join(COUNTRIES)}")
        page.report.error(page.place(container.line), f'the country "{country}" is unknown', instead)


def _check_headings(tokens: Sequence[Token], container: Container, level: int, page: Page) -> None:
    """A heading inside belongs under the one that stands above."""
    for token in tokens:
        if token.type == HEADING and int(token.tag[1]) <= level:
            place = page.place(container.line + 1 + (token.map[0] if token.map else 0))
            wrong = f"a heading inside the {container.name} is not below the section around it"
            page.report.error(place, wrong, f'write "{"#" * (level + 1)}"')
