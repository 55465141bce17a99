"""All PO files of a language in one zip.

Nothing is unpacked to the disk: a name in the archive only tells a domain.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from app.content.locales import MESSAGES
from app.localisation.exchange.po_form import read_po, write_po
from app.localisation.exchange.units import CannotExchange, Incoming, Outgoing

MOST_FILES = 500
MOST_BYTES = 50_000_000
"""Of all files together, unpacked."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same translations give the same bytes."""


def write_zip(outgoing: Outgoing) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for domain, file in outgoing.files.items():
            entry = zipfile.ZipInfo(f"{outgoing.language}/{MESSAGES}/{domain}.po", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, write_po(outgoing.language, domain, file))
    return target.getvalue()


def read_zip(data: bytes, name: str) -> list[Incoming]:
    """What the PO files in an archive bring; other files in it are left alone. Raises CannotExchange."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith(".po") and not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise CannotExchange(f"{name} is larger than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB.")
            found = list(_read(archive, entries))
    # A broken archive shows itself in many ways, an encrypted one as a RuntimeError, one packed by a method that
    # zipfile doesn't know as a NotImplementedError.
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise CannotExchange(f"{name} is no zip file that can be read ({error}).") from error
    if len({each.domain for each in found}) < len(found):
        raise CannotExchange(f"{name} holds two files of one domain: take one out.")
    return found


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Incoming]:
    left = MOST_BYTES
    for entry in entries:
        with archive.open(entry) as opened:
            # What an archive says of its sizes needn't be true.
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0:
            raise CannotExchange(f"{entry.filename} is larger than the archive says.")
        yield read_po(data, entry.filename)
