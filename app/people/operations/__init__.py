"""What happens to people. Each operation may run again: sent twice, it changes nothing the second time."""

from app.people.operations.accounts import (
    EmailTaken,
    add_account,
    agree_email,
    ask_email,
    change_email,
    change_password,
    choose_language,
    choose_password,
    open_account,
    rename,
    store_hash,
)
from app.people.operations.acts import AT_THE_COMMAND_LINE, record_act
from app.people.operations.cleaning import clean
from app.people.operations.erasing import delete_person, drop_merged
from app.people.operations.guests import OpenedGuest, PersonGone, hold_known, hold_person, open_guest
from app.people.operations.letters import Due, letter_failed, letter_sent, queue_letter, send_again, take_letter
from app.people.operations.limits import Allowance, count_try, forget_tries
from app.people.operations.restoring import erasures_in, settle_backup
from app.people.operations.roles import (
    LastAdministrator,
    add_organisation,
    delete_account,
    disable,
    enable,
    grant_role,
    organisation_called,
    take_role,
)
from app.people.operations.second_factor import (
    RECOVERY_CODES,
    begin_second_factor,
    passes_second_factor,
    prove_second_factor,
    remove_second_factor,
    replace_recovery_codes,
)
from app.people.operations.sessions import ABSOLUTE, IDLE, end_session, end_sessions, keep, open_session, sign_out
from app.people.operations.tickets import LIFETIMES, issue_ticket, revoke_tickets, use_ticket

__all__ = [
    "ABSOLUTE",
    "AT_THE_COMMAND_LINE",
    "IDLE",
    "LIFETIMES",
    "RECOVERY_CODES",
    "Allowance",
    "Due",
    "EmailTaken",
    "LastAdministrator",
    "OpenedGuest",
    "PersonGone",
    "add_account",
    "add_organisation",
    "agree_email",
    "ask_email",
    "begin_second_factor",
    "change_email",
    "change_password",
    "choose_language",
    "choose_password",
    "clean",
    "count_try",
    "delete_account",
    "delete_person",
    "disable",
    "drop_merged",
    "enable",
    "end_session",
    "end_sessions",
    "erasures_in",
    "forget_tries",
    "grant_role",
    "hold_known",
    "hold_person",
    "issue_ticket",
    "keep",
    "letter_failed",
    "letter_sent",
    "open_account",
    "open_guest",
    "open_session",
    "organisation_called",
    "passes_second_factor",
    "prove_second_factor",
    "queue_letter",
    "record_act",
    "remove_second_factor",
    "rename",
    "replace_recovery_codes",
    "revoke_tickets",
    "send_again",
    "settle_backup",
    "sign_out",
    "store_hash",
    "take_letter",
    "take_role",
    "use_ticket",
]
