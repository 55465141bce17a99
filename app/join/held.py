"""What the site keeps of people, table by table, in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from app.web.locale import Interface


class Words(NamedTuple):
    """A table's `title`, `what` is in it and why, and how long it is `kept`."""

    title: str
    what: str
    kept: str


def words_of(ui: Interface, table: str) -> Words:
    """Raises KeyError for a table that nobody has put into words."""
    return _WORDS[table](ui)


def _with_account(ui: Interface) -> str:
    return ui.gettext("Kept as long as your account.")


def _week(ui: Interface) -> str:
    return ui.gettext("Kept until it is used or too old: a week at most.")


def _person(ui: Interface) -> Words:
    what = ui.gettext(
        "The language you read, when you came, and when everything about you will be deleted if you do not come again."
    )
    return Words(ui.gettext("You"), what, _with_account(ui))


def _session(ui: Interface) -> Words:
    what = ui.gettext("The browsers in which you are signed in, so that the site recognises them and you can end them.")
    return Words(ui.gettext("Devices"), what, ui.gettext("Kept until you sign out, or for a month without use."))


def _account(ui: Interface) -> Words:
    what = ui.gettext(
        "Your name and address, for signing in and for writing to you. Of your password, only "
        "something that it can be compared with is kept, and not shown here."
    )
    return Words(ui.gettext("Account"), what, _with_account(ui))


def _role(ui: Interface) -> Words:
    what = ui.gettext("What you may do here beside learning, for which organisation or language.")
    return Words(ui.gettext("Roles"), what, ui.gettext("Kept until the role is taken back."))


def _second_factor(ui: Interface) -> Words:
    what = ui.gettext(
        "That signing in asks for a code, and when one was last used. The secret of your app is not shown here."
    )
    return Words(ui.gettext("Second step"), what, ui.gettext("Kept until you switch it off."))


def _recovery_code(ui: Interface) -> Words:
    what = ui.gettext("Your recovery codes that are left, in a form in which nobody can read them.")
    return Words(ui.gettext("Recovery codes"), what, ui.gettext("Kept until they are used or replaced."))


def _ticket(ui: Interface) -> Words:
    what = ui.gettext("Links that we sent to you and that still count.")
    return Words(ui.gettext("Links in letters"), what, _week(ui))


def _email_change(ui: Interface) -> Words:
    what = ui.gettext("The new address that you asked for, until both addresses have said yes.")
    return Words(ui.gettext("New address"), what, _week(ui))


def _letter(ui: Interface) -> Words:
    what = ui.gettext("Letters to you that wait to be sent.")
    return Words(ui.gettext("Letters"), what, ui.gettext("Kept until they are sent: a month at most."))


def _limit(ui: Interface) -> Words:
    what = ui.gettext(
        "How often somebody tried to sign in with an address, so that passwords cannot be guessed. "
        "Nobody can see from it who it was, and so it cannot be shown here."
    )
    return Words(ui.gettext("Tries"), what, ui.gettext("Kept for a day at most."))


def _act(ui: Interface) -> Words:
    what = ui.gettext(
        "What administrators did to your account. Instead of names it holds signs that only the site can read."
    )
    return Words(
        ui.gettext("Record"),
        what,
        ui.gettext("Kept for three years; without your account, the sign stands for nobody."),
    )


def _erasure(ui: Interface) -> Words:
    what = ui.gettext("The number that a deleted account had, so that it stays deleted when a backup is restored.")
    return Words(ui.gettext("Deleted accounts"), what, ui.gettext("Kept for a year; the number stands for nobody."))


def _attempt(ui: Interface) -> Words:
    what = ui.gettext("Which questions you worked on, when, and with what result, to show you what you have passed.")
    return Words(ui.gettext("Practice and quizzes"), what, _with_account(ui))


def _step(ui: Interface) -> Words:
    what = ui.gettext("Every answer you gave, with its mark, the time and the language, and what you wrote yourself.")
    return Words(ui.gettext("Answers"), what, _with_account(ui))


def _completion(ui: Interface) -> Words:
    what = ui.gettext("Which lessons and modules you have completed, and when.")
    return Words(ui.gettext("Completed"), what, _with_account(ui))


def _place(ui: Interface) -> Words:
    what = ui.gettext("Where you stopped reading, to go on there.")
    return Words(ui.gettext("Bookmark"), what, _with_account(ui))


def _run(ui: Interface) -> Words:
    what = ui.gettext("Which stories you played, when, and how they ended, to go on or to look at them again.")
    return Words(ui.gettext("Stories played"), what, _with_account(ui))


def _decision(ui: Interface) -> Words:
    what = ui.gettext("Every choice you made in a story, with the time and the language.")
    return Words(ui.gettext("Choices in stories"), what, _with_account(ui))


def _membership(ui: Interface) -> Words:
    what = ui.gettext("The groups you are in, since when, and whether you want letters about them.")
    return Words(ui.gettext("Groups"), what, ui.gettext("Kept until you leave the group."))


def _invitation(ui: Interface) -> Words:
    what = ui.gettext("Groups that coordinators ask you to join, and whether you said no.")
    kept = ui.gettext("Kept until you join: two months at most. That you said no is kept as long as the group.")
    return Words(ui.gettext("Invitations"), what, kept)


def _intake(ui: Interface) -> Words:
    what = ui.gettext("Lists of people that you brought as a coordinator, to invite them.")
    kept = ui.gettext("The list is kept for a day at most, how many were invited for a month.")
    return Words(ui.gettext("Lists of people"), what, kept)


def _announcement(ui: Interface) -> Words:
    what = ui.gettext("What you wrote as a coordinator to learners of your organisation.")
    return Words(ui.gettext("Messages"), what, ui.gettext("Kept for a year."))


def _reminder(ui: Interface) -> Words:
    what = ui.gettext("When you were reminded of a course, so that it does not happen too often.")
    return Words(ui.gettext("Reminders"), what, ui.gettext("Kept until you leave the group: a year at most."))


def _without_name(ui: Interface) -> str:
    return ui.gettext("Kept as long as the site, without your name once your account is deleted.")


def _draft(ui: Interface) -> Words:
    what = ui.gettext("Translations that you typed and did not finish, to go on with them.")
    return Words(ui.gettext("Drafts"), what, ui.gettext("Kept until you finish them: three months at most."))


def _suggestion(ui: Interface) -> Words:
    what = ui.gettext("Better translations that you suggested, and what became of them.")
    kept = ui.gettext("Kept for two years after a decision, without your name once your account is deleted.")
    return Words(ui.gettext("Suggestions"), what, kept)


def _remark(ui: Interface) -> Words:
    what = ui.gettext("Comments that you wrote on texts as a translator.")
    return Words(ui.gettext("Comments"), what, _without_name(ui))


def _review(ui: Interface) -> Words:
    return Words(ui.gettext("Reviews"), ui.gettext("Translations that you found good."), _without_name(ui))


def _edit(ui: Interface) -> Words:
    what = ui.gettext(
        "The translations that you saved. Where the files are kept with Git, your name also stands in its history, "
        "which the site can’t change."
    )
    return Words(ui.gettext("Translations"), what, _without_name(ui))


def _arrival(ui: Interface) -> Words:
    what = ui.gettext("Files with translations that you brought, to show you what they would change.")
    return Words(ui.gettext("Files brought"), what, ui.gettext("Kept for a day."))


def _look(ui: Interface) -> Words:
    what = ui.gettext("When you looked last at what changed in a language, to show you what changed since.")
    return Words(ui.gettext("Last look"), what, _with_account(ui))


_WORDS: Final[Mapping[str, Callable[[Interface], Words]]] = MappingProxyType(
    {
        "person": _person,
        "session": _session,
        "account": _account,
        "role": _role,
        "second_factor": _second_factor,
        "recovery_code": _recovery_code,
        "ticket": _ticket,
        "email_change": _email_change,
        "letter": _letter,
        "attempt_limit": _limit,
        "act": _act,
        "erasure": _erasure,
        "membership": _membership,
        "invitation": _invitation,
        "intake": _intake,
        "announcement": _announcement,
        "reminder": _reminder,
        "draft": _draft,
        "suggestion": _suggestion,
        "remark": _remark,
        "review": _review,
        "edit": _edit,
        "arrival": _arrival,
        "look": _look,
        "attempt": _attempt,
        "step": _step,
        "completion": _completion,
        "place": _place,
        "run": _run,
        "decision": _decision,
    }
)
