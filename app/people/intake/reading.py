"""Reading whatever a coordinator pastes or uploads. The shape is known by the content, seldom by the name."""

import re
from typing import Final

from app.people.intake.decoding import decoded
from app.people.intake.delimited import read_text
from app.people.intake.sheet import MOST_BYTES, Reason, Sheet, Unreadable

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream in which Office keeps an encrypted workbook ([MS-OFFCRYPTO], 1.3.3); an old .xls has none.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# Text to a program, but no table: PDF, RTF, PostScript, HTML and XML.
_OTHER: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:%PDF|%!PS|\{\\rtf|<(?:\?xml|!doctype|html|head|body|table|meta)\b)", re.IGNORECASE
)
_TABLES: Final = (".csv", ".tsv", ".tab")


def read(content: bytes | str, *, name: str = "") -> Sheet:
    """The table in a pasted text or in a file, which is called `name`. Raises Unreadable."""
    size = len(content.encode("utf-8", "surrogatepass")) if isinstance(content, str) else len(content)
    if size > MOST_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if isinstance(content, bytes) and content.startswith(b"PK\x03\x04"):
        from app.people.intake.workbook import read_workbook  # noqa: PLC0415 - takes memory that few sites need

        return read_workbook(content)
    text = content if isinstance(content, str) else _text(content)
    return read_text(text, table=name.lower().endswith(_TABLES))


def _text(content: bytes) -> str:
    if content.startswith(_OLE):
        raise Unreadable(Reason.ENCRYPTED if _ENCRYPTED in content else Reason.NOT_A_TABLE)
    if _OTHER.match(content):
        raise Unreadable(Reason.NOT_A_TABLE)
    return decoded(content)
