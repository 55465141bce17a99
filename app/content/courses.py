"""Reading a course's folder in one language: its modules, its glossary, and what holds them together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.content.curriculum import check_curriculum, read_curriculum
from app.content.edition import Edition
from app.content.folder import Folder
from app.content.frontmatter import Field, FrontMatter, read_front_matter
from app.content.games.reading import GAME, read_game
from app.content.glossary import Glossary, read_glossary
from app.content.links import check_links
from app.content.model import Course, Html, Module, SelfCheck, Text
from app.content.modules import MODULE, check_folder_id, read_intro, read_module
from app.content.page import Page, Setting
from app.content.problems import Report, suggestion
from app.content.segments import read_text, read_texts
from app.content.self_check import read_self_check
from app.content.stories import Game
from app.content.term_marks import check_term_marks, spotted

# Pages of the site have these addresses.
RESERVED = frozenset(
    {
        "account",
        "admin",
        "agree",
        "coordinate",
        "credits",
        "files",
        "forgotten",
        "glossary",
        "improve",
        "invitation",
        "join",
        "mute",
        "new-password",
        "open",
        "person",
        "privacy",
        "progress",
        "questions",
        "search",
        "sign-in",
        "sign-out",
        "sign-up",
        "suggestions",
        "translate",
        "translation-problems",
    }
)
SCHEMA = {
    "id": Field(),
    "title": Field(),
    "summary": Field(),
    "outcomes": Field(many=True),
    "modules": Field(many=True),
    "games": Field(many=True, required=False),
}
COURSE, GLOSSARY, CURRICULUM, MEDIA = "course.md", "glossary.md", "curriculum.csv", "media"
SELF_CHECK = "self-check.md"
NO_TEXT = Text(Html(""), "")


def read_course(folder: Folder, edition: Edition, report: Report) -> Course | None:
    """The course; None if its own file can't be read. Everything wrong with it is reported."""
    source = folder.read(COURSE, report)
    if source is None:
        return None
    setting = Setting(course=folder.path.name, media=folder.path / MEDIA, edition=edition, report=report)
    glossary, glossary_page = _glossary(folder, setting)
    setting = replace(setting, terms={term.id: term for term in glossary.terms})
    self_check, self_check_page = _self_check(folder, setting)
    page = Page(setting, source.name)
    front = read_front_matter(source, SCHEMA, report)
    check_folder_id(front, folder, page, reserved=RESERVED)
    course = Course(
        id=setting.course,
        language=edition.language,
        title=read_text(front.text("title"), page, context="meta/course/title"),
        summary=read_text(front.text("summary"), page, context="meta/course/summary"),
        outcomes=read_texts(front.texts("outcomes"), page, context="meta/course/outcome"),
        intro=read_intro(front, page),
        modules=tuple(_modules(front, folder, setting)),
        glossary_title=glossary.title,
        glossary_summary=glossary.summary,
        glossary=glossary.terms,
        segments=(*page.segments, *self_check_page.segments, *glossary_page.segments),
        self_check=self_check,
        games=tuple(_games(front, folder, setting)),
    )
    _check(course, folder, setting)
    return course


def _glossary(folder: Folder, setting: Setting) -> tuple[Glossary, Page]:
    source = folder.read(GLOSSARY, setting.report) if folder.has(GLOSSARY) else None
    page = Page(setting, f"{folder.name}/{GLOSSARY}")
    return (read_glossary(source, page) if source else Glossary(NO_TEXT, NO_TEXT, ())), page


def _self_check(folder: Folder, setting: Setting) -> tuple[SelfCheck | None, Page]:
    source = folder.read(SELF_CHECK, setting.report) if folder.has(SELF_CHECK) else None
    page = Page(setting, f"{folder.name}/{SELF_CHECK}")
    return (read_self_check(source, page) if source else None), page


def _modules(front: FrontMatter, folder: Folder, setting: Setting) -> Iterator[Module]:
    for name in _named(front, folder, setting, what="module", file=MODULE):
        module = read_module(folder.subfolder(name), replace(setting, module=name))
        yield from (module,) if module else ()


def _games(front: FrontMatter, folder: Folder, setting: Setting) -> Iterator[Game]:
    for name in _named(front, folder, setting, what="game", file=GAME):
        game = read_game(folder.subfolder(name), replace(setting, module=name))
        yield from (game,) if game else ()


def _named(front: FrontMatter, folder: Folder, setting: Setting, *, what: str, file: str) -> Iterator[str]:
    """The folders with that `file` that the course names, in its order."""
    existing, named = folder.subfolders(file), front.texts(f"{what}s")
    for written in named:
        if written.text in existing:
            yield written.text
        else:
            wrong = f'there is no {what} "{written.text}" with a {file}'
            setting.report.error(
                written.place, wrong, suggestion(written.text, existing, "add its folder, or remove it")
            )
    _check_named([written.text for written in named], existing, front, setting.report, what=what)


def _check_named(
    named: Sequence[str], existing: Sequence[str], front: FrontMatter, report: Report, *, what: str
) -> None:
    for name in set(existing) - set(named):
        report.warning(front.place, f'the {what} "{name}" is not shown', f'name it under "{what}s:"')
    for name in {name for name in named if named.count(name) > 1}:
        report.error(front.place, f'the {what} "{name}" is named twice', "keep one of the two")


def _check(course: Course, folder: Folder, setting: Setting) -> None:
    report = setting.report
    lessons = [lesson for module in course.modules for lesson in module.lessons]
    check_links(setting.links, course.modules, report)
    terms = spotted(course.glossary)
    for lesson in lessons:
        check_term_marks(lesson, terms, report)
    source = folder.read(CURRICULUM, report) if folder.has(CURRICULUM) else None
    if source:
        check_curriculum(read_curriculum(source, report), {module.id: module for module in course.modules}, report)
