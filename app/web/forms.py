"""Forms as they arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form: every value of each name, in the order they came in."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The first value of a field; empty where there is none."""
        return next(iter(self.fields.get(name, ())), "")

    def number(self, name: str) -> int:
        """A field as a whole number from 0 to 9,999; 0 where it is none."""
        text = self.one(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, values in self.fields.items() for value in values)


# More fields than any page has; what has more wasn't sent by one.
_MOST_FIELDS = 200


async def sent_form(request: Request) -> Sent:
    """Read a form. Files, which no page asks for, are left out. NUL characters are dropped: PostgreSQL keeps none.

    Raises starlette's HTTPException (400) for what is no form.
    """
    fields: dict[str, list[str]] = {}
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields.setdefault(name, []).append(value.replace("\0", ""))
    # Should it not be possible to save it, the page that says so gives it back.
    request.state.sent = sent = Sent(fields)
    return sent
