"""Who somebody is, and what is known of accounts."""

from app.people.queries.accounts import (
    Account,
    Device,
    Viewer,
    account_by_email,
    account_of,
    devices_of,
    email_change_of,
    pending_secret,
    viewer_of,
)
from app.people.queries.known import OPEN_SESSION, SIGNED_IN, Known, came_with, person_of
from app.people.queries.tickets import Ticketed, ticket_holder

__all__ = [
    "OPEN_SESSION",
    "SIGNED_IN",
    "Account",
    "Device",
    "Known",
    "Ticketed",
    "Viewer",
    "account_by_email",
    "account_of",
    "came_with",
    "devices_of",
    "email_change_of",
    "pending_secret",
    "person_of",
    "ticket_holder",
    "viewer_of",
]
