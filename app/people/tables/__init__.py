"""What is kept of people besides their progress. Each table says what it holds, why, and for how long."""

from app.people.tables.accounts import account, email_change, organisation, recovery_code, role, second_factor
from app.people.tables.groups import (
    announcement,
    group,
    intake,
    invitation,
    joining_code,
    membership,
    reminder,
)
from app.people.tables.persons import person, session
from app.people.tables.post import letter, ticket
from app.people.tables.records import act, erasure, limit, site_key

__all__ = [
    "account",
    "act",
    "announcement",
    "email_change",
    "erasure",
    "group",
    "intake",
    "invitation",
    "joining_code",
    "letter",
    "limit",
    "membership",
    "organisation",
    "person",
    "recovery_code",
    "reminder",
    "role",
    "second_factor",
    "session",
    "site_key",
    "ticket",
]
