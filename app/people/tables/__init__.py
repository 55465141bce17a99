"""What is kept of people besides their progress. Each table says what it holds, why, and for how long."""

from app.people.tables.accounts import account, email_change, organisation, recovery_code, role, second_factor
from app.people.tables.persons import person, session
from app.people.tables.post import letter, ticket
from app.people.tables.records import act, erasure, limit, site_key

__all__ = [
    "account",
    "act",
    "email_change",
    "erasure",
    "letter",
    "limit",
    "organisation",
    "person",
    "recovery_code",
    "role",
    "second_factor",
    "session",
    "site_key",
    "ticket",
]
