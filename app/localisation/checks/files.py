"""Checks of a PO file: its header, its keys, and every message in it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.content.locales import Locales
from app.content.model import Place
from app.content.po import Key, Message, PoError, PoFile, State, parse
from app.content.problems import Problem
from app.localisation.checks.dismissals import dismissed_checks
from app.localisation.checks.findings import Finding, Severity
from app.localisation.checks.plurals import header_fault
from app.localisation.checks.questions import part_of
from app.localisation.checks.registry import Glossary, Surroundings, check_message

Located = Iterator[tuple[Place, Finding]]


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A domain's file in one language; `name` as problems show it, `wanted` what the English has there."""

    language: str
    domain: str
    name: str
    file: PoFile
    wanted: Mapping[Key, Message]

    def place(self, line: int) -> Place:
        return Place(self.name, line)

    @property
    def lines(self) -> Iterator[tuple[int, Message]]:
        """Each message in use with the line it begins on; also those whose key came before."""
        for block in self.file.blocks:
            if block.message and not block.message.is_header and not block.message.obsolete:
                yield block.line, block.message


def read_file(locales: Locales, language: str, domain: str, wanted: Mapping[Key, Message]) -> LanguageFile | Problem:
    """The file, or what keeps it from being read."""
    path = locales.file(language, domain)
    name = f"{locales.root.name}/{path.relative_to(locales.root).as_posix()}"
    try:
        return LanguageFile(language, domain, name, parse(path.read_bytes()), wanted)
    except PoError as error:
        return Problem(Place(name, error.line), error.wrong, error.instead)
    except OSError as error:
        return Problem(Place(name, 1), f"the file can't be read ({error.strerror})", "see that it may be read")


def check_file(file: LanguageFile, right: Collection[str], glossary: Glossary | None) -> Located:
    """Everything about one file but spelling. `right` are the contexts of options that are right."""
    yield from _header(file)
    yield from _keys(file)
    yield from _messages(file, right, glossary)


def _header(file: LanguageFile) -> Located:
    header = file.file.header
    language = header.get("Language", "").replace("_", "-")
    if language and language.split("-")[0] != file.language.split("-")[0]:
        wrong = f'the header says "Language: {language}", and the file lies in the folder "{file.language}"'
        yield file.place(1), _error("header", wrong, f'write "Language: {file.language}", or move the file')
    fault = header_fault(file.language, header.get("Plural-Forms", ""))
    if fault:
        yield file.place(1), _error("header", fault, 'run "atsiv update", which writes the right one')


def _keys(file: LanguageFile) -> Located:
    first: dict[Key, int] = {}
    for line, message in file.lines:
        known = first.setdefault(message.key, line)
        if known != line:
            yield file.place(line), _error("keys", f"this text stands on line {known} already", "keep one of the two")
        if message.key not in file.wanted and any(message.translations):
            wrong, instead = "this text is not in the English, or not any more", 'run "atsiv update"'
            yield file.place(line), Finding("keys", Severity.WARNING, wrong, instead)


def _messages(file: LanguageFile, right: Collection[str], glossary: Glossary | None) -> Located:
    questions: dict[str, list[Message]] = {}
    for message in file.file.by_key.values():
        part = part_of(message.context)
        if part and message.key in file.wanted:
            questions.setdefault(part.question, []).append(message)
    for line, message in file.lines:
        part = part_of(message.context)
        around = Surroundings(questions.get(part.question, ()) if part else (), right, glossary)
        for finding in _undismissed(_findings(file, message, around), message):
            yield file.place(line), finding


def _findings(file: LanguageFile, message: Message, around: Surroundings) -> Sequence[Finding]:
    """A stale translation is looked at beside the English it was made from; unready ones are shown nowhere."""
    if message.state is State.UNREADY:
        return ()
    if message.previous and message.state is State.STALE:
        before = message.previous
        message = replace(message, context=before.context, source=before.source, plural=before.plural)
        around = replace(around, question=())
    return check_message(file.language, file.domain, message, around)


def _undismissed(found: Sequence[Finding], message: Message) -> Iterator[Finding]:
    """What nobody has dismissed; errors can't be, and a dismissal of nothing is worth a look."""
    dismissed = dismissed_checks(message)
    yield from (finding for finding in found if finding.severity is Severity.ERROR or finding.check not in dismissed)
    for check in sorted(dismissed - {finding.check for finding in found}):
        wrong = f'a comment dismisses what "{check}" finds here, and it finds nothing'
        yield Finding("dismissed", Severity.INFO, wrong, "remove the comment")


def _error(check: str, wrong: str, instead: str) -> Finding:
    return Finding(check, Severity.ERROR, wrong, instead)
