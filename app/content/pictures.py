"""How large a picture is, so that a page keeps room for it while it loads."""

import re
import struct
from pathlib import Path

FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(svg|png|jpg|jpeg|webp)")
SVG = re.compile(rb"<svg\b[^>]*>")
HEAD = 4096


def size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or SVG file; None where the file doesn't tell."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return int(width), int(height)
    tag = SVG.search(head)
    return _svg_size(tag[0].decode("utf-8", "replace")) if tag else None


def _svg_size(tag: str) -> tuple[int, int] | None:
    width, height = _length(tag, "width"), _length(tag, "height")
    if width and height:
        return width, height
    box = re.search(r'\bviewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d+)[\d.]*[\s,]+(\d+)[\d.]*\s*["\']', tag)
    return (int(box[1]), int(box[2])) if box else None


def _length(tag: str, name: str) -> int | None:
    match = re.search(rf'\s{name}\s*=\s*["\'](\d+)(?:\.\d+)?(?:px)?["\']', tag)
    return int(match[1]) if match else None
