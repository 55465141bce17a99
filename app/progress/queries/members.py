"""The learners of an organisation in a course, as part of other statements."""

from typing import Final

from sqlalchemy import bindparam, select

from app.people.tables import group, membership

OF_ORGANISATION: Final = (
    select(membership.c.person_id)
    .join(group, group.c.id == membership.c.group_id)
    .where(group.c.organisation_id == bindparam("organisation"), group.c.course == bindparam("course"))
)
OF_GROUP: Final = OF_ORGANISATION.where(group.c.id == bindparam("group_id"))
