"""Which learners are looked at: the filter lives in the address, so that it can be kept, sent and gone back to."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from app.content.model import Course
from app.coordinate.desks import Coordinating
from app.coordinate.words import state_in_words
from app.people.queries.groups import ListedGroup, groups_of
from app.progress.roster import ACTIVITIES, SORTS, STATES, Activity, Scope, Sort, Wanted
from app.web.form_page import Choice, Field
from app.web.forms import Sent, number_in, page_in

_LONGEST: Final = 100
_NEEDING: Final = "attention"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is looked at: learners of `scope`, in an order. `groups` are all groups of the organisation."""

    course: Course
    scope: Scope
    groups: tuple[ListedGroup, ...]
    wanted: Wanted
    sort: Sort
    page: int

    @property
    def group(self) -> ListedGroup | None:
        return next((one for one in self.groups if one.id == self.wanted.group), None)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The fields of the filter as an address holds them; what narrows nothing is left out."""
        wanted = self.wanted
        fields = {
            "group": str(wanted.group or ""),
            "course": "" if wanted.group else self.course.id,
            "language": wanted.language,
            "state": wanted.state,
            "module": wanted.module,
            "activity": wanted.activity,
            "q": wanted.search,
        }
        return tuple((name, value) for name, value in fields.items() if value)

    @property
    def sorting(self) -> tuple[tuple[str, str], ...]:
        if self.sort == Sort():
            return ()
        return (("sort", f"-{self.sort.by}" if self.sort.down else self.sort.by),)

    def query(self, *, sort: Sort | None = None, page: int = 1) -> str:
        """What follows the `?` of an address that shows the same, sorted otherwise or on another page."""
        one = replace(self, sort=sort or self.sort)
        paged = (("page", str(page)),) if page > 1 else ()
        return urlencode((*one.pairs, *one.sorting, *paged))

    @property
    def whole(self) -> "Chosen":
        """Everybody of the course."""
        return Chosen(self.course, self.scope, self.groups, Wanted(), Sort(), 1)

    def with_state(self, state: str) -> "Chosen":
        """The same, with those alone who stand so."""
        return replace(self, wanted=replace(self.wanted, state=state))


async def chosen_here(at: Coordinating) -> Chosen | None:
    """What the address asks for; what there isn't narrows nothing. None while the site has no course."""
    return chosen_among(at, await groups_of(at.visit.site.database, desk=at.desk, now=at.visit.site.clock()))


def chosen_among(at: Coordinating, groups: tuple[ListedGroup, ...]) -> Chosen | None:
    """The same, for who has the groups of the organisation already."""
    given = asked(at)
    group = next((one for one in groups if one.id == number_in(given.one("group"))), None)
    named = group.course if group else given.one("course")
    course = at.course(named) or at.course()
    if course is None:
        return None
    wanted = Wanted(
        group=group.id if group else 0,
        language=_code(given.one("language")),
        state=_among(given.one("state"), (*STATES, _NEEDING)),
        module=_among(given.one("module"), [module.id for module in course.modules]),
        activity=_activity(given.one("activity")),
        search="".join(filter(str.isprintable, given.one("q")))[:_LONGEST].strip(),
    )
    return Chosen(
        course, at.scope(course), groups, wanted, _sort(course, given.one("sort")), page_in(given.one("page"))
    )


def asked(at: Coordinating) -> Sent:
    """The fields of the address."""
    query = at.visit.request.query_params
    return Sent({name: query.getlist(name) for name in query})


def filters(at: Coordinating, chosen: Chosen) -> tuple[Field, ...]:
    """The fields with which a coordinator narrows a list."""
    ui, wanted = at.ui, chosen.wanted
    return (
        Field(name="q", label=ui.gettext("Name or address"), kind="search", value=wanted.search),
        group_field(at, chosen),
        _choices("language", ui.gettext("Language"), wanted.language, _languages(at), ui.gettext("all languages")),
        _choices("state", ui.gettext("How they stand"), wanted.state, _states(at), ui.gettext("all")),
        _choices("module", ui.gettext("Has not completed"), wanted.module, _modules(chosen.course), "–"),
        _choices("activity", ui.gettext("Last activity"), wanted.activity, _activities(at), ui.gettext("any time")),
    )


def group_field(at: Coordinating, chosen: Chosen) -> Field:
    """To look at one group or at all of the course."""
    ui = at.ui
    groups = [(str(one.id), one.title) for one in chosen.groups]
    return _choices("group", ui.gettext("Group"), str(chosen.wanted.group or ""), groups, ui.gettext("all groups"))


def _choices(name: str, label: str, chosen: str, entries: list[tuple[str, str]], none: str) -> Field:
    choices = (Choice("", none), *(Choice(value, text, chosen=value == chosen) for value, text in entries))
    return Field(name=name, label=label, kind="choice", choices=choices)


def _languages(at: Coordinating) -> list[tuple[str, str]]:
    return [(code, at.ui.language_name(code)) for code in at.visit.site.interfaces]


def _states(at: Coordinating) -> list[tuple[str, str]]:
    return [(_NEEDING, at.ui.gettext("needs attention")), *((one, state_in_words(at.ui, one)) for one in STATES)]


def _modules(course: Course) -> list[tuple[str, str]]:
    return [(module.id, module.title.plain) for module in course.modules]


def _activities(at: Coordinating) -> list[tuple[str, str]]:
    ui = at.ui
    return [
        ("week", ui.gettext("in the last 7 days")),
        ("quiet", ui.gettext("more than 14 days ago")),
        ("never", ui.gettext("never")),
    ]


def _among(value: str, known: Container[str]) -> str:
    return value if value in known else ""


def _code(value: str) -> str:
    """A language's code; people may read one that the site has no longer."""
    return value if value.replace("-", "").isalpha() and len(value) < 12 else ""


def _activity(value: str) -> Activity:
    return next((one for one in ACTIVITIES if one == value), "")


def _sort(course: Course, value: str) -> Sort:
    by = value.removeprefix("-")
    known = by in SORTS or course.module(by) is not None
    return Sort(by, down=value.startswith("-")) if known else Sort()
