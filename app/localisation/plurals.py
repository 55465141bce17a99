"""Plural forms, by the rules of Unicode's CLDR as gettext can say them."""

from babel.messages.plurals import get_plural

from app.localisation.checks.plurals import forms_of


def plural_forms(language: str) -> tuple[int, str]:
    """How many forms a language has, and the C expression that chooses one."""
    count, rule = get_plural(language)[:2]
    return int(count), rule


def form_examples(language: str, most: int = 4) -> tuple[str, ...]:
    """For each form, the first whole numbers that ask for it, `most` of them."""
    numbers: dict[int, list[str]] = {}
    for number, form in enumerate(forms_of(language)):
        numbers.setdefault(form, []).append(str(number))
    told = (numbers[form] for form in sorted(numbers))
    return tuple(", ".join([*each[:most], *(["…"] if len(each) > most else [])]) for each in told)
