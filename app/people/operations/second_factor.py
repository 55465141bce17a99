"""Codes from an app beside the password (TOTP, RFC 6238), and recovery codes for when the app is gone."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import pyotp
from sqlalchemy import and_, bindparam, delete, select, update

from app.people.tables import recovery_code, second_factor
from app.people.tokens import token_hash
from app.storage import Writer
from app.storage.metadata import Moment, insert

RECOVERY_CODES: Final = 10

_STEP: Final = 30
# Clocks of telephones differ: a code counts a step too early and a step too late as well (RFC 6238, 5.2).
_DRIFT: Final = (-1, 0, 1)

_OF = second_factor.c.person_id == bindparam("owner")
_ADD = insert(second_factor).values(since=None, last_step=0)
_BEGIN = _ADD.on_conflict_do_update(
    index_elements=[second_factor.c.person_id],
    set_={"secret": _ADD.excluded.secret, "last_step": 0},
    where=second_factor.c.since.is_(None),
)
_SECRET = select(second_factor.c.secret, second_factor.c.since, second_factor.c.last_step).where(_OF).with_for_update()
_USE = update(second_factor).where(_OF).values(last_step=bindparam("step"))
_PROVEN = update(second_factor).where(_OF).values(since=bindparam("now", type_=Moment))
_REMOVE = delete(second_factor).where(_OF)
_ADD_CODE = insert(recovery_code)
_REMOVE_CODES = delete(recovery_code).where(recovery_code.c.person_id == bindparam("owner"))
_USE_CODE = delete(recovery_code).where(
    and_(recovery_code.c.person_id == bindparam("owner"), recovery_code.c.code_hash == bindparam("code"))
)


async def begin_second_factor(writer: Writer, *, person_id: int, secret: str) -> str:
    """Keep a secret (base 32) to be proved by a first code; the one that counts, which may be an earlier page's."""
    row = await writer.first(_SECRET, {"owner": person_id})
    if row is not None:
        return str(row.secret)
    await writer.run(_BEGIN, {"person_id": person_id, "secret": secret})
    return secret


async def prove_second_factor(
    writer: Writer, *, person_id: int, code: str, recovery: Iterable[str], now: datetime
) -> bool:
    """Switch it on, if the code is right, and keep these recovery codes; whether it was."""
    if not await _code_counts(writer, person_id, code, now, proven=False):
        return False
    await writer.run(_PROVEN, {"owner": person_id, "now": now})
    await replace_recovery_codes(writer, person_id=person_id, codes=recovery)
    return True


async def passes_second_factor(writer: Writer, *, person_id: int, code: str, now: datetime) -> bool:
    """Whether this is the app's code of now, or one of the recovery codes; it doesn't count a second time."""
    if await _code_counts(writer, person_id, code, now, proven=True):
        return True
    return bool(await writer.run(_USE_CODE, {"owner": person_id, "code": token_hash(spelt(code))}))


async def remove_second_factor(writer: Writer, *, person_id: int) -> bool:
    """Switch it off, or forget a secret that was never proved; whether there was one."""
    await writer.run(_REMOVE_CODES, {"owner": person_id})
    return bool(await writer.run(_REMOVE, {"owner": person_id}))


async def replace_recovery_codes(writer: Writer, *, person_id: int, codes: Iterable[str]) -> None:
    """Let these count and none that were given before."""
    await writer.run(_REMOVE_CODES, {"owner": person_id})
    for code in codes:
        await writer.run(_ADD_CODE, {"person_id": person_id, "code_hash": token_hash(spelt(code))})


def spelt(code: str) -> str:
    """A code without what people put in it to read it more easily."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


async def _code_counts(writer: Writer, person_id: int, code: str, now: datetime, *, proven: bool) -> bool:
    row = await writer.first(_SECRET, {"owner": person_id})
    if row is None or (row.since is not None) != proven:
        return False
    totp, present, given = pyotp.TOTP(row.secret), int(now.timestamp()) // _STEP, spelt(code)
    steps = [present + drift for drift in _DRIFT if present + drift > row.last_step]
    right = next((step for step in steps if hmac.compare_digest(totp.generate_otp(step), given)), None)
    if right is None:
        return False
    await writer.run(_USE, {"owner": person_id, "step": right})
    return True
