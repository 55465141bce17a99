"""Plural forms of one rule, told in the forms of another."""

import re
from collections.abc import Callable
from gettext import c2py

COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
RULE = re.compile(r"plural\s*=\s*([^;]+)")
NUMBERS = range(1001)
"""Every rule of CLDR repeats itself within so many."""


def form_order(ours: str, theirs: str) -> tuple[int, ...] | None:
    """For each of our forms which of theirs it is, from two `Plural-Forms`; None if they can't be matched.

    A form of theirs that no whole number uses, such as Crowdin's fourth for Polish fractions, is left out.
    """
    mine, other = _rule(ours), _rule(theirs)
    if mine is None or other is None:
        return None
    met: dict[int, set[int]] = {}
    try:
        for number in NUMBERS:
            met.setdefault(mine(number), set()).add(other(number))
    except ArithmeticError:
        return None
    order = tuple(min(met.get(form, {-1})) for form in range(form_count(ours)))
    certain = all(len(forms) == 1 for forms in met.values()) and len(set(order)) == len(order)
    return order if certain and min(order, default=-1) >= 0 else None


def form_count(plural_forms: str) -> int:
    """What a `Plural-Forms` gives as nplurals; 0 if nothing."""
    count = COUNT.search(plural_forms)
    return int(count[1][:2]) if count else 0


def _rule(plural_forms: str) -> Callable[[int], int] | None:
    rule = RULE.search(plural_forms)
    try:
        return c2py(rule[1].strip()) if rule else None
    except ValueError:
        return None
