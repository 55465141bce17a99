"""Every table says what it holds of a person, why, and how long; one that holds nothing can't reach a person."""

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlmodel import SQLModel

from app.localisation import tables as _localisation
from app.people import tables as _people
from app.progress import tables as _progress
from app.storage import tables as _storage
from app.storage.metadata import PersonalData

MODULES = (_localisation, _people, _progress, _storage)
SUSPECT = {
    "person_id",
    "email",
    "name",
    "ip",
    "address",
    "token",
    "token_hash",
    "language",
    "actor",
    "author",
    "subject",
    "key_hash",
}


def about_people(metadata: MetaData) -> set[str]:
    """The tables from which a person can be reached, by a foreign key or by what a column is called."""
    reached = {table.name for table in metadata.sorted_tables if SUSPECT & {*table.c.keys()}} | {"person"}
    for table in metadata.sorted_tables:  # sorted so that what is referred to comes first
        if any(key.column.table.name in reached for key in table.foreign_keys):
            reached.add(table.name)
    return reached


def undeclared(metadata: MetaData) -> set[str]:
    return {
        name
        for name in about_people(metadata)
        if not isinstance(metadata.tables[name].info.get("person"), PersonalData)
    }


def test_every_table_that_can_reach_a_person_declares_what_it_holds() -> None:
    assert undeclared(SQLModel.metadata) == set()
    assert about_people(SQLModel.metadata) >= {"person", "session", "attempt", "step", "completion", "place"}


def test_a_table_that_forgets_to_is_found() -> None:
    metadata = MetaData()
    Table("person", metadata, Column("id", Integer, primary_key=True), info={"person": PersonalData("a", "b", "c")})
    Table("diary", metadata, Column("owner", ForeignKey("person.id")))
    Table("page", metadata, Column("id", Integer, primary_key=True), Column("email", Integer))
    assert undeclared(metadata) == {"diary", "page"}


@pytest.mark.parametrize("table", SQLModel.metadata.sorted_tables, ids=str)
def test_a_declaration_is_not_empty_and_nothing_is_declared_for_nothing(table: Table) -> None:
    declared = table.info.get("person")
    assert (declared is not None) == (table.name in about_people(SQLModel.metadata))
    if declared is not None:
        assert all([declared.holds, declared.why, declared.kept])


def test_deleting_a_person_reaches_every_table_that_refers_to_one() -> None:
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in about_people(SQLModel.metadata):
                assert key.ondelete == "CASCADE", f"{table.name}.{key.parent.name}"
