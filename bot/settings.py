"""Every setting of Almanac, typed, read once by the command line.

The command line beats the environment, which beats a file `.env` in the folder where it is started.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from bot.ops.address import DEFAULT, Address, read_address
from bot.services.ports.shards import Shards, read_shards

ENV_FILE = ".env"

TOKEN = "DISCORD_TOKEN"
TOKEN_FILE = "DISCORD_TOKEN_FILE"


SERVER_EXAMPLE = "postgresql+asyncpg://almanac:PASSWORD@host:5432/almanac"

_SERVER = re.compile(r"postgres(ql(\+asyncpg)?)?://\S+")


class BadSettingsError(Exception):
    """A setting cannot be used; the message names it and says what it must be."""


class Settings(BaseSettings):
    """What an operator can set; each field names its environment variable."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
    )

    token: SecretStr | None = Field(default=None, validation_alias=AliasChoices(TOKEN, "token"))
    """The bot's token; without one only what needs no Discord works."""

    token_file: Path | None = Field(
        default=None, validation_alias=AliasChoices(TOKEN_FILE, "token_file")
    )
    """A file with the token, such as a secret of Docker or systemd."""

    data: Path = Field(default=Path("data"), validation_alias=AliasChoices("ALMANAC_DATA", "data"))
    """The folder for what the bot itself writes."""

    database: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("ALMANAC_DATABASE")
    )
    """The address of a database of a PostgreSQL server; without one, SQLite in the data folder."""

    shards: Annotated[Shards | None, NoDecode] = Field(
        default=None, validation_alias=AliasChoices("ALMANAC_SHARDS", "shards")
    )
    """The shards of this process; without any, all that Discord recommends."""

    knowledge: Path = Field(
        default_factory=lambda: Path(__file__).parents[1] / "knowledge",
        validation_alias=AliasChoices("ALMANAC_KNOWLEDGE", "knowledge"),
    )
    """The folder of the base."""

    model: Literal["off"] | Path | None = Field(
        default=None, validation_alias=AliasChoices("ALMANAC_MODEL", "model")
    )
    """The folder of the sentence model if it is not that of the wheel; `off` for none."""

    http: Annotated[Address | None, NoDecode] = Field(
        default_factory=lambda: read_address(DEFAULT),
        validation_alias=AliasChoices("ALMANAC_HTTP", "http"),
    )
    """Where health and metrics are served; `off` for nowhere."""

    watch: bool = Field(default=False, validation_alias=AliasChoices("ALMANAC_WATCH", "watch"))
    """Whether the base is read again whenever its folder changes."""

    backups: int = Field(
        default=7, ge=0, le=366, validation_alias=AliasChoices("ALMANAC_BACKUPS", "backups")
    )
    """How many nightly copies of the database are kept; 0 makes none."""

    learned: Path | None = Field(
        default=None, validation_alias=AliasChoices("ALMANAC_LEARNED", "learned")
    )
    """A folder where `almanac kb learn` left what it learned of the base; it is only read."""

    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", validation_alias=AliasChoices("ALMANAC_LOG_LEVEL", "log_level")
    )
    """The least severe lines to log."""

    log_format: Literal["auto", "human", "json"] = Field(
        default="auto", validation_alias=AliasChoices("ALMANAC_LOG_FORMAT", "log_format")
    )
    """How to write them: `auto` is for people in a terminal and JSON elsewhere."""

    @field_validator("token")
    @classmethod
    def _token_in_one_piece(cls, token: SecretStr | None) -> SecretStr | None:
        """Strip what copying adds; a token with a space inside cannot be sent at all."""
        return None if token is None else _clean_token(token.get_secret_value())

    @field_validator("database")
    @classmethod
    def _address_of_a_server(cls, database: SecretStr | None) -> SecretStr | None:
        """Accept only what can be an address; whether a server replies shows later."""
        if database and not _SERVER.fullmatch(database.get_secret_value()):
            raise ValueError(f"must be an address such as {SERVER_EXAMPLE}")
        return database

    @field_validator("shards", mode="before")
    @classmethod
    def _shards(cls, given: Any) -> Any:
        return read_shards(given) if isinstance(given, str) else given

    @field_validator("shards")
    @classmethod
    def _shards_share_a_server(cls, shards: Shards | None, others: ValidationInfo) -> Shards | None:
        """Refuse a part of the shards where no other process could write."""
        if shards and not shards.are_all and others.data.get("database") is None:
            raise ValueError(
                "may leave shards to other processes only if all of them share a PostgreSQL "
                "database (ALMANAC_DATABASE)"
            )
        return shards

    @property
    def place(self) -> Path | SecretStr:
        """Where edits are kept: the data folder, or a server."""
        return self.database or self.data

    @field_validator("http", mode="before")
    @classmethod
    def _address(cls, value: Any) -> Any:
        return read_address(value) if isinstance(value, str) else value


def _clean_token(text: str) -> SecretStr | None:
    """Strip what copying adds; None if nothing is left, `ValueError` for more than one word."""
    value = text.strip().removeprefix("Bot ").strip()
    if not value.isascii() or any(letter.isspace() for letter in value):
        raise ValueError("must be the token alone, without spaces or other words")
    return SecretStr(value) if value else None


def variable(field: str) -> str:
    """Name the environment variable of a field."""
    alias = Settings.model_fields[field].validation_alias
    assert isinstance(alias, AliasChoices), "every field names its variable"
    return str(alias.choices[0])


def read_settings(options: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings; `options` of the command line beat what is set elsewhere.

    Raise `BadSettingsError` with one sentence for the operator.
    """
    try:
        settings = Settings(**{variable(name): value for name, value in (options or {}).items()})
    except ValidationError as error:
        # The value stays out of the sentence: it may be a token.
        fault = error.errors(include_url=False, include_input=False)[0]
        message = str(fault["msg"]).removeprefix("Value error, ")
        raise BadSettingsError(f"{fault['loc'][0]} cannot be used: {message}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettingsError(f"The file {ENV_FILE} cannot be read: {_reason(error)}.") from None
    if settings.token is None and settings.token_file is not None:
        return settings.model_copy(update={"token": _read_token(settings.token_file)})
    return settings


def _read_token(path: Path) -> SecretStr | None:
    try:
        return _clean_token(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = _reason(error)
        raise BadSettingsError(f"{TOKEN_FILE} cannot be used: {path}: {reason}.") from None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting, as it is used, and where it came from."""

    variable: str
    value: str
    """Never the token itself."""
    source: str


def origins(settings: Settings, options: Mapping[str, Any] | None = None) -> Iterator[Origin]:
    """Yield every setting with its value and where it came from."""
    environment = EnvSettingsSource(Settings)()
    file = DotEnvSettingsSource(Settings)()
    for field in Settings.model_fields:
        name = variable(field)
        if field in (options or {}):
            source = "command line"
        elif name in environment:
            source = "environment"
        elif name in file:
            source = ENV_FILE
        elif field == "token" and settings.token is not None:
            source = TOKEN_FILE
        else:
            source = "default"
        yield Origin(name, _display(field, getattr(settings, field)), source)


_UNSET = {
    "database": "SQLite in the data folder",
    "http": "off",
    "model": "that of almanac[semantic]",
    "shards": "all, as many as Discord recommends",
}
"""What a setting means without a value, unless that is nothing."""


def _display(field: str, value: Any) -> str:
    if value is None:
        return _UNSET.get(field, "not set")
    if isinstance(value, bool):
        return "on" if value else "off"
    return "(hidden)" if isinstance(value, SecretStr) else str(value)
