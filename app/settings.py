"""What whoever runs the site can choose: names, defaults and meanings, from the environment or a `.env` file."""

import difflib
import os
import re
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.storage.address import parse_address

ENV_FILE = Path(".env")

# Any address of the machine; a browser is sent to its own name for itself instead.
_WILDCARDS = {"0.0.0.0", "::", "[::]"}  # noqa: S104 - compared with, not listened on


class SettingsError(Exception):
    """Settings that the site can't start with; `sentences` says for each what to write instead."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def _folder(path: Path) -> Path:
    path = path.expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError
    return path


def _existing_folder(path: Path) -> Path:
    path = path.expanduser()
    if not path.is_dir():
        raise ValueError
    return path


def _database(url: str) -> str:
    parse_address(url)
    return url


def _origin(url: str) -> str:
    parts = urlsplit(url.removesuffix("/"))
    well_formed = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    if not well_formed or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _email(address: str) -> str:
    if address and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+", address):
        raise ValueError
    return address


def _mail_server(url: str) -> str:
    parts = urlsplit(url)
    if url and (
        parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.port == 0
    ):
        raise ValueError
    return url


def _addresses(text: str) -> str:
    for one in text.split(","):
        ip_address(one.strip())
    return text


def _lower(text: object) -> object:
    return text.lower() if isinstance(text, str) else text


def _own_address(earlier: dict[str, Any]) -> str:
    host = "localhost" if earlier["host"] in _WILDCARDS else earlier["host"]
    return f"http://{f'[{host}]' if ':' in host else host}:{earlier['port']}"


def _own_database(earlier: dict[str, Any]) -> str:
    return f"sqlite:///{earlier['data_dir'] / 'atsiv.sqlite3'}"


def _says(default: str, instead: str) -> dict[str, Any]:
    return {"default": default, "instead": instead}


class Settings(BaseSettings):
    """The settings of one process, checked and unchangeable."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    host: str = Field(
        default="127.0.0.1",
        pattern=r"^[\w.:-]+$",
        description="The address to listen on. `0.0.0.0` listens on every address of the machine.",
        json_schema_extra=_says("127.0.0.1", "an address or name of this machine, for example 127.0.0.1"),
    )
    port: int = Field(
        default=8000,
        ge=1,
        le=65535,
        description="The port to listen on.",
        json_schema_extra=_says("8000", "a whole number from 1 to 65535, for example 8000"),
    )
    base_url: Annotated[str, AfterValidator(_origin)] = Field(
        default_factory=_own_address,
        description="The address that people type, without a path. With `https://`, cookies are sent over encrypted "
        "connections only.",
        json_schema_extra=_says(
            "http://HOST:PORT", "the site's address without a path, for example https://learn.example.org"
        ),
    )
    data_dir: Annotated[Path, AfterValidator(_folder)] = Field(
        default=Path("data"),
        description="The folder for everything that the site writes; it is created if it isn't there.",
        json_schema_extra=_says("data", "a folder, not a file, for example /var/lib/atsiv"),
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default_factory=_own_database,
        repr=False,
        description="Where progress is kept: an SQLite file, or a PostgreSQL database as "
        "`postgresql://user:password@host/name`.",
        json_schema_extra=_says(
            "sqlite:///DATA_DIR/atsiv.sqlite3",
            "sqlite:///path/of/a/file or postgresql://user:password@host/name",
        ),
    )
    courses_dir: Annotated[Path, AfterValidator(_existing_folder)] = Field(
        default=Path("courses"),
        description="The folder that holds the courses.",
        json_schema_extra=_says("courses", "a folder that exists, for example courses"),
    )
    locales_dir: Annotated[Path, AfterValidator(_existing_folder)] = Field(
        default=Path("locales"),
        description="The folder that holds the translations; a language is offered if it has a folder there.",
        json_schema_extra=_says("locales", "a folder that exists, for example locales"),
    )
    site_name: str = Field(
        default="ATSIV Learning",
        min_length=1,
        max_length=60,
        description="The name of the site, in page titles and at the top of every page.",
        json_schema_extra=_says("ATSIV Learning", "1 to 60 characters"),
    )
    organisation: str = Field(
        default="",
        max_length=120,
        description="Who runs this site; named on the privacy page.",
        json_schema_extra=_says("", "the name of an organisation, at most 120 characters"),
    )
    contact_email: Annotated[str, AfterValidator(_email)] = Field(
        default="",
        description="The address that people can write to; shown on the privacy page.",
        json_schema_extra=_says("", "an e-mail address, for example learning@example.org"),
    )
    mail_url: Annotated[str, AfterValidator(_mail_server)] = Field(
        default="",
        repr=False,
        description="The mail server, as `smtp://user:password@host:587` (encrypted by STARTTLS, except on this "
        "machine) or `smtps://user:password@host:465`. Without one, letters are put into the folder `DATA_DIR/mail`.",
        json_schema_extra=_says("", "smtp://user:password@host:587 or smtps://user:password@host:465"),
    )
    mail_from: Annotated[str, AfterValidator(_email)] = Field(
        default="",
        description="The address that letters come from; where nothing is written, `CONTACT_EMAIL`.",
        json_schema_extra=_says("", "an e-mail address, for example learning@example.org"),
    )
    second_factor: bool = Field(
        default=True,
        description="Whether administrators, coordinators and reviewers need a code from their phone beside the "
        "password.",
        json_schema_extra=_says("true", "true or false"),
    )
    account_days: int = Field(
        default=730,
        ge=60,
        le=3650,
        description="How many days an account is kept after it was used last; a month before it is deleted, its owner "
        "gets a letter.",
        json_schema_extra=_says("730", "a whole number of days from 60 to 3650, for example 730"),
    )
    proxies: Annotated[str, AfterValidator(_addresses)] = Field(
        default="127.0.0.1,::1",
        description="The network addresses of proxies that say in `X-Forwarded-For` who asks, with commas between "
        "them. It matters for how often a password may be tried from one address.",
        json_schema_extra=_says(
            "127.0.0.1,::1", "network addresses with commas between them, for example 127.0.0.1,::1"
        ),
    )
    guest_days: int = Field(
        default=180,
        ge=1,
        le=3650,
        description="How many days the progress of a visitor without an account is kept after the last answer.",
        json_schema_extra=_says("180", "a whole number of days from 1 to 3650, for example 180"),
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="How many processes answer requests. One is enough for hundreds of learners at a time.",
        json_schema_extra=_says("1", "a whole number from 1 to 64, for example 2"),
    )
    author: bool = Field(
        default=False,
        description="Show a changed lesson at once, and what is wrong with it in the page. For an author's own "
        "machine, not for learners; the site then runs in one process.",
        json_schema_extra=_says("false", "true or false"),
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error", "critical"], BeforeValidator(_lower)] = Field(
        default="info",
        description="How much is written to the log: `debug`, `info`, `warning`, `error` or `critical`.",
        json_schema_extra=_says("info", "debug, info, warning, error or critical"),
    )

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers may be told to keep the site's cookies off unencrypted connections."""
        return self.base_url.startswith("https://")


def settings_from(env_file: Path = ENV_FILE) -> Settings:
    """Read the environment and `env_file`, the environment coming first; raise `SettingsError` if a value won't do."""
    try:
        # pydantic-settings takes this one beside the fields, which a type checker can't see.
        options: dict[str, Any] = {"_env_file": env_file}
        return Settings(**options)
    except ValidationError as error:
        # A default that builds on a bad value is no second mistake of the person's.
        wrong = (detail for detail in error.errors() if detail["type"] != "default_factory_not_called")
        raise SettingsError(_sentence(detail) for detail in wrong) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{env_file} is not text: save it as UTF-8."]) from None


def _sentence(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0])
    # These may hold a password.
    shown = "" if name in {"database_url", "mail_url"} else f" “{detail['input']}”"
    return f"{name.upper()}{shown} can't be used: write {described(name)['instead']}."


def described(name: str) -> dict[str, str]:
    """Return a setting's `default`, as a person would write it, its `meaning`, and what to write `instead`."""
    field = Settings.model_fields[name]
    extra = field.json_schema_extra
    said = {key: str(value) for key, value in extra.items()} if isinstance(extra, dict) else {}
    return {"meaning": field.description or "", **said}


def doubts(settings: Settings, env_file: Path = ENV_FILE) -> list[str]:
    """Say what is hardly meant but stops nothing: unknown names in `env_file`, and an unencrypted public site."""
    unknown = (name for name in dotenv_values(env_file) if name.lower() not in Settings.model_fields)
    sentences = [_unknown(name, env_file) for name in unknown]
    if not settings.secure_cookies and not _is_loopback(urlsplit(settings.base_url).hostname or ""):
        sentences.append(
            f"BASE_URL “{settings.base_url}” is not encrypted: what people answer can be read on the way. "
            "Put a proxy with a certificate in front and write https://…"
        )
    return sentences


def _unknown(name: str, env_file: Path) -> str:
    near = difflib.get_close_matches(name.lower(), Settings.model_fields, n=1)
    hint = f"; did you mean {near[0].upper()}?" if near else "."
    return f"{env_file}: there is no setting {name}{hint}"


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def override(**values: object) -> None:
    """Put settings given on the command line where this process and the workers it starts will read them."""
    os.environ.update({name.upper(): str(value) for name, value in values.items() if value is not None})
