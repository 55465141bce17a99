"""People who translate, and what they send."""

from datetime import UTC, datetime, timedelta
from functools import partial

from app.content.po import Message
from app.localisation.operations import Change, record_edits, suggest
from app.localisation.records import Where
from app.people.operations import add_account
from app.storage import Database, Writer

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WHERE = Where("pl", "demo.first", "0123456789abcdef")
ENGLISH = "Partners agree in writing."


async def person(database: Database, name: str) -> int:
    """Somebody with an account, whose pseudonym is their name in small letters."""
    return await database.write(
        partial(
            add_account,
            email=f"{name}@example.org",
            name=name,
            password_hash=None,
            pseudonym=name.lower(),
            language="pl",
            opened=True,
            now=NOW,
            lifetime=timedelta(days=730),
        )
    )


async def suggests(writer: Writer, author: str, text: str, where: Where = WHERE) -> None:
    await suggest(writer, where=where, source=ENGLISH, before=("",), texts=(text,), note="", author=author, now=NOW)


def saying(text: str) -> Message:
    return Message("", ENGLISH, translations=(text,))


async def changes(writer: Writer, author: str, before: str, after: str, how: str = "desk") -> tuple[int, ...]:
    """Note that somebody changed the text from one thing to another."""
    made = [Change(WHERE, saying(before), saying(after), how)]
    return await record_edits(writer, changes=made, author=author, now=NOW)
