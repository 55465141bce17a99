"""Translations of small courses, as `extract` and `update` begin them and translators complete them."""

from collections.abc import Callable
from pathlib import Path

import app
from app.content.library import read_english
from app.content.locales import INTERFACE, Locales
from app.content.po import Message, parse
from app.localisation.templates import templates
from app.localisation.updating import updated

Translator = Callable[[Message], str]
"""The translation of a message; empty for none."""


def translate(courses: Path, locales: Path, language: str, how: Translator) -> Locales:
    """Begin the files of a language and translate every message of the courses."""
    folder = Locales(locales)
    for domain, template in templates(read_english(courses), Path(app.__path__[0])).items():
        if domain == INTERFACE:
            continue
        file = updated(template, None, language=language)
        for message in list(file.messages):
            text = how(message)
            if text:
                file = file.with_message(message.translated((text,) * len(message.translations)))
        path = folder.file(language, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(file))
    return folder


def change(folder: Locales, language: str, domain: str, source: str, how: Callable[[Message], Message]) -> None:
    """Edit the one message with this English."""
    path = folder.file(language, domain)
    file = parse(path.read_bytes())
    (message,) = [message for message in file.messages if message.source == source]
    path.write_bytes(bytes(file.with_message(how(message))))
