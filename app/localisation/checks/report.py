"""All locale files checked at once, for `atsiv check`; loads dictionaries where glossary or spelling are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.locales import INTERFACE, Locales
from app.content.model import Course, Place
from app.content.po import Key, Message, PoFile, State
from app.content.problems import Problem
from app.localisation.checks.files import LanguageFile, Located, check_file, read_file
from app.localisation.checks.findings import Finding, Severity, quoted
from app.localisation.checks.glossary import read_glossary
from app.localisation.checks.inline import inline
from app.localisation.checks.plurals import is_language
from app.localisation.checks.registry import Glossary
from app.localisation.checks.right import right_options
from app.localisation.checks.spelling import NoDictionary, misspelt, own_words, spelt_words
from app.localisation.checks.tallies import Tally, tally


@dataclass(frozen=True, slots=True)
class Source:
    """The English: the template of each domain, and in each domain the contexts of the options that are right."""

    templates: Mapping[str, PoFile]
    right: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` are errors and warnings; `notes` are worth a look. All are sorted by file and line."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    tallies: Mapping[str, Tally]


def source_of(templates: Mapping[str, PoFile], courses: Iterable[Course]) -> Source:
    return Source(templates, right_options(courses))


def report(
    locales: Locales, source: Source, *, glossary: Path | None = None, dictionaries: Path | None = None
) -> Checked:
    """What is wrong with the translations, and how much of the English each language has.

    `glossary` is the table of agreed terms, `dictionaries` the folder of hunspell's (spelling.DICTIONARIES); without
    them neither terms nor spelling are looked at. Missing and stale translations are counted, and are no problem.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    tallies: dict[str, Tally] = {}
    for language in locales.languages:
        if not is_language(language):
            place = Place(f"{locales.root.name}/{language}", 1)
            problems.append(Problem(place, f'"{language}" is no language', 'name the folder by a code such as "el"'))
            continue
        files = [read_file(locales, language, domain, _wanted(source, domain)) for domain, _ in locales.files(language)]
        readable = [file for file in files if isinstance(file, LanguageFile)]
        problems += [file for file in files if isinstance(file, Problem)]
        terms = read_glossary(glossary, language) if glossary else None
        found = list(_findings(readable, source, terms))
        found += _spelling(locales, language, readable, dictionaries) if dictionaries else ()
        problems += [_problem(place, each) for place, each in found if each.severity is not Severity.INFO]
        notes += [_problem(place, each) for place, each in found if each.severity is Severity.INFO]
        tallies[language] = _tally(readable, source)
    return Checked(_sorted(problems), _sorted(notes), tallies)


def _wanted(source: Source, domain: str) -> Mapping[Key, Message]:
    template = source.templates.get(domain)
    return template.by_key if template else {}


def _findings(files: Sequence[LanguageFile], source: Source, glossary: Glossary | None) -> Located:
    for file in files:
        if file.domain not in source.templates:
            wrong, instead = f'there is no course or module "{file.domain}"', "remove the file, or name it otherwise"
            yield file.place(1), Finding("files", Severity.WARNING, wrong, instead)
            continue
        yield from check_file(file, source.right.get(file.domain, frozenset()), glossary)
    yield from _differing(files)


def _differing(files: Iterable[LanguageFile]) -> Located:
    """One English text of a course in two translations; sense may ask for it."""
    first: dict[tuple[str, str], tuple[str, Place]] = {}
    # A course's own file, which holds its glossary, comes before those of its modules.
    for file in sorted(files, key=lambda file: file.domain):
        if file.domain == INTERFACE:
            continue
        for line, message in file.lines:
            if message.state is State.TRANSLATED and not message.plural:
                key = (file.domain.partition(".")[0], message.source)
                known, place = first.setdefault(key, (message.translations[0], file.place(line)))
                if known != message.translations[0]:
                    wrong = f"the same English is {quoted(known)} in {place.file}:{place.line}"
                    instead = "use one translation, unless the sense differs"
                    yield file.place(line), Finding("differing", Severity.INFO, wrong, instead)


def _spelling(locales: Locales, language: str, files: Sequence[LanguageFile], dictionaries: Path) -> Located:
    list_name = f"words.{language}.txt"
    spelt = [
        (file.place(line), words)
        for file in files
        for line, message in file.lines
        if message.state is State.TRANSLATED
        for words in [_words(message)]
    ]
    try:
        unknown = misspelt(language, set().union(*(words for _, words in spelt)), dictionaries)
    except NoDictionary as error:
        place, instead = Place(f"{locales.root.name}/{list_name}", 1), f'install "hunspell" and "hunspell-{language}"'
        yield place, Finding("spelling", Severity.WARNING, str(error), instead)
        return
    unknown -= own_words(locales.root / list_name)
    for place, words in spelt:
        for word in sorted(words & unknown):
            instead = f"mend it, or add it to {locales.root.name}/{list_name}"
            yield place, Finding("spelling", Severity.WARNING, f"{quoted(word)} is not in the dictionary", instead)


def _words(message: Message) -> set[str]:
    english = f"{message.source} {message.plural}"
    return {word for text in message.translations for word in spelt_words(inline(text).words, english)}


def _tally(files: Iterable[LanguageFile], source: Source) -> Tally:
    present = {file.domain: file.file.by_key for file in files}
    tallies = (tally(file.messages, present.get(domain, {})) for domain, file in source.templates.items())
    return sum(tallies, Tally())


def _problem(place: Place, finding: Finding) -> Problem:
    form = f"msgstr[{finding.form}]: " if finding.form else ""
    error = finding.severity is Severity.ERROR
    # By its name a check can be dismissed.
    instead = finding.instead if error else f"{finding.instead} [{finding.check}]"
    return Problem(place, f"{form}{finding.wrong}", instead, error=error)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.place.file, each.place.line)))
