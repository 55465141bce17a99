"""What is put right in every translation on its way in, without a word about it."""

import re
import unicodedata

from app.localisation.checks.scripts import script_of

# Zero-width space, word joiner, byte order mark and soft hyphen: left behind by word processors and web pages.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
# Joiners and marks of direction have a meaning in other alphabets only.
_JOINERS = re.compile("[\u200c\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# In Romanian they were typed for want of ș and ț; elsewhere, as in Turkish, they are letters.
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")


def mended(language: str, text: str) -> str:
    """The text in Unicode's form NFC, without invisible characters, and in Romanian with ș and ț for ş and ţ.

    NFC also writes the Greek question mark (U+037E) as the semicolon it looks like, and the raised dot (U+0387) as
    the middle dot.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if script_of(language):
        text = unicodedata.normalize("NFC", _JOINERS.sub("", text))
    return text.translate(_CEDILLAS) if language.partition("-")[0] == "ro" else text
