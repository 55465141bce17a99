"""A language's translations as files that other programs edit, and what comes back from them.

Only translations, their state and translators' comments are taken from a file; English and keys are the site's own.
An export notes what each message said, so that an import knows what changed on either side since.
"""

from app.localisation.exchange.exporting import exported
from app.localisation.exchange.importing import Decision, Outcome, Taken, take
from app.localisation.exchange.reading import read
from app.localisation.exchange.units import CannotExchange, Incoming, Unit

__all__ = [
    "CannotExchange",
    "Decision",
    "Incoming",
    "Outcome",
    "Taken",
    "Unit",
    "exported",
    "read",
    "take",
]
