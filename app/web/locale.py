"""The interface in one language: its words, its plurals, its dates and numbers."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from markupsafe import Markup, escape

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

Catalogue = Mapping[str, Sequence[str]]
"""From an English message to its translations, one for each plural form of the language."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The interface in one language. What the catalogue lacks, or has with a wrong placeholder, stays English."""

    language: str
    catalogue: Catalogue = field(default_factory=lambda: MappingProxyType({}))

    def gettext(self, message: str, /, **values: object) -> str:
        """The message as plain text, with `{name}` replaced by the value of that name."""
        return _filled(self._translated(message), message, _texts(values))

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The message in the plural form that `number` asks for, as plain text."""
        english = one if number == 1 else many
        forms, form = self.catalogue.get(one, ()), _plural_form(self.language, number)
        chosen = forms[form] if form < len(forms) else ""
        return _filled(chosen or english, english, _texts(values))

    def markup(self, message: str, /, **values: object) -> Markup:
        """The same for a template. The message is escaped as well as the values, so a translation is no markup."""
        filled = _filled(str(escape(self._translated(message))), str(escape(message)), _escaped(values))
        return Markup(filled)  # noqa: S704 - everything in it was escaped above

    def nmarkup(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """`ngettext` for a template, escaped."""
        return escape(self.ngettext(one, many, number, **values))

    def percent(self, whole: int) -> str:
        """A percentage as the language writes it; `whole` is from 0 to 100."""
        return format_percent(whole / 100, locale=self._region)

    def duration(self, minutes: int) -> str:
        """Hours and minutes, written out."""
        hours, rest = divmod(minutes, 60)
        units = (("duration-hour", hours), ("duration-minute", rest))
        return " ".join(format_unit(count, unit, length="long", locale=self._region) for unit, count in units if count)

    def date(self, moment: datetime) -> str:
        """A day, written out."""
        return format_date(moment, format="long", locale=self._region)

    def day(self, day: dt.date) -> str:
        """A day that is in no time zone, written out."""
        return format_date(day, format="long", locale=self._region)

    def short_day(self, day: dt.date) -> str:
        """The same as short as a table needs it."""
        return format_date(day, format="medium", locale=self._region)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with as many decimals, as the language writes it."""
        form = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=form, locale=self._region)

    def language_name(self, code: str) -> str:
        """What a language is called in this one, as within a sentence."""
        return str(Locale.parse(self.language).languages.get(code, code))

    @property
    def _region(self) -> str:
        # The English of this site is Europe's: 24 November 2026.
        return "en_GB" if self.language == "en" else self.language

    def _translated(self, message: str) -> str:
        forms = self.catalogue.get(message)
        # What isn't translated yet has an empty translation.
        return forms[0] if forms and forms[0] else message


@cache
def name_in_itself(language: str) -> str:
    """What speakers of a language call it, beginning with a capital as in a list."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


@cache
def _plural_form(language: str, number: int) -> int:
    rule = Locale.parse(language).plural_form
    return sorted(rule.tags | {"other"}, key=_ORDER.index).index(rule(number))


_ORDER = ("zero", "one", "two", "few", "many", "other")


def _filled(text: str, english: str, values: Mapping[str, str]) -> str:
    # Not str.format: a translation could read attributes of the values through it, and a wrong name would raise.
    if not set(_PLACEHOLDER.findall(text)) <= values.keys():
        text = english
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _escaped(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(escape(value)) for name, value in values.items()}
