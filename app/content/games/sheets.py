"""The files of a game as a translator sees them: every scene with all its choices, and what follows from each."""

from collections.abc import Iterable

from app.content.containers import Container, Directives, Stretch, split
from app.content.files import SourceFile
from app.content.frontmatter import FrontMatter
from app.content.games.blocks import StoryBlock, read_story_block
from app.content.games.reading import GAME_DIRECTIVES, STORY_DIRECTIVES
from app.content.markdown import render
from app.content.model import Html
from app.content.page import Page
from app.content.prose import read_prose


def read_game_sheet(front: FrontMatter, page: Page) -> Html:
    """What `game.md` holds below its front matter."""
    return _sheet(front.body, front.line, page, GAME_DIRECTIVES)


def read_story_sheet(source: SourceFile, page: Page) -> Html:
    return _sheet(source.text, 1, page, STORY_DIRECTIVES)


def _sheet(text: str, line: int, page: Page, directives: Directives) -> Html:
    pieces = split(text, line, page.file, page.report, directives=directives)
    return Html("".join(_piece(piece, page) for piece in pieces))


def _piece(piece: Stretch | Container, page: Page) -> str:
    if isinstance(piece, Stretch):
        return render(read_prose(piece.text, page, piece.line))
    if not piece.id:
        return f"<section>{render(read_prose(piece.text, page, piece.line + 1))}</section>\n"
    block = read_story_block(piece, page)
    return f"<section>\n<h3>{block.title.html}</h3>\n{_whole(block)}</section>\n"


def _whole(block: StoryBlock) -> str:
    choices = (f"<li>{each.text.html}\n{_lines(part.html for part in each.consequence)}</li>" for each in block.choices)
    listed = f"<ul>\n{_lines(choices)}</ul>\n" if block.choices else ""
    return _lines(each.html for each in block.text) + listed


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)
