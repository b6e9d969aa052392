"""The border to the operator: settings in, one sentence and an exit code out."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import typer

from bot.cli.exits import Exit
from bot.kb.model.problems import BrokenBaseError
from bot.logs import configure_logs
from bot.ops.data import DataFolderError
from bot.services.ports.ledger import LedgerError
from bot.settings import BadSettingsError, Settings, read_settings
from bot.storage.engine.errors import DatabaseInUse

NO_TOKEN = (
    "DISCORD_TOKEN is not set: make a bot at https://discord.com/developers/applications, copy its "
    "token from the Bot page and set it; or try 'almanac playground', which needs none."
)

REFUSED_TOKEN = (
    "Discord refuses the token in DISCORD_TOKEN: copy it again from the Bot page of "
    "https://discord.com/developers/applications."
)


def fail(sentence: str, code: Exit) -> typer.Exit:
    """Print one sentence where errors belong, and make the exit to raise."""
    typer.echo(sentence, err=True)
    return typer.Exit(code)


DataOption = Annotated[
    Path | None, typer.Option("--data", help="The folder for what the bot writes.")
]
LogLevelOption = Annotated[
    str | None, typer.Option("--log-level", help="debug, info, warning or error.")
]


def options_of(context: typer.Context, **options: Any) -> dict[str, Any]:
    """Collect what was set on the command line, before the command or after it."""
    before: dict[str, Any] = context.find_object(dict) or {}
    return before | {name: value for name, value in options.items() if value is not None}


def load_settings(options: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings and start the log, or exit with what is wrong.

    `options` are those of the command line; without them, those before the command.
    """
    context = click.get_current_context(silent=True)
    if options is None and context is not None:
        options = context.find_object(dict)
    try:
        settings = read_settings(options)
    except BadSettingsError as error:
        raise fail(str(error), Exit.SETTINGS) from None
    configure_logs(settings.log_level, settings.log_format, sys.stderr)
    return settings


def token_of(settings: Settings) -> str:
    """Return the token, or exit with how to get one."""
    if settings.token is None:
        raise fail(NO_TOKEN, Exit.SETTINGS)
    return settings.token.get_secret_value()


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Turn what stops a start into one clear sentence and its exit code."""
    try:
        yield
    except BrokenBaseError as error:
        sentence = f"{error}\nThe base has {len(error.problems)} problems and cannot be used."
        raise fail(sentence, Exit.KNOWLEDGE) from None
    except DataFolderError as error:
        raise fail(str(error), Exit.DATA) from None
    except DatabaseInUse as error:
        raise fail(str(error), Exit.IN_USE) from None
    except LedgerError as error:
        raise fail(str(error), Exit.DATABASE) from None
