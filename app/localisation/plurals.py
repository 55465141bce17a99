"""Plural forms, by the rules of Unicode's CLDR as gettext can say them."""

from babel.messages.plurals import get_plural


def plural_forms(language: str) -> tuple[int, str]:
    """How many forms a language has, and the C expression that chooses one."""
    count, rule = get_plural(language)[:2]
    return int(count), rule
