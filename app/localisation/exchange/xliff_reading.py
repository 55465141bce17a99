"""XLIFF that comes back. Whatever a document type or an entity could do is refused with it.

The parser is expat with handlers of our own: ElementTree's can't be told to refuse a document type, and
for these few lines a package that does it would be one more to keep up to date.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from app.content.po import Key
from app.localisation.exchange.units import CannotExchange, Incoming, Unit
from app.localisation.exchange.xliff_writing import CHARACTER, CONTEXT, PLURALS, STATE

DEEPEST = 50
FORM = re.compile(r"\[(\d)\]$")


def read_xliff(data: bytes, name: str) -> list[Incoming]:
    """What an XLIFF 1.2 file brings. Raises CannotExchange."""
    root = _parsed(data, name)
    if _tag(root) != "xliff" or root.get("version", "1.2")[:2] != "1.":
        raise CannotExchange(f"{name} is no XLIFF 1.2: export it as XLIFF 1.2 from your program.")
    return [_incoming(file) for file in root if _tag(file) == "file"]


def _parsed(data: bytes, name: str) -> Element:
    """The document. Entities can't be declared, so that nothing is fetched and nothing grows."""
    parser, builder = expat.ParserCreate(namespace_separator=" "), TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise CannotExchange(f"{name} is nested too deeply for an XLIFF file.")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> None:
        raise CannotExchange(f"{name} holds a document type (<!DOCTYPE …>), which is not accepted: take it out.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CannotExchange(f"{name} is no XML that can be read ({error}).") from error
    return builder.close()


def _incoming(file: Element) -> Incoming:
    body = next((child for child in file if _tag(child) == "body"), Element("body"))
    return Incoming(file.get("original", ""), file.get("target-language", ""), tuple(_units(body)))


def _units(parent: Element) -> Iterator[Unit]:
    for child in parent:
        tag = _tag(child)
        if tag == "group" and child.get("restype") == PLURALS:
            units = [each for each in child if _tag(each) == "trans-unit"]
            if units:
                yield _unit(child, sorted(units, key=_form))
        elif tag == "group":
            yield from _units(child)
        elif tag == "trans-unit":
            yield _unit(child, [child])


def _unit(entry: Element, forms: list[Element]) -> Unit:
    """A message; `entry` is what stands for it as a whole, `forms` its plural forms in their order."""
    contexts = (each for each in entry.iter() if _tag(each) == "context" and each.get("context-type") == CONTEXT)
    context = next((_text(each) for each in contexts), "")
    targets = [_child(form, "target") for form in forms]
    texts = tuple("" if target is None else _text(target) for target in targets)
    notes = [_text(note) for note in entry if _tag(note) == "note" and note.get("from") == "translator"]
    source = _child(forms[0], "source")
    return Unit(
        Key(context, "" if source is None else _text(source)),
        texts,
        fuzzy=any(_unfinished(target) for target in targets),
        comments=tuple(line for note in notes for line in note.split("\n")),
        ident=FORM.sub("", entry.get("id", "")),
        exported=entry.get("extradata", "").partition(STATE)[2],
    )


def _unfinished(target: Element | None) -> bool:
    if target is None or not _text(target):
        return False
    return target.get("state", "").startswith(("needs-", "new"))


def _form(unit: Element) -> int:
    form = FORM.search(unit.get("id", ""))
    return int(form[1]) if form else 0


def _child(parent: Element, tag: str) -> Element | None:
    return next((child for child in parent if _tag(child) == tag), None)


def _tag(element: Element) -> str:
    return element.tag.rpartition(" ")[2]


def _text(element: Element) -> str:
    """The text with what stands in inline elements; placeholders of characters are the characters."""
    character = element.get("ctype", "")
    if _tag(element) == "ph" and re.fullmatch(rf"{CHARACTER}[0-9a-f]{{4,5}}", character):
        return chr(int(character.removeprefix(CHARACTER), 16))
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
