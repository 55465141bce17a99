from sqlmodel import Field, SQLModel

from app.storage.metadata import table_of


class Probe(SQLModel, table=True):
    """One row that is counted up to show that the database can be written to."""

    __tablename__ = "probe"

    id: int = Field(primary_key=True)
    count: int


probe = table_of(Probe)
