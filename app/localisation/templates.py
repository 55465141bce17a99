"""Templates: everything there is to translate, in the order of the pages, with where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from re import compile as pattern
from types import MappingProxyType
from typing import Any

from babel.messages.extract import extract_from_dir

from app.content.locales import INTERFACE, course_domain, module_domain
from app.content.model import Course, Heading, Lesson, Module, Segment
from app.content.po import Key, Message, PoFile, new_file
from app.content.stories import Game

PLACEHOLDER = pattern(r"\{\w+\}")
BRACES = "python-brace-format"
FIELDS = """\
Project-Id-Version: ATSIV VLE
Last-Translator: 
Language-Team: 
Language: 
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
"""  # noqa: W291 - gettext writes an empty field so
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS: Mapping[str, Any] = MappingProxyType({"_": None, "gettext": None, "ngettext": (1, 2)})
WITH_ROLES = frozenset({"ending", "measure", "opening", "person", "question", "scene"})
"""What has texts in several roles, the role standing after its id in their contexts."""
KINDS = MappingProxyType({"stem": "question", "otherwise": "feedback"})
"""What a translator calls the last authored part of a context, where it isn't called so already."""


def templates(courses: Iterable[Course], application: Path) -> Mapping[str, PoFile]:
    """The template of each domain. `courses` are English; `application` is the folder of the program."""
    found = {INTERFACE: list(_interface(application))}
    for course in courses:
        found[course_domain(course.id)] = list(_segments(course.segments))
        for module in course.modules:
            found[module_domain(course.id, module.id)] = list(_module(module))
        for game in course.games:
            found[module_domain(course.id, game.id)] = list(_game(game))
    return {domain: new_file(header(), _joined(messages)) for domain, messages in found.items()}


def header(language: str = "", plural_forms: str = "") -> Message:
    """The header of a new file."""
    fields = FIELDS.replace("Language: \n", f"Language: {language}\n")
    if plural_forms:
        fields += f"Plural-Forms: {plural_forms}\n"
    return Message("", "", translations=(fields,), flags=() if language else ("fuzzy",))


def _interface(application: Path) -> Iterator[Message]:
    """The messages of code and pages, in the order of the files' names."""
    rows = extract_from_dir(
        application,
        method_map=METHODS,
        keywords=dict(KEYWORDS),
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, texts, comments, _context in sorted(rows, key=lambda row: row[0]):
        source, plural = (texts, "") if isinstance(texts, str) else (texts[0], texts[1])
        yield Message(
            "",
            source,
            plural,
            translations=("", "") if plural else ("",),
            notes=(" ".join(comments),) if comments else (),
            references=(f"{application.name}/{file}",),
            flags=(BRACES,) if PLACEHOLDER.search(source + plural) else (),
        )


def _module(module: Module) -> Iterator[Message]:
    yield from _segments(module.segments)
    for lesson in module.lessons:
        yield from _lesson(lesson)
    if module.quiz:
        yield from _segments(module.quiz.segments)


def _game(game: Game) -> Iterator[Message]:
    """A text's note names what it stands in: a scene, an ending."""
    title = ""
    for segment in game.segments:
        opens = segment.context.endswith("/title")
        title = segment.source if opens else title if segment.context else ""
        yield _message(segment, [] if opens or not title else [title])


def _lesson(lesson: Lesson) -> Iterator[Message]:
    """A text's note names the headings above it: they are its place on the page."""
    headings = {heading.anchor: heading for heading in lesson.headings}
    above: list[Heading] = []
    for segment in lesson.segments:
        heading = headings.get(segment.anchor)
        if heading:
            above = [each for each in above if each.level < heading.level]
        yield _message(segment, [lesson.title.plain, *(each.text for each in above)])
        if heading:
            above.append(heading)


def _segments(segments: Iterable[Segment]) -> Iterator[Message]:
    return (_message(segment, []) for segment in segments)


def _message(segment: Segment, above: Sequence[str]) -> Message:
    note = " > ".join([_kind(segment), *above] if segment.context else above)
    return Message(segment.context, segment.source, notes=(note,) if note else (), references=(segment.place.file,))


def _kind(segment: Segment) -> str:
    """What the text is: `question/<id>/option/<key>` is an option."""
    root, _, rest = segment.context.partition("/")
    parts = rest.split("/")
    if root in WITH_ROLES:
        return KINDS.get(parts[1], parts[1])
    return parts[-1]


def _joined(messages: Iterable[Message]) -> Iterable[Message]:
    """Each message once, with all the places where it stands."""
    found: dict[Key, Message] = {}
    for message in messages:
        first = found.setdefault(message.key, message)
        if first is not message:
            found[message.key] = _with_places(first, message)
    return found.values()


def _with_places(first: Message, other: Message) -> Message:
    return Message(
        first.context,
        first.source,
        first.plural or other.plural,
        translations=max(first.translations, other.translations, key=len),
        notes=tuple(dict.fromkeys([*first.notes, *other.notes])),
        references=tuple(dict.fromkeys([*first.references, *other.references])),
        flags=tuple(dict.fromkeys([*first.flags, *other.flags])),
    )
