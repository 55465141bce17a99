"""What is wrong with a course, said the way a compiler would."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from app.content.model import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """`wrong` says what is wrong, `instead` what to write; an `error` stops the site."""

    place: Place
    wrong: str
    instead: str
    error: bool = True

    def __str__(self) -> str:
        kind = "" if self.error else "warning: "
        return f"{self.place.file}:{self.place.line}: {kind}{self.wrong}; {self.instead}"


@dataclass(slots=True)
class Report:
    """Collects problems while a course is read, so that all are told at once."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, place: Place, wrong: str, instead: str) -> None:
        self.problems.append(Problem(place, wrong, instead))

    def warning(self, place: Place, wrong: str, instead: str) -> None:
        self.problems.append(Problem(place, wrong, instead, error=False))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.error)

    def sorted(self) -> tuple[Problem, ...]:
        """Every problem once, by file and line."""
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda each: (each.place.file, each.place.line)))


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to write instead of `name`: the nearest of the `known` names, if any is near."""
    near = get_close_matches(name.lower(), tuple(known), n=1)
    return f'write "{near[0]}"' if near else otherwise
