"""Every setting of Almanac, typed, read once by the command line from the environment."""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class BadSettingsError(Exception):
    """A setting cannot be used; the message names it and says what it must be."""


class Settings(BaseSettings):
    """What an operator can set; each field names its environment variable."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DISCORD_TOKEN", "token")
    )
    """The bot's token; without one only what needs no Discord works."""

    data: Path = Field(default=Path("data"), validation_alias=AliasChoices("ALMANAC_DATA", "data"))
    """The folder for what the bot itself writes."""

    knowledge: Path = Field(
        default_factory=lambda: Path(__file__).parents[1] / "knowledge",
        validation_alias=AliasChoices("ALMANAC_KNOWLEDGE", "knowledge"),
    )
    """The folder of the base."""

    model: Literal["off"] | Path | None = Field(
        default=None, validation_alias=AliasChoices("ALMANAC_MODEL", "model")
    )
    """The folder of the sentence model if it is not that of the wheel; `off` for none."""

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
        if token is None or not token.get_secret_value().strip():
            return None
        value = token.get_secret_value().strip().removeprefix("Bot ").strip()
        if not value.isascii() or any(letter.isspace() for letter in value):
            raise ValueError("must be the token alone, without spaces or other words")
        return SecretStr(value)


def read_settings() -> Settings:
    """Read the settings, or raise `BadSettingsError` with one sentence for the operator."""
    try:
        return Settings()
    except ValidationError as error:
        # The value stays out of the sentence: it may be a token.
        fault = error.errors(include_url=False, include_input=False)[0]
        message = str(fault["msg"]).removeprefix("Value error, ")
        raise BadSettingsError(f"{fault['loc'][0]} cannot be used: {message}.") from None
