"""What whoever runs the site may write, and what they are told when it won't do."""

import re
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, described, doubts, settings_from

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def complaint(env_file: Path, line: str) -> str:
    env_file.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings_from(env_file)
    return str(caught.value)


def test_every_setting_stands_in_the_documentation_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    said = {name: described(name) for name in Settings.model_fields}
    shown = {name: f"`{one['default']}`" if one["default"] else "nothing" for name, one in said.items()}
    assert rows == [(name.upper(), shown[name], one["meaning"]) for name, one in said.items()]


def test_a_default_in_the_documentation_is_the_default_of_the_program(env_file: Path) -> None:
    settings = settings_from(env_file)
    standing_for = {"HOST": settings.host, "PORT": str(settings.port), "DATA_DIR": str(settings.data_dir)}
    for name in Settings.model_fields:
        default = re.sub("HOST|PORT|DATA_DIR", lambda match: standing_for[match[0]], described(name)["default"])
        actual = getattr(settings, name)
        assert default == (str(actual).lower() if isinstance(actual, bool) else str(actual))


def test_the_example_file_holds_every_setting_with_its_default(env_file: Path) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^# ([A-Z_]+=.*)$", example, re.MULTILINE)
    env_file.write_text("\n".join(lines), encoding="utf-8")
    assert [line.partition("=")[0].lower() for line in lines] == list(Settings.model_fields)
    assert settings_from(env_file) == settings_from(env_file.with_name("absent"))
    assert doubts(settings_from(env_file), env_file) == []


def test_the_environment_comes_before_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("PORT=8001\nSITE_NAME=Ours\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "8002")
    settings = settings_from(env_file)
    assert (settings.port, settings.site_name) == (8002, "Ours")


def test_a_setting_left_empty_has_its_default(env_file: Path) -> None:
    env_file.write_text("PORT=\n", encoding="utf-8")
    assert settings_from(env_file).port == 8000


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("PORT=eighty", "PORT “eighty” can't be used: write a whole number from 1 to 65535, for example 8000."),
        ("PORT=70000", "PORT “70000” can't be used: write a whole number from 1 to 65535, for example 8000."),
        ("HOST=a b", "HOST “a b” can't be used: write an address or name of this machine, for example 127.0.0.1."),
        ("GUEST_DAYS=0", "GUEST_DAYS “0” can't be used: write a whole number of days from 1 to 3650, for example 180."),
        ("WORKERS=-1", "WORKERS “-1” can't be used: write a whole number from 1 to 64, for example 2."),
        ("AUTHOR=perhaps", "AUTHOR “perhaps” can't be used: write true or false."),
        ("LOG_LEVEL=loud", "LOG_LEVEL “loud” can't be used: write debug, info, warning, error or critical."),
        (
            "COURSES_DIR=/nowhere",
            "COURSES_DIR “/nowhere” can't be used: write a folder that exists, for example courses.",
        ),
        (
            "CONTACT_EMAIL=me",
            "CONTACT_EMAIL “me” can't be used: write an e-mail address, for example learning@example.org.",
        ),
    ],
)
def test_a_wrong_value_is_answered_by_what_to_write(env_file: Path, line: str, sentence: str) -> None:
    assert complaint(env_file, line) == sentence


def test_a_file_is_no_folder_for_data(env_file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    assert "write a folder, not a file" in complaint(env_file, f"DATA_DIR={tmp_path / 'taken'}")


def test_a_wrong_value_is_told_once_though_other_defaults_build_on_it(env_file: Path) -> None:
    assert complaint(env_file, "HOST=a b\nDATA_DIR=/dev/null").splitlines() == [
        "HOST “a b” can't be used: write an address or name of this machine, for example 127.0.0.1.",
        "DATA_DIR “/dev/null” can't be used: write a folder, not a file, for example /var/lib/atsiv.",
    ]


@pytest.mark.parametrize("url", ["mysql://me:secret@host/name", "sqlite://", "data.sqlite3"])
def test_a_wrong_database_is_refused_without_repeating_its_password(env_file: Path, url: str) -> None:
    sentence = complaint(env_file, f"DATABASE_URL={url}")
    assert sentence == (
        "DATABASE_URL can't be used: write sqlite:///path/of/a/file or postgresql://user:password@host/name."
    )


def test_a_password_does_not_show_when_settings_are_printed() -> None:
    assert "secret" not in repr(Settings(database_url="postgresql://me:secret@host/name"))


@pytest.mark.parametrize(
    "url",
    [
        "learn.example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/learn",
        "https://me@example.org",
        "https://example.org?x",
        "https://example.org#x",
        "https://example.org:port",
        "https://[::1",
    ],
)
def test_an_address_of_the_site_that_is_no_origin_is_refused(env_file: Path, url: str) -> None:
    assert "for example https://learn.example.org" in complaint(env_file, f"BASE_URL={url}")


def test_an_address_of_the_site_loses_its_last_slash_and_capitals() -> None:
    assert Settings(base_url="https://Learn.Example.org/").base_url == "https://learn.example.org"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://localhost:8000"),  # noqa: S104 - nothing listens here
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_of_the_site_follows_from_where_it_listens(host: str, address: str) -> None:
    assert Settings(host=host).base_url == address


def test_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).database_url == f"sqlite:///{tmp_path}/atsiv.sqlite3"


def test_cookies_are_kept_off_unencrypted_connections_when_the_site_is_encrypted() -> None:
    assert Settings(base_url="https://learn.example.org").secure_cookies
    assert not Settings().secure_cookies


def test_a_name_that_is_no_setting_is_pointed_out_with_the_nearest_one(env_file: Path) -> None:
    env_file.write_text("SITENAME=Ours\nFAVOURITE_COLOUR=blue\n", encoding="utf-8")
    near, far = doubts(settings_from(env_file), env_file)
    assert near.endswith("there is no setting SITENAME; did you mean SITE_NAME?")
    assert far.endswith("there is no setting FAVOURITE_COLOUR.")


@pytest.mark.parametrize("host", ["localhost", "site.localhost", "127.0.0.2", "[::1]"])
def test_an_unencrypted_site_on_this_machine_is_nothing_to_point_out(host: str) -> None:
    assert doubts(Settings(base_url=f"http://{host}:8000")) == []


def test_an_unencrypted_site_for_others_is_pointed_out(env_file: Path) -> None:
    (doubt,) = doubts(Settings(base_url="http://learn.example.org"), env_file)
    assert "not encrypted" in doubt


def test_settings_can_not_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 9000


def test_a_settings_file_that_is_no_text_is_named(env_file: Path) -> None:
    env_file.write_bytes(b"PORT=\xff")
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        settings_from(env_file)
