"""The pictures of a game: small drawings that are written into the page and take their colours from its style sheet."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from app.content.folder import Folder
from app.content.model import Html, Place
from app.content.problems import Report

FOLDER = "art"
FILE = re.compile(r"([a-z0-9-]+)\.svg")
ELEMENTS = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
COORDINATES = frozenset({"cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height"})
ATTRIBUTES = COORDINATES | {"viewBox", "d", "points", "transform", "class"}
VALUE = re.compile(r"[A-Za-z0-9 ,.()-]*")
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""Programs that draw need it in a file of its own; within a page it means nothing."""
MOST_BYTES = 2000


def read_art(folder: Folder, report: Report) -> Mapping[str, Html]:
    """Each picture by its name, as an `svg` element that is silent to a screen reader."""
    art = folder.subfolder(FOLDER)
    names = sorted(path.name for path in art.path.glob("*.svg"))
    found = {name.removesuffix(".svg"): _picture(art, name, report) for name in names}
    return {name: picture for name, picture in found.items() if picture}


def _picture(folder: Folder, name: str, report: Report) -> Html:
    source = folder.read(name, report)
    place = Place(f"{folder.name}/{name}", 1)
    if source is None:
        return Html("")
    if not FILE.fullmatch(name):
        report.error(place, f'the name "{name}" is malformed', "use lower-case letters, digits and hyphens")
    if len(source.text.encode()) > MOST_BYTES:
        # It isn't even looked at: what is nested deeply enough can't be.
        report.error(place, f"the picture is larger than {MOST_BYTES} bytes", "draw it with fewer shapes")
        return Html("")
    drawn = source.text.replace(NAMESPACE, "", 1)
    try:
        # The elements are checked one by one below, and a document type, which could blow up, is refused before.
        root = ET.fromstring("<!>" if "<!" in drawn else drawn)  # noqa: S314 - see above
    except ET.ParseError:
        report.error(place, "the picture isn't XML", 'write one "<svg viewBox=…>…</svg>" without declarations')
        return Html("")
    faults = [] if root.tag == "svg" else ["the picture isn't inside <svg>"]
    faults += [fault for element in root.iter() for fault in _faults(element)]
    for fault in dict.fromkeys(faults):
        report.error(place, fault, f"draw with {', '.join(sorted(ELEMENTS))}, and colour by class alone")
    if faults:
        return Html("")
    root.set("aria-hidden", "true")
    return Html(ET.tostring(root, encoding="unicode"))


def _faults(element: ET.Element) -> list[str]:
    wrong = [] if element.tag in ELEMENTS else [f"<{element.tag}> has no place in a picture"]
    wrong += [f'the attribute "{name}" has no place in a picture' for name in element.attrib if name not in ATTRIBUTES]
    wrong += [f'the value "{value}" is malformed' for value in element.attrib.values() if not VALUE.fullmatch(value)]
    text = (element.text or "") + (element.tail or "")
    return [*wrong, "there is text in the picture"] if text.strip() else wrong
