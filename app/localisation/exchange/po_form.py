"""PO files that go out and come back.

The export says in its header what every message was: pairs of a message's id and state, five bytes each. There
they survive other programs, are in nobody's way, and need no note or flag at each message.
"""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import replace

from app.content.po import Message, PoError, PoFile, parse
from app.content.po.blocks import Block, block_of
from app.localisation.exchange.units import CannotExchange, Incoming, Unit, is_fuzzy, state_of, unit_id
from app.localisation.headers import header_block, with_fields

DOMAIN, STATES, LANGUAGE, PLURALS = "X-Export-Domain", "X-Export-States", "Language", "Plural-Forms"
BYTES = 5
DIGITS = 2 * BYTES


def write_po(language: str, domain: str, file: PoFile) -> bytes:
    """The file as it is, with these fields in its header."""
    states = b"".join(
        bytes.fromhex(unit_id(domain, message.key)[:DIGITS] + state_of(message)[:DIGITS])
        for message in file.by_key.values()
    )
    fields = {LANGUAGE: file.header.get(LANGUAGE) or language, DOMAIN: domain, STATES: b64encode(states).decode()}
    old = header_block(file)
    if old is None or old.message is None:
        new = with_fields(Message("", "", translations=("Content-Type: text/plain; charset=UTF-8\n",)), fields)
        blocks: tuple[Block, ...] = (block_of(new, file.end), Block((file.end,), None, 1), *file.blocks)
    else:
        new = with_fields(old.message, fields)
        blocks = tuple(block_of(new, file.end) if block is old else block for block in file.blocks)
    return bytes(replace(file, blocks=blocks))


def read_po(data: bytes, name: str) -> Incoming:
    """What a PO file brings; `name` tells the domain if the file doesn't. Raises CannotExchange."""
    try:
        file = parse(data)
    except PoError as error:
        raise CannotExchange(f"{name}:{error.line}: {error.wrong}; {error.instead}") from error
    domain = file.header.get(DOMAIN) or name.replace("\\", "/").rpartition("/")[2].removesuffix(".po")
    states = _states(file.header.get(STATES, ""))
    units = tuple(
        Unit(
            message.key,
            message.translations,
            is_fuzzy(message),
            message.comments,
            exported=states.get(unit_id(domain, message.key)[:DIGITS], ""),
        )
        for message in file.by_key.values()
    )
    return Incoming(domain, file.header.get(LANGUAGE, ""), units, file.header.get(PLURALS, ""))


def _states(text: str) -> dict[str, str]:
    try:
        data = b64decode(text, validate=True).hex()
    except (Error, ValueError):
        return {}
    pairs = (data[at : at + 2 * DIGITS] for at in range(0, len(data), 2 * DIGITS))
    return {pair[:DIGITS]: pair[DIGITS:] for pair in pairs if len(pair) == 2 * DIGITS}
