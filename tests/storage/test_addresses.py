import pytest

from app.storage import migrate, open_database


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("nonsense", "begins with sqlite:/// or postgresql://"),
        ("mysql://somewhere/atsiv", "write sqlite:/// or postgresql://"),
        ("sqlite://", "write sqlite:///path/to/file.db"),
        ("sqlite:///:memory:", "write sqlite:///path/to/file.db"),
    ],
)
def test_another_kind_of_address_is_refused_with_advice(address: str, advice: str) -> None:
    for use in (open_database, migrate):
        with pytest.raises(ValueError, match=advice):
            use(address)
