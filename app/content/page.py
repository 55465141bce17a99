"""What is known and collected while one source file is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.content.edition import ENGLISH, Edition
from app.content.locales import course_domain, module_domain
from app.content.model import Heading, Passage, Place, Segment, Term
from app.content.problems import Report
from app.content.wording import Anchors


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link to somewhere in the course, kept until everything it could lead to has been read."""

    place: Place
    module: str
    lesson: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text's links, terms and pictures refer to, and where faults are told.

    `media` is the folder of pictures; None where files are not looked at.
    """

    course: str
    module: str = ""
    media: Path | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)
    edition: Edition = ENGLISH
    report: Report = field(default_factory=Report)
    links: list[LinkUse] = field(default_factory=list)

    @property
    def domain(self) -> str:
        """Where the translations of the texts are."""
        return module_domain(self.course, self.module) if self.module else course_domain(self.course)


@dataclass(slots=True)
class Page:
    """One file being read.

    `path` is the address of the page it becomes, without the language; empty if it becomes none of its own. `above`
    is the heading above the present position, if there is one.
    """

    setting: Setting
    file: str
    path: str = ""
    anchors: Anchors = field(default_factory=Anchors)
    segments: list[Segment] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    terms_used: list[str] = field(default_factory=list)
    terms_defined: set[str] = field(default_factory=set)
    words: int = 0
    above: Heading | None = None

    @property
    def report(self) -> Report:
        return self.setting.report

    @property
    def level(self) -> int:
        """The level of the heading above; the page's title is 1."""
        return self.above.level if self.above else 1

    @property
    def heading(self) -> str:
        """The text of the heading above; empty before the first."""
        return self.above.text if self.above else ""

    def begin(self, heading: Heading) -> None:
        """From here on `heading` is the one above."""
        self.headings.append(heading)
        self.above = heading

    def place(self, line: int) -> Place:
        return Place(self.file, line)
