"""Checks of translations: of one message while it is typed, and of all locale files at once.

Each check is a pure function and loads no dictionary. `glossary` and `spelling` do, and are for commands only.
"""

from app.localisation.checks.findings import Finding, Severity
from app.localisation.checks.mending import mended
from app.localisation.checks.registry import ALONE, Surroundings, check_message

__all__ = ["ALONE", "Finding", "Severity", "Surroundings", "check_message", "mended"]
