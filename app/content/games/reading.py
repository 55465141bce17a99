"""Reading a game's folder: `game.md` says what moves, where one can begin and who is there; the other files tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from app.content.containers import Container, Directive, Directives, Stretch, split
from app.content.files import SourceFile
from app.content.folder import Folder
from app.content.frontmatter import Field, FrontMatter, read_front_matter
from app.content.games.art import read_art
from app.content.games.blocks import Line, StoryBlock, WrittenChoice, WrittenParagraph, read_story_block
from app.content.games.conditions import Tell, read_condition, read_effects, read_lesson_place, read_ways
from app.content.games.linking import check_game
from app.content.identifiers import FORM
from app.content.markdown import render
from app.content.model import Html, Place, Segment
from app.content.modules import check_folder_id
from app.content.page import LinkUse, Page, Setting
from app.content.problems import Report
from app.content.prose import read_prose
from app.content.segments import read_text
from app.content.stories import (
    HIGHEST,
    LOWEST,
    Choice,
    Condition,
    Ending,
    Game,
    LessonPlace,
    Named,
    Opening,
    Paragraph,
    Scene,
)

GAME = "game.md"
SCHEMA = {"id": Field(), "title": Field(), "summary": Field(), "minutes": Field()}
GAME_DIRECTIVES: Directives = MappingProxyType(
    {
        "measure": Directive("::: measure trust", id=True),
        "opening": Directive(
            "::: opening by-the-sea scene=first-scene start=trust:4,funds:5",
            id=True,
            attributes=frozenset({"scene", "start"}),
        ),
        "person": Directive("::: person anna", id=True),
        "facilitator": Directive("::: facilitator"),
    }
)
STORY_DIRECTIVES: Directives = MappingProxyType(
    {
        "scene": Directive("::: scene first-scene art=table who=anna", id=True, attributes=frozenset({"art", "who"})),
        "ending": Directive("::: ending good-end art=table who=anna", id=True, attributes=frozenset({"art", "who"})),
    }
)
START = re.compile(r"([a-z0-9-]+):([0-9]{1,2})", re.ASCII)
MOST_MEASURES = 4
LONGEST_MINUTES = 180


@dataclass(slots=True)
class _Collected:
    """What the files held, in their order."""

    intro: list[Html] = field(default_factory=list)
    facilitator: list[Html] = field(default_factory=list)
    measures: list[Named] = field(default_factory=list)
    openings: list[tuple[Container, StoryBlock]] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the measures."""
        return tuple(each.id for each in self.measures)


def read_game(folder: Folder, setting: Setting) -> Game | None:
    """The game; None if its own file can't be read. Everything wrong with how it is written is reported.

    The lessons that its choices name are noted as links, to be checked when all modules have been read.
    """
    source = folder.read(GAME, setting.report)
    if source is None:
        return None
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA, setting.report)
    check_folder_id(front, folder, page, reserved=frozenset())
    context = f"meta/game/{setting.module}"
    title = read_text(front.text("title"), page, context=f"{context}/title")
    summary = read_text(front.text("summary"), page, context=f"{context}/summary")
    found = _Collected()
    _read_setting(front, page, found)
    segments = list(page.segments)
    for file in folder.markdown(without=frozenset({GAME})):
        story = folder.read(file, setting.report)
        segments += _read_story(story, found, setting) if story else ()
    game = Game(
        id=setting.module,
        course=setting.course,
        language=setting.edition.language,
        title=title,
        summary=summary,
        minutes=_minutes(front, page),
        intro=Html("".join(found.intro)),
        facilitator=Html("".join(found.facilitator)),
        measures=tuple(found.measures),
        openings=tuple(_openings(found, page)),
        people=tuple(found.people),
        scenes={scene.id: scene for scene in found.scenes},
        endings=tuple(found.endings),
        art=read_art(folder, setting.report),
        segments=tuple(segments),
        place=source.place(),
    )
    check_game(game, found.scenes, setting.report)
    return game


def _minutes(front: FrontMatter, page: Page) -> int:
    written = front.text("minutes")
    digits = written.text if written.text.isascii() and written.text.isdecimal() else ""
    if len(digits) <= len(str(LONGEST_MINUTES)) and 1 <= int(digits or "0") <= LONGEST_MINUTES:
        return int(digits)
    wrong = f'"minutes: {written.text}" is out of range'
    page.report.error(written.place, wrong, f"write a whole number from 1 to {LONGEST_MINUTES}")
    return 1


def _read_setting(front: FrontMatter, page: Page, found: _Collected) -> None:
    """What `game.md` holds below its front matter."""
    for piece in split(front.body, front.line, page.file, page.report, directives=GAME_DIRECTIVES):
        if isinstance(piece, Stretch):
            found.intro.append(Html(render(read_prose(piece.text, page, piece.line))))
        elif piece.name == "facilitator":
            found.facilitator.append(Html(render(read_prose(piece.text, page, piece.line + 1))))
        else:
            block = _without_choices(piece, page)
            if piece.name == "opening":
                found.openings.append((piece, block))
            else:
                (found.measures if piece.name == "measure" else found.people).append(_named(piece, block, page))
    if not 1 <= len(found.measures) <= MOST_MEASURES:
        wrong = f"the game has {len(found.measures)} measures"
        page.report.error(front.place, wrong, f'write 1 to {MOST_MEASURES} of "::: measure name"')


def _without_choices(piece: Container, page: Page) -> StoryBlock:
    block = read_story_block(piece, page)
    for place in (*(line.place for line in block.lines), *(choice.place for choice in block.choices)):
        page.report.error(place, f'"{piece.name} {piece.id}" has a title and a text alone', "remove the rest")
    _check_title(piece, block, page)
    return block


def _check_title(piece: Container, block: StoryBlock, page: Page) -> None:
    if not block.title.plain:
        page.report.error(page.place(piece.line), f'"{piece.name} {piece.id}" has no title', 'begin it with "### …"')


def _named(piece: Container, block: StoryBlock, page: Page) -> Named:
    about = Html("".join(each.html for each in block.text))
    return Named(piece.id, block.title, about, page.place(piece.line))


def _openings(found: _Collected, page: Page) -> Iterator[Opening]:
    for piece, block in found.openings:
        about = Html("".join(each.html for each in block.text))
        place = page.place(piece.line)
        start = _start(piece, found.names, page)
        yield Opening(piece.id, block.title, about, piece.attributes.get("scene", ""), start, place)
    if not found.openings:
        page.report.error(page.place(1), "the game has no opening", 'write "::: opening name scene=… start=…"')


def _start(piece: Container, measures: Sequence[str], page: Page) -> tuple[int, ...]:
    """The value of each measure; the lowest where none is written."""
    written = piece.attributes.get("start", "").split(",")
    matches = {match[1]: int(match[2]) for match in map(START.fullmatch, written) if match}
    if set(matches) != set(measures) or len(matches) != len(written) or max(matches.values(), default=0) > HIGHEST:
        wrong = f'the start of "{piece.id}" doesn\'t give each measure once a number from {LOWEST} to {HIGHEST}'
        page.report.error(page.place(piece.line), wrong, f'write "start={",".join(f"{each}:5" for each in measures)}"')
    return tuple(min(HIGHEST, matches.get(each, LOWEST)) for each in measures)


def _read_story(source: SourceFile, found: _Collected, setting: Setting) -> Sequence[Segment]:
    """The segments of one file, whose scenes and endings are added to what was found."""
    page = Page(setting, source.name)
    for piece in split(source.text, 1, page.file, page.report, directives=STORY_DIRECTIVES):
        if isinstance(piece, Stretch):
            wrong = "there is text outside the scenes"
            page.report.error(page.place(piece.line), wrong, 'move it into "::: scene …" or "::: ending …"')
            continue
        block = read_story_block(piece, page)
        _check_title(piece, block, page)
        if not block.text:
            page.report.error(page.place(piece.line), f'"{piece.name} {piece.id}" has no text', "write a paragraph")
        if piece.name == "scene":
            found.scenes.append(_scene(piece, block, found.names, page))
        else:
            found.endings.append(_ending(piece, block, found.names, page))
    return page.segments


def _scene(piece: Container, block: StoryBlock, measures: Sequence[str], page: Page) -> Scene:
    for line in block.lines:
        page.report.error(line.place, f'"{line.name}:" stands outside a choice', "move it below the choice")
    return Scene(
        id=piece.id,
        title=block.title,
        art=piece.attributes.get("art", ""),
        who=piece.attributes.get("who", ""),
        text=tuple(_paragraphs(block.text, measures, page.report)),
        choices=tuple(_choice(each, measures, page) for each in block.choices),
        place=page.place(piece.line),
    )


def _ending(piece: Container, block: StoryBlock, measures: Sequence[str], page: Page) -> Ending:
    for line in block.lines:
        if line.name != "when":
            page.report.error(line.place, f'"{line.name}:" has no place in an ending', 'write "when:" lines only')
    for choice in block.choices:
        page.report.error(choice.place, "an ending has no choices", "move them into a scene")
    return Ending(
        id=piece.id,
        title=block.title,
        art=piece.attributes.get("art", ""),
        who=piece.attributes.get("who", ""),
        text=tuple(_paragraphs(block.text, measures, page.report)),
        when=_alternatives(block.lines, measures, page.report),
        place=page.place(piece.line),
    )


def _alternatives(lines: Iterable[Line], measures: Sequence[str], report: Report) -> Condition:
    """What the `when:` lines say: one of them must hold."""
    found = (line for line in lines if line.name == "when")
    each = (read_condition([line.value], measures, _teller(line.place, report)) for line in found)
    return tuple(tests for alternatives in each for tests in alternatives)


def _paragraphs(written: Iterable[WrittenParagraph], measures: Sequence[str], report: Report) -> Iterator[Paragraph]:
    for each in written:
        when = read_condition([each.when] if each.when else [], measures, _teller(each.place, report))
        yield Paragraph(each.html, when)


def _choice(written: WrittenChoice, measures: Sequence[str], page: Page) -> Choice:
    _check_choice(written, page)
    then, goto, lesson = (_only(written, name, page.report) for name in ("then", "goto", "lesson"))
    effects = read_effects(then.value, measures, _teller(then.place, page.report))
    return Choice(
        key=written.key,
        text=written.text,
        when=_alternatives(written.lines, measures, page.report),
        effects=effects.measures,
        happens=effects.happens,
        undone=effects.undone,
        ways=read_ways(goto.value, measures, _teller(goto.place, page.report)),
        lesson=_lesson(lesson, page),
        consequence=tuple(_paragraphs(written.consequence, measures, page.report)),
        place=written.place,
    )


def _check_choice(written: WrittenChoice, page: Page) -> None:
    tell = _teller(written.place, page.report)
    if not FORM.fullmatch(written.key):
        tell(f'the choice "{written.text.plain}" has no key', 'write one at its end, such as "{#ask-again}"')
    if not written.text.plain:
        tell(f'the choice "{written.key}" has no words', "write what is done")
    if not written.consequence:
        tell(f'nothing follows from "{written.text.plain}"', 'write what follows below it, after "> "')


def _only(written: WrittenChoice, name: str, report: Report) -> Line:
    """The line of that name; one without a value where it is missing."""
    found = [line for line in written.lines if line.name == name]
    for line in found[1:]:
        report.error(line.place, f'"{name}:" stands twice under one choice', "join the two")
    return found[0] if found else Line(name, "", written.place)


def _lesson(line: Line, page: Page) -> LessonPlace:
    place = read_lesson_place(line.value, _teller(line.place, page.report))
    if place.lesson:
        page.setting.links.append(LinkUse(line.place, place.module, place.lesson, place.anchor))
    return place


def _teller(place: Place, report: Report) -> Tell:
    return lambda wrong, instead: report.error(place, wrong, instead)
