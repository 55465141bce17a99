from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def parse_address(url: str) -> URL:
    """The address with its driver named. Raises ValueError, saying what to write, for one of another kind."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise ValueError("a database address begins with sqlite:/// or postgresql://") from None
    driver = _DRIVERS.get(address.drivername.partition("+")[0])
    if driver is None:
        raise ValueError(f"{address.drivername}:// is not known; write sqlite:/// or postgresql://")
    if driver == "sqlite+pysqlite" and address.database in {None, "", ":memory:"}:
        raise ValueError("SQLite needs a file: write sqlite:///path/to/file.db")
    return address.set(drivername=driver)


def is_sqlite(address: URL) -> bool:
    return address.drivername.startswith("sqlite")


def file_of(address: URL) -> Path:
    """The file of a SQLite address."""
    return Path(str(address.database))
