"""The plural forms of a language, as CLDR counts them."""

import gettext
import re
from functools import cache

from babel import Locale, UnknownLocaleError

from app.content.po import Message
from app.localisation.checks.findings import Finding, Findings, Severity

_ORDER = ("zero", "one", "two", "few", "many", "other")
# Every rule that CLDR has for whole numbers shows by here.
_NUMBERS = range(1001)
_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*")


def is_language(language: str) -> bool:
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def forms_of(language: str) -> tuple[int, ...]:
    """Which form each number from 0 on takes. A category that whole numbers never have counts for nothing."""
    rule = Locale.parse(language).plural_form
    names = [rule(number) for number in _NUMBERS]
    order = sorted(set(names), key=_ORDER.index)
    return tuple(order.index(name) for name in names)


def number_of_forms(language: str) -> int:
    return len(set(forms_of(language)))


@cache
def form_for_one(language: str) -> int | None:
    """The form that is for the number 1 alone, where there is one."""
    forms = forms_of(language)
    return forms[1] if forms.count(forms[1]) == 1 else None


def check_forms(language: str, message: Message) -> Findings:
    """As many translations as the language has forms, or one where the English has no plural."""
    wanted = number_of_forms(language) if message.plural else 1
    given = len(message.translations)
    if given != wanted:
        told = f"{given} plural form{'s' if given > 1 else ''}"
        yield Finding(
            "plurals", Severity.ERROR, f"there is {told}" if given == 1 else f"there are {told}", _list(wanted)
        )


def _list(wanted: int) -> str:
    names = " ".join(f"msgstr[{form}]" for form in range(wanted))
    return f"write {wanted}: {names}" if wanted > 1 else "write one translation: msgstr"


def header_fault(language: str, field: str) -> str:
    """What is wrong with the header's Plural-Forms; empty if nothing is."""
    match = _HEADER.fullmatch(field)
    if not match:
        return f'the header\'s Plural-Forms "{field}" is malformed' if field else "the header has no Plural-Forms"
    wanted = number_of_forms(language)
    if int(match[1]) != wanted:
        return f"the header's Plural-Forms has nplurals={match[1]}, and the language has {wanted}"
    try:
        rule = gettext.c2py(match[2])
        agrees = tuple(rule(number) for number in _NUMBERS) == forms_of(language)
    except (ValueError, RecursionError, ZeroDivisionError):
        return "the header's Plural-Forms holds no rule that can be read"
    return "" if agrees else "the rule in the header's Plural-Forms is not that of the language"
