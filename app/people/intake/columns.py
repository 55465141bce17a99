"""Which column of a sheet holds what: by its header, or by what the cells look like."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.people.intake.addresses import address_in
from app.people.intake.headings import Heading, headings
from app.people.intake.languages import is_language
from app.people.intake.sheet import Sheet

_NAME: Final = re.compile(r"[^\W\d_]+(?:[ .,'’\-–]+[^\W\d_]+)*\.?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-–][^\W\d_]+)*")
_SAMPLE: Final = 500


@dataclass(frozen=True, slots=True)
class Columns:
    """Places from 0, None where there is no such column. `name` holds the full or the given name."""

    email: int | None
    name: int | None
    surname: int | None
    language: int | None


def guess(sheet: Sheet) -> Columns:
    """What the columns probably are; whoever sent the list may know better."""
    return _by_cells(sheet) if sheet.header is None else _by_header(sheet, sheet.header)


def _by_header(sheet: Sheet, header: tuple[str, ...]) -> Columns:
    places: dict[Heading | None, int] = {}
    for place, kind in enumerate(headings(header)):
        places.setdefault(kind, place)
    name, surname = places.get(Heading.NAME), places.get(Heading.SURNAME)
    return Columns(
        email=_best(sheet, address_in) if Heading.EMAIL not in places else places[Heading.EMAIL],
        name=surname if name is None else name,
        surname=None if name is None else surname,
        language=places.get(Heading.LANGUAGE),
    )


def _by_cells(sheet: Sheet) -> Columns:
    email = _best(sheet, address_in)
    language = next((place for place in _others(sheet, email) if _all(sheet, place, is_language)), None)
    names = [place for place in _others(sheet, email, language) if _most(sheet, place, _NAME.fullmatch)]
    name = next(iter(names), None)
    # Names of one word each have another column beside them.
    both = name is not None and name + 1 in names and all(_most(sheet, one, _WORD.fullmatch) for one in names[:2])
    return Columns(email=email, name=name, surname=names[1] if both else None, language=language)


def _others(sheet: Sheet, *taken: int | None) -> Iterator[int]:
    return (place for place in range(sheet.columns) if place not in taken)


def _cells(sheet: Sheet, place: int) -> list[str]:
    return [row.cells[place] for row in sheet.rows[:_SAMPLE] if row.cells[place]]


def _share(cells: Iterable[str], fits: Callable[[str], object]) -> float:
    fitting = [bool(fits(cell)) for cell in cells]
    return sum(fitting) / len(fitting) if fitting else 0


def _all(sheet: Sheet, place: int, fits: Callable[[str], object]) -> bool:
    return _share(_cells(sheet, place), fits) == 1


def _most(sheet: Sheet, place: int, fits: Callable[[str], object]) -> bool:
    return _share(_cells(sheet, place), fits) >= 0.75


def _best(sheet: Sheet, fits: Callable[[str], object]) -> int | None:
    """The column in which most cells fit, the first of several; None where none does."""
    counts = [sum(bool(fits(cell)) for cell in _cells(sheet, place)) for place in range(sheet.columns)]
    most = max(counts, default=0)
    return counts.index(most) if most else None
