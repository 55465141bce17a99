"""One file of a course as a translator sees it: every text in its place, and each question open.

Only the file and, where it marks terms, the glossary are read, as this is done for every text that is looked at.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.courses import GLOSSARY, MEDIA, SELF_CHECK
from app.content.courses import SCHEMA as COURSE_SCHEMA
from app.content.destinations import PROSE, WITHOUT_TERMS, WORDS_ONLY, Allowed
from app.content.edition import Edition
from app.content.files import SourceFile
from app.content.folder import Folder
from app.content.frontmatter import FrontMatter, Written, read_front_matter
from app.content.games.reading import GAME
from app.content.games.reading import SCHEMA as GAME_SCHEMA
from app.content.games.sheets import read_game_sheet, read_story_sheet
from app.content.glossary import read_glossary
from app.content.lessons import read_lesson
from app.content.model import Html, Prose, Question, Term
from app.content.modules import MODULE, QUIZ, read_intro
from app.content.modules import SCHEMA as MODULE_SCHEMA
from app.content.page import Page, Setting
from app.content.problems import Report
from app.content.quizzes import read_quiz
from app.content.segments import read_text, read_texts
from app.content.self_check import read_self_check

WORDS = re.compile(
    r"meta/|glossary/[^/]+/term|question/[^/]+/(?:option|item|label)/"
    r"|(?:scene|ending|measure|opening|person)/[^/]+/(?:title$|choice/)"
)
"""The contexts of texts that hold no links."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its title, its short texts (summary, outcomes, glossary entries), and its body.

    Texts of an edition with marks are `<span class="text STATE" data-text="MARK" id="text-MARK">`, in which STATE is
    `translated`, `stale` or `untranslated`; a text that stands twice has its id once.
    """

    title: Html
    texts: tuple[Html, ...]
    body: tuple[Prose | Question, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a course: `module` is empty for what belongs to it as a whole, `file` has no folder in its name."""

    courses: Path
    course: str
    module: str
    file: str

    @property
    def root(self) -> Path:
        """The course's folder."""
        return self.courses / self.course

    @property
    def folder(self) -> Folder:
        """The folder that holds the file."""
        path = self.root / self.module if self.module else self.root
        return Folder(path, path.relative_to(self.courses.parent).as_posix())


def read_sheet(source: Source, edition: Edition) -> Sheet | None:
    """The file in the edition; None if there is no such file."""
    report = Report()
    # Nothing but a file that is there is opened: a name from outside is compared with those there are.
    if source.file not in source.folder.markdown(without=frozenset()):
        return None
    file = source.folder.read(source.file, report)
    return _sheet(file, source, _setting(source, file.text, edition, report)) if file else None


def read_alone(context: str, english: str, source: Source, edition: Edition) -> Html:
    """One text alone as it is in its place in the edition, for what is being typed."""
    page = Page(_setting(source, english, edition, Report()), source.file)
    return read_text(Written(english, page.place(1)), page, context=context, allowed=_allowed(context)).html


def _allowed(context: str) -> Allowed:
    """What the text may hold where it stands. A heading is taken for a paragraph, as both have no context."""
    if not context:
        return PROSE
    return WORDS_ONLY if WORDS.match(context) else WITHOUT_TERMS


def _setting(source: Source, english: str, edition: Edition, report: Report) -> Setting:
    course = Setting(course=source.course, media=source.root / MEDIA, edition=edition, report=report)
    # A translation marks the terms that its English does, or it isn't shown.
    terms = {term.id: term for term in _terms(source.root, course)} if "term:" in english else {}
    return replace(course, module=source.module, terms=terms)


def _terms(root: Path, setting: Setting) -> tuple[Term, ...]:
    """What marked terms mean. Their texts stand in the glossary, and aren't marked here."""
    folder = Folder(root, root.name)
    file = folder.read(GLOSSARY, setting.report) if folder.has(GLOSSARY) else None
    plain = replace(setting, edition=replace(setting.edition, mark=None))
    return read_glossary(file, Page(plain, GLOSSARY)).terms if file else ()


def _sheet(file: SourceFile, source: Source, setting: Setting) -> Sheet:
    if source.module:
        return _sheet_of_module(file, source, setting)
    page = Page(setting, file.name)
    if source.file == GLOSSARY:
        return _glossary(file, page)
    if source.file == SELF_CHECK:
        check = read_self_check(file, page)
        return Sheet(check.title.html, (check.intro.html,), check.questions)
    front = read_front_matter(file, COURSE_SCHEMA, page.report)
    return _front(front, page, "meta/course", single=("summary",))


def _sheet_of_module(file: SourceFile, source: Source, setting: Setting) -> Sheet:
    if source.folder.has(GAME):
        return _sheet_of_game(file, setting)
    if source.file == QUIZ:
        return Sheet(Html(""), (), read_quiz(file, setting, lessons=()).questions)
    if source.file == MODULE:
        front = read_front_matter(file, MODULE_SCHEMA, setting.report)
        context = f"meta/module/{source.module}"
        return _front(front, Page(setting, file.name), context, single=("summary", "audience"))
    lesson = read_lesson(file, setting)
    return Sheet(lesson.title.html, tuple(each.html for each in lesson.outcomes), lesson.parts)


def _sheet_of_game(file: SourceFile, setting: Setting) -> Sheet:
    page = Page(setting, file.name)
    if file.name.rpartition("/")[2] != GAME:
        return Sheet(Html(""), (), (Prose(read_story_sheet(file, page)),))
    front = read_front_matter(file, GAME_SCHEMA, page.report)
    title, summary = (
        read_text(front.text(name), page, context=f"meta/game/{setting.module}/{name}") for name in ("title", "summary")
    )
    return Sheet(title.html, (summary.html,), (Prose(read_game_sheet(front, page)),))


def _front(front: FrontMatter, page: Page, context: str, *, single: tuple[str, ...]) -> Sheet:
    """The own file of a course or a module, which has a `single` text under each of these names."""
    title, *texts = (read_text(front.text(name), page, context=f"{context}/{name}") for name in ("title", *single))
    outcomes = read_texts(front.texts("outcomes"), page, context=f"{context}/outcome")
    body = (Prose(read_intro(front, page)),)
    return Sheet(title.html, tuple(each.html for each in (*texts, *outcomes)), body)


def _glossary(file: SourceFile, page: Page) -> Sheet:
    glossary = read_glossary(file, page)
    entries = (Html(f"{each.term.html}: {each.definition.html}") for each in glossary.terms)
    return Sheet(glossary.title.html, (glossary.summary.html, *entries), ())
