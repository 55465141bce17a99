"""Forms as they arrive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
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


def number_in(text: str) -> int:
    """A whole number above 0 as the site writes it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def page_in(text: str) -> int:
    """The page of a long list that an address names, from 1."""
    return max(1, number_in(text)) if len(text) < 6 else 1


# More fields than any page has; what has more wasn't sent by one.
_MOST_FIELDS: Final = 200
# Of a pasted list; the body as a whole is bounded before.
_MOST_BYTES: Final = 5 * 1024 * 1024

# As browsers send the forms of the site's pages.
_URLENCODED: Final = (b"content-type", b"application/x-www-form-urlencoded")


async def sent_form(request: Request) -> Sent:
    """Read a form. Files, which no page asks for, are left out.

    Raises starlette's HTTPException (400) for what is no form.
    """
    pairs = await (_urlencoded(request) if _URLENCODED in request.scope["headers"] else _of_any_kind(request))
    # Should it not be possible to save it, the page that says so gives it back.
    request.state.sent = sent = _sent(pairs)
    return sent


class Upload(NamedTuple):
    """A file that was sent with a form; without a name, none was chosen."""

    name: str = ""
    content: bytes = b""


async def sent_with_file(request: Request, name: str) -> tuple[Sent, Upload]:
    """Read a form that may hold one file, under `name`. Raises starlette's HTTPException (400) for what is no form."""
    if _URLENCODED in request.scope["headers"]:
        return _sent(await _urlencoded(request)), Upload()
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=_MOST_BYTES) as form:
        file = form.get(name)
        pairs = [(key, value) for key, value in form.multi_items() if isinstance(value, str)]
        upload = Upload(file.filename or "", await file.read()) if isinstance(file, UploadFile) else Upload()
    return _sent(pairs), upload


def _sent(pairs: Iterable[tuple[str, str]]) -> Sent:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(_storable(name), []).append(_storable(value))
    return Sent(fields)


async def _urlencoded(request: Request) -> Iterable[tuple[str, str]]:
    """The usual form, in a fifth of the time: bodies are bounded, so it needn't be taken apart while it comes in."""
    body = await request.body()
    try:
        return parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise HTTPException(400) from None


async def _of_any_kind(request: Request) -> Iterable[tuple[str, str]]:
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _storable(text: str) -> str:
    """Without what no database keeps: NUL characters, and halves of UTF-16 pairs, which some encodings let through."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "replace").decode()
