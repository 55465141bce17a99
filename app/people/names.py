"""People's names, as they are sorted and looked for."""

from app.content.search.words import fold


def name_key(name: str) -> str:
    """The name without case and accents, so that “ιωαννησ” finds Ιωάννης however it was typed."""
    return " ".join(fold(name).split())
