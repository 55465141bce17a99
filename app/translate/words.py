"""What translators read about texts, parts and people."""

from collections.abc import Mapping

from app.content.locales import INTERFACE
from app.content.model import Course, Module
from app.content.po import Message, State
from app.content.stories import Ending, Game, Scene
from app.localisation.checks import Severity
from app.localisation.desk.parts import Domain, Part
from app.localisation.exchange.importing import Outcome
from app.localisation.templates import WITH_ROLES
from app.web.locale import Interface

Courses = Mapping[str, Course]
"""The courses in the language of the page, by their ids."""


def state_in_words(ui: Interface, state: State) -> str:
    return {
        State.TRANSLATED: ui.gettext("translated text"),
        State.STALE: ui.gettext("text with older English"),
        State.UNREADY: ui.gettext("text that needs work"),
        State.EMPTY: ui.gettext("untranslated text"),
    }[state]


def mark_of(state: State) -> str:
    """The state as a class name."""
    return {State.TRANSLATED: "translated", State.STALE: "stale", State.UNREADY: "unready"}.get(state, "untranslated")


def severity_in_words(ui: Interface, severity: Severity) -> str:
    return {
        # Translators: before what is wrong with a translation and would break the page
        Severity.ERROR: ui.gettext("To mend:"),
        # Translators: before what is likely wrong with a translation
        Severity.WARNING: ui.gettext("Please look:"),
        # Translators: before something that may be worth a look in a translation
        Severity.INFO: ui.gettext("By the way:"),
    }[severity]


def part_title(ui: Interface, courses: Courses, domain: Domain, part: Part) -> str:
    """What a part is called: a lesson by its title, in the language of `courses`."""
    if domain.id == INTERFACE:
        return interface_part(ui, part.id)
    named = {
        # Translators: the part of a module that holds its title, its summary, its outcomes
        "module": ui.gettext("About the module"),
        "course": ui.gettext("About the course"),
        "quiz": ui.gettext("Quiz"),
        "glossary": ui.gettext("Glossary"),
        "self-check": ui.gettext("Self-check"),
    }
    game = _game(courses, domain)
    if game:
        return _part_of_game(ui, game, part)
    module = _module(courses, domain)
    lesson = next((each for each in module.lessons if each.place.file == part.file), None) if module else None
    return lesson.title.plain if lesson else named.get(part.id, part.id)


def _part_of_game(ui: Interface, game: Game, part: Part) -> str:
    """A file of a story is called after what stands first in it."""
    told: tuple[Scene | Ending, ...] = (*game.scenes.values(), *game.endings)
    first = next((each for each in told if each.place.file == part.file), None)
    if first is None:
        # Translators: the part of a story game that holds its title, its measures, its people
        return ui.gettext("About the story")
    # Translators: {title} is the title of the first scene or ending in a part of a story
    return ui.gettext("From “{title}” on", title=first.title.plain)


def _game(courses: Courses, domain: Domain) -> Game | None:
    course_id, _, game_id = domain.id.partition(".")
    course = courses.get(course_id)
    return course.game(game_id) if course else None


def _module(courses: Courses, domain: Domain) -> Module | None:
    course_id, _, module_id = domain.id.partition(".")
    course = courses.get(course_id)
    return course.module(module_id) if course else None


def interface_part(ui: Interface, part: str) -> str:
    """A part of the site's own words, by the folder of the program that says them."""
    return {
        "learn": ui.gettext("Lessons and quizzes"),
        "join": ui.gettext("Accounts"),
        "coordinate": ui.gettext("Groups and coordinators"),
        # Translators: the part of the site's own words that the pages of story games say
        "play": ui.gettext("Stories"),
        "administer": ui.gettext("Administration"),
        "translate": ui.gettext("Translating"),
        "web": ui.gettext("On every page"),
        "content": ui.gettext("In the text of lessons"),
    }.get(part, part)


def domain_title(ui: Interface, courses: Courses, domain: Domain) -> str:
    """What a domain is called: a course or a module by its title, in the language of `courses`."""
    if domain.id == INTERFACE:
        return ui.gettext("The site’s own words")
    found = courses.get(domain.id) or _module(courses, domain) or _game(courses, domain)
    return found.title.plain if found else domain.id


def kind_in_words(ui: Interface, message: Message) -> str:
    """What a text is, by its authored context; prose has none."""
    names = message.context.split("/")
    role = names[2] if names[0] in WITH_ROLES and len(names) > 2 else names[-1]
    return {
        "": ui.gettext("Text"),
        "text": ui.gettext("Text"),
        "choice": ui.gettext("Choice in a story, on a button"),
        "consequence": ui.gettext("What follows from a choice in a story"),
        "title": ui.gettext("Title"),
        "summary": ui.gettext("Summary"),
        "audience": ui.gettext("Who it is for"),
        "outcome": ui.gettext("What learners will be able to do: finishes “After this lesson you will be able to …”"),
        "stem": ui.gettext("Question"),
        "option": ui.gettext("Option of a question"),
        "item": ui.gettext("Item of a question, to be put somewhere"),
        "label": ui.gettext("Place of a question, to put items at"),
        "feedback": ui.gettext("Feedback on an answer"),
        "otherwise": ui.gettext("Feedback on an answer"),
        "hint": ui.gettext("Hint"),
        "explanation": ui.gettext("Explanation after answering"),
        "term": ui.gettext("Term of the glossary"),
        "definition": ui.gettext("Definition in the glossary"),
        "intro": ui.gettext("Introduction"),
    }.get(role, role)


def somebody(ui: Interface, name: str | None) -> str:
    # Translators: stands for somebody whose account was deleted
    return name or ui.gettext("somebody who left")


def outcome_in_words(ui: Interface, outcome: Outcome) -> str:
    """What becomes of a text of a file."""
    return {
        Outcome.NEW: ui.gettext("new"),
        Outcome.CHANGED: ui.gettext("changed"),
        Outcome.UNCHANGED: ui.gettext("as it is here"),
        Outcome.CONFLICT: ui.gettext("changed here as well"),
        Outcome.STALE: ui.gettext("text with older English"),
        Outcome.UNKNOWN: ui.gettext("no text of this site"),
        Outcome.GUESS: ui.gettext("a program’s guess"),
        Outcome.UNUSABLE: ui.gettext("the plural forms don’t match"),
        Outcome.BROKEN: ui.gettext("would break the page"),
    }[outcome]
