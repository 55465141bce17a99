"""What a text says, in a form that can be compared and kept."""

import hashlib
import json

from app.content.po import Message


def digest_of(message: Message) -> str:
    """32 hexadecimal digits of exactly this English and this translation, whoever remarked what about it."""
    text = json.dumps([message.context, message.source, message.plural, *message.translations])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
