"""`atsiv backup`, `atsiv restore` and `atsiv clean`."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.cli.telling import WELL, Commands, complain, outdated
from app.localisation.operations import clean_up
from app.mail import mail_folder
from app.people.operations import clean, erasures_in, settle_backup
from app.settings import settings_from
from app.storage import Writer, back_up, open_database, restore
from app.storage.up_to_date import is_up_to_date

# Nobody waits for a cleaning: it may wait for everybody.
_PATIENCE: Final = 60
_MONTH: Final = timedelta(days=30)
_UNKNOWN: Final = (
    "Who was deleted since the backup was made can't be known, because no earlier database could be read: those "
    "people are back."
)


def add_backup(commands: Commands) -> None:
    description = "Write the database, as it is at this moment, into a new file. The site may be running."
    parser = commands.add_parser("backup", help="make a backup of the database", description=description)
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to make")
    parser.set_defaults(run=_backup)


def add_restore(commands: Commands) -> None:
    description = (
        "Put a backup in the place of the database, all of it or nothing, and delete again who was deleted since it "
        "was made. The site must not be running."
    )
    parser = commands.add_parser("restore", help="put a backup in the database's place", description=description)
    parser.add_argument("file", metavar="FILE", type=Path, help="what “atsiv backup” made")
    parser.set_defaults(run=_restore)


def add_clean(commands: Commands) -> None:
    description = (
        "Delete what has been kept long enough: guests and accounts that weren't used, sessions, links, letters and "
        "old entries of the record. Queue a letter to those whose account will be deleted in a month. Meant to be run "
        "every day; the site may be running."
    )
    parser = commands.add_parser("clean", help="delete what has been kept long enough", description=description)
    parser.set_defaults(run=_clean)


def _backup(chosen: argparse.Namespace) -> int:
    back_up(settings_from().database_url, chosen.file)
    print(f"{chosen.file} holds the database as it was a moment ago.")
    return WELL


def _restore(chosen: argparse.Namespace) -> int:
    async def settle(writer: Writer, erasures: Mapping[int, datetime] | None) -> Mapping[str, int]:
        return await settle_backup(writer, erasures=erasures or {})

    restored = restore(settings_from().database_url, chosen.file, carry=erasures_in, settle=settle)
    print(f"The database is what {chosen.file} holds. Owners of accounts have to sign in again.")
    if restored.aside:
        print(f"What was in its place is called {restored.aside} now.")
    return WELL if restored.carried is not None else complain(_UNKNOWN, status=WELL)


def _clean(chosen: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets what was chosen
    settings = settings_from()
    if not is_up_to_date(settings.database_url):
        return outdated("nothing is deleted")
    now = datetime.now(UTC)
    done = asyncio.run(_clean_all(settings.database_url, now))
    # Nobody picked them up, and those whom they are to may be gone since.
    done["letters in the folder"] = mail_folder(settings.data_dir).drop_before(now - _MONTH)
    print(_told(+done))
    return WELL


async def _clean_all(url: str, now: datetime) -> Counter[str]:
    database = open_database(url, patience=_PATIENCE)
    try:
        return await clean(database, now=now) + await clean_up(database, now=now)
    finally:
        await database.close()


def _told(done: Counter[str]) -> str:
    warned = done.pop("warnings", 0)
    deleted = ", ".join(f"{name} {count}" for name, count in done.items())
    told = f" Letters queued to owners of accounts that will be deleted: {warned}." if warned else ""
    return f"Deleted: {deleted or 'nothing'}.{told}"
