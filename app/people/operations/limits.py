"""How often something may be tried: counted in the database, so that it holds for every process and after a restart."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, select

from app.people.tables import limit, site_key
from app.storage import Writer
from app.storage.metadata import Moment, insert

_KEY = select(site_key.c.key).where(site_key.c.day == bindparam("day"))
_ADD_KEY = insert(site_key).on_conflict_do_nothing()
_OLD_KEYS = delete(site_key).where(site_key.c.day < bindparam("day"))

_ADD = insert(limit).values(count=1)
_OVER = limit.c.until <= bindparam("now", type_=Moment)
_COUNT = _ADD.on_conflict_do_update(
    index_elements=[limit.c.key_hash],
    set_={
        "count": case((_OVER, 1), else_=limit.c.count + 1),
        "until": case((_OVER, _ADD.excluded.until), else_=limit.c.until),
    },
).returning(limit.c.count, limit.c.until)
_FORGET = delete(limit).where(limit.c.key_hash == bindparam("key_hash"))


@dataclass(frozen=True, slots=True)
class Allowance:
    """That `who` may try `what` so often (`most`) in `within`. `who` is hashed before it is kept."""

    what: str
    who: str
    most: int
    within: timedelta


async def count_try(
    writer: Writer, *, allowances: tuple[Allowance, ...], chance_key: bytes, now: datetime
) -> datetime | None:
    """Count a try against each allowance; None if it may be made, otherwise from when on the next one may.

    `chance_key` is 32 random bytes, in case the day has no key yet. The first try of a period begins it, so nobody
    waits longer than a period, whoever else tries in their name.
    """
    key = await _key_of_the_day(writer, chance_key, now)
    waits = []
    for one in allowances:
        row = (await writer.all(_COUNT, {"key_hash": _hash(key, one), "until": now + one.within, "now": now}))[0]
        if row.count > one.most:
            waits.append(row.until)
    return max(waits, default=None)


async def forget_tries(writer: Writer, *, allowances: tuple[Allowance, ...], chance_key: bytes, now: datetime) -> None:
    """Begin anew for who has proved to be who they say."""
    key = await _key_of_the_day(writer, chance_key, now)
    for one in allowances:
        await writer.run(_FORGET, {"key_hash": _hash(key, one)})


async def _key_of_the_day(writer: Writer, chance_key: bytes, now: datetime) -> bytes:
    day = now.date().isoformat()
    row = await writer.first(_KEY, {"day": day})
    if row is None:
        await writer.run(_OLD_KEYS, {"day": day})
        await writer.run(_ADD_KEY, {"day": day, "key": chance_key})
        row = await writer.first(_KEY, {"day": day})
    return bytes(row.key) if row else chance_key


def _hash(key: bytes, allowance: Allowance) -> bytes:
    return hmac.digest(key, f"{allowance.what}\0{allowance.who}".encode(), "sha256")
