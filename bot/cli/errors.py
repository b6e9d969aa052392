"""The border to the operator: settings in, one sentence and an exit code out."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.settings import Settings

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


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, or exit with what is in the way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise fail(f"'{path}' is there already; nothing was changed.", Exit.PROBLEMS) from None
    except OSError as error:
        raise fail(f"'{path}' cannot be written: {error.strerror}.", Exit.DATA) from None


DataOption = Annotated[
    Path | None, typer.Option("--data", help="The folder for what the bot writes.")
]
LogLevelOption = Annotated[
    str | None, typer.Option("--log-level", help="debug, info, warning or error.")
]


_given: ContextVar[Mapping[str, Any]] = ContextVar("given", default=MappingProxyType({}))
"""What was set before the command: Typer hands its context only to a command that asks for it."""


def remember_options(**options: Any) -> None:
    """Store what was set before the command, until the next command line."""
    _given.set({name: value for name, value in options.items() if value is not None})


def options_of(**options: Any) -> dict[str, Any]:
    """Collect what was set on the command line, before the command or after it."""
    after = {name: value for name, value in options.items() if value is not None}
    return {**_given.get(), **after}


def load_settings(log_from: str = "error", **options: Any) -> "Settings":
    """Read the settings and start the log, or exit with what is wrong.

    `options` stand after the command. The log begins at `log_from`, if nobody set a level: what a
    command has to say is its output.
    """
    from bot.logs import configure_logs
    from bot.settings import BadSettingsError, read_settings

    try:
        settings = read_settings(options_of(**options))
    except BadSettingsError as error:
        raise fail(str(error), Exit.SETTINGS) from None
    level = settings.log_level if "log_level" in settings.model_fields_set else log_from
    configure_logs(level, settings.log_format, sys.stderr)
    return settings


def token_of(settings: "Settings") -> str:
    """Return the token, or exit with how to get one."""
    if settings.token is None:
        raise fail(NO_TOKEN, Exit.SETTINGS)
    return settings.token.get_secret_value()


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Turn what stops a start into one clear sentence and its exit code."""
    from bot.kb.model.problems import BrokenBaseError
    from bot.ops.data import DataFolderError
    from bot.services.ports.ledger import LedgerError
    from bot.storage.engine.errors import BrokenServerError, DatabaseInUseError

    try:
        yield
    except BrokenBaseError as error:
        sentence = f"{error}\nThe base has {len(error.problems)} problems and cannot be used."
        raise fail(sentence, Exit.KNOWLEDGE) from None
    except DataFolderError as error:
        raise fail(str(error), Exit.DATA) from None
    except DatabaseInUseError as error:
        raise fail(str(error), Exit.IN_USE) from None
    except BrokenServerError as error:
        raise fail(str(error), Exit.UNREACHABLE) from None
    except LedgerError as error:
        raise fail(str(error), Exit.DATABASE) from None
