"""Answers that are sent as they are made, because they may be long."""

from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import StreamingResponse

from app.web.responses import PERSONAL, SECURITY

_TYPES: Final = {
    "csv": b"text/csv; charset=utf-8",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(chunks: AsyncIterator[bytes], *, name: str, form: str) -> StreamingResponse:
    """A file of somebody's data, a piece at a time. `name` is in ASCII; `form` is "csv" or "xlsx"."""
    response = StreamingResponse(chunks)
    response.raw_headers = [
        (b"content-type", _TYPES[form]),
        (b"content-disposition", f'attachment; filename="{name}"'.encode()),
        PERSONAL,
        *SECURITY,
    ]
    return response
