"""Rights for whom the audit attacks with, and an organisation in which they count."""

import asyncio
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Final

from app.people.intake import guess, read
from app.people.operations import AT_THE_COMMAND_LINE, grant_role, organisation_called
from app.people.operations.groups import TitleTaken, add_code, add_group, join_by_code
from app.people.operations.intakes import add_intake
from app.people.pseudonyms import new_pseudonym
from app.people.queries import account_by_email
from app.people.roles import Role
from app.settings import Settings
from app.storage import Writer, open_database
from audit.tools import ToolFailed

_ROLES: Final = (Role("administrator"), Role("coordinator", "1"), Role("translator", "en"))
_CODE: Final = "AUDIT"


def give_rights(settings: Settings, email: str) -> None:
    """Every right for the owner of this address; the first of them is a learner in the organisation's group as well."""

    async def whole() -> None:
        database = open_database(settings.database_url)
        try:
            await database.write(lambda writer: _give(writer, settings, email))
        finally:
            await database.close()

    asyncio.run(whole())


async def _give(writer: Writer, settings: Settings, email: str) -> None:
    now, found = datetime.now(UTC), await account_by_email(writer, email=email)
    if found is None:
        message = "the account that was opened isn't there"
        raise ToolFailed(message)
    actor = AT_THE_COMMAND_LINE
    organisation, _ = await organisation_called(writer, title="Audit", actor=actor, now=now)
    for role in _ROLES:
        await grant_role(writer, to=found, what=role, actor=actor, now=now)
    course = next(settings.courses_dir.glob("*/course.md")).parent.name
    try:
        group_id = await add_group(
            writer,
            organisation_id=organisation,
            title="Audit",
            course=course,
            starts_on=now.date(),
            due_on=None,
            actor=actor,
            now=now,
        )
    except TitleTaken:
        return
    ends = now.replace(year=now.year + 1)
    await add_code(writer, group_id=group_id, code=_CODE, most_uses=9, expires_at=ends, actor=actor, now=now)
    await join_by_code(writer, code=_CODE, who=found, mute_token=new_pseudonym(token_bytes), now=now)
    sheet = read("jan@example.org")
    await add_intake(writer, group_id=group_id, person_id=found.person_id, sheet=sheet, columns=guess(sheet), now=now)
