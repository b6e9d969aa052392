"""Show the commands as Discord receives them, and register them."""

import asyncio
import json
from typing import Annotated

import typer

from bot.cli.errors import REFUSED_TOKEN, exit_on_error, fail, load_settings, token_of
from bot.cli.exits import Exit

app = typer.Typer(help="Show or register the slash commands.", no_args_is_help=True)


@app.command()
def show(
    locale: Annotated[
        str | None, typer.Option(help="As one locale of Discord sees them, such as es-ES.")
    ] = None,
) -> None:
    """Print the commands as Discord receives them."""
    settings = load_settings()
    from bot.app import describe_commands
    from bot.chat.sync import localize_payload

    with exit_on_error():
        payload = asyncio.run(describe_commands(settings))
    if locale:
        payload = localize_payload(locale, payload)
    typer.echo(json.dumps(payload, indent=2, ensure_ascii=False))


@app.command()
def sync() -> None:
    """Register the commands now, changed or not."""
    settings = load_settings()
    token = token_of(settings)
    from bot.app import register_commands
    from bot.chat.connection import TokenError, UnreachableError

    try:
        with exit_on_error():
            count = asyncio.run(register_commands(settings, token))
    except TokenError:
        raise fail(REFUSED_TOKEN, Exit.SETTINGS) from None
    except UnreachableError as error:
        raise fail(f"Discord cannot be reached: {error}.", Exit.UNREACHABLE) from None
    typer.echo(f"{count} commands are registered.")
