"""What is still missing, what a verdict is called: the sentences that depend on numbers."""

from collections.abc import Callable, Mapping
from math import floor

from app.content.questions import Incomplete, Reason
from app.content.questions.views import PlacesView, View
from app.progress.standing import CourseStanding, Missing, ModuleStanding, QuizStanding
from app.web.locale import Interface


def minutes(ui: Interface, count: int) -> str:
    """How long something takes; from an hour and a half on, in hours and minutes."""
    if count >= 90:
        return ui.duration(count)
    return ui.ngettext("{minutes} minute", "{minutes} minutes", count, minutes=count)


def share(ui: Interface, percentage: float) -> str:
    """A percentage for people: rounded down, so that nobody reads 70 % who hasn't reached it."""
    return ui.percent(floor(percentage))


def module_missing(ui: Interface, module: ModuleStanding) -> str:
    """One sentence on what is still to be done in a module."""
    if module.completed_at is not None:
        return _completed(ui, ui.date(module.completed_at), len(module.added))
    if module.complete:
        return ui.gettext("You have completed this module.")
    if not module.lessons and module.missing.quiz:
        return _needed(ui, module.missing.quiz)
    return _to_do(ui, module.missing)


def course_missing(ui: Interface, course: CourseStanding) -> str:
    """The same for the whole course."""
    if course.completed_at is not None:
        return _completed(ui, ui.date(course.completed_at), len(course.added))
    if course.complete:
        return ui.gettext("You have completed this course.")
    left = sum(len(module.missing.lessons) for module in course.modules)
    quizzes = [module.missing.quiz for module in course.modules if module.missing.quiz and module.lessons]
    tests = any(module.missing.quiz and not module.lessons for module in course.modules)
    if len(quizzes) == 1 and not tests:
        return _to_do(ui, Missing(("",) * left, quizzes[0]))
    return _parts(ui, left, len(quizzes), tests=tests)


def _completed(ui: Interface, date: str, added: int) -> str:
    if not added:
        return ui.gettext("Completed on {date}.", date=date)
    return ui.ngettext(
        "Completed on {date}; {count} lesson added since.",
        "Completed on {date}; {count} lessons added since.",
        added,
        date=date,
        count=added,
    )


def _to_do(ui: Interface, missing: Missing) -> str:
    left = len(missing.lessons)
    if missing.quiz is None:
        return _lessons_left(ui, left)
    what = ui.gettext("Only the module quiz is left.")
    if left:
        what = ui.ngettext(
            "One lesson and the module quiz are left.",
            "{count} lessons and the module quiz are left.",
            left,
            count=left,
        )
    return f"{what} {_needed(ui, missing.quiz)}"


def _needed(ui: Interface, quiz: QuizStanding) -> str:
    if quiz.best is None:
        # Translators: {needed} is a percentage, of the quiz that the sentence before this one names.
        return ui.gettext("You pass with {needed}.", needed=ui.percent(quiz.pass_mark))
    return best_and_needed(ui, quiz.best, quiz.pass_mark)


def best_and_needed(ui: Interface, best: float, pass_mark: int) -> str:
    """For a quiz that was tried and isn't passed."""
    # Translators: of a quiz; both are percentages.
    return ui.gettext(
        "Your best result is {best}; you need {needed}.",
        best=share(ui, best),
        needed=ui.percent(pass_mark),
    )


def _parts(ui: Interface, left: int, quizzes: int, *, tests: bool) -> str:
    """A sentence for each, as no language inflects one for two numbers in the same way."""
    parts = [_lessons_left(ui, left)] if left or not (quizzes or tests) else []
    if quizzes:
        parts.append(ui.ngettext("One module quiz left.", "{count} module quizzes left.", quizzes, count=quizzes))
    if tests:
        # Translators: of the final test of a course; lessons and quizzes that are left too are named before.
        parts.append(ui.gettext("The final test is left."))
    return " ".join(parts)


def _lessons_left(ui: Interface, left: int) -> str:
    return ui.ngettext("One lesson left.", "{count} lessons left.", left, count=left)


def incomplete(ui: Interface, kind: str, problem: Incomplete) -> str:
    """Why what was sent is no answer yet, and what to do about it."""
    told: Mapping[Reason, Callable[[Interface, str, Incomplete], str]] = {
        Reason.NOTHING_CHOSEN: _nothing_chosen,
        Reason.UNPLACED: _unplaced,
        Reason.SAME_POSITION: lambda ui, _kind, _problem: ui.gettext(
            "Two steps have the same number. Please give each step a number of its own."
        ),
        Reason.BLANK: _blank,
        Reason.TOO_LONG: lambda ui, _kind, problem: ui.gettext(
            "This is longer than we can keep: {limit} characters at most. Please shorten it a little; "
            "it is all still here.",
            limit=problem.limit,
        ),
        Reason.UNKNOWN: lambda ui, _kind, _problem: ui.gettext(
            "Your choice did not arrive whole. Please choose again."
        ),
    }
    return told[problem.reason](ui, kind, problem)


def _nothing_chosen(ui: Interface, kind: str, _problem: Incomplete) -> str:
    if kind == "multiple":
        return ui.gettext("Please choose at least one answer.")
    return ui.gettext("Please choose one answer.")


def _unplaced(ui: Interface, kind: str, problem: Incomplete) -> str:
    count = max(len(problem.keys), 1)
    if kind == "ordering":
        return ui.ngettext(
            "One step still has no number. Please give it one.",
            "{count} steps still have no number. Please give each of them one.",
            count,
            count=count,
        )
    return ui.ngettext(
        "One thing still has no place. Please give it one.",
        "{count} things still have no place. Please give each of them one.",
        count,
        count=count,
    )


def _blank(ui: Interface, kind: str, _problem: Incomplete) -> str:
    if kind == "reflection":
        return ui.gettext("Please write something first; a few words are enough.")
    return ui.gettext("Please write a word or two.")


def how_to_answer(ui: Interface, kind: str, view: View) -> str:
    """One line that says what to do."""
    told = {
        "single": ui.gettext("Choose one answer."),
        "multiple": ui.gettext("Choose every answer that is right."),
        "truefalse": ui.gettext("Choose one answer."),
        "matching": _matching(ui, view),
        "ordering": ui.gettext("Give each step its number: 1 is the first."),
        "sorting": ui.gettext("Choose a group for each."),
        "short": ui.gettext("Write a word or two, or a number."),
        "reflection": ui.gettext("Write a few words for yourself. Nobody marks them."),
    }
    return told[kind]


def _matching(ui: Interface, view: View) -> str:
    spare = len(view.places) - len(view.rows) if isinstance(view, PlacesView) else 0
    if spare < 1:
        return ui.gettext("Choose what belongs to each.")
    return ui.ngettext(
        "Choose what belongs to each. One choice belongs to nothing.",
        "Choose what belongs to each. {count} choices belong to nothing.",
        spare,
        count=spare,
    )


def send_again(ui: Interface) -> str:
    """For a form whose token is out of date: nothing is lost, but nothing was saved either."""
    return ui.gettext(
        "Since you opened this page something has changed, so this was not saved yet. It is all still here: "
        "please send it once more."
    )
