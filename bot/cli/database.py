"""Look after the database."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import exit_on_error, load_settings
from bot.ops.data import prepare_data

app = typer.Typer(help="Look after the database of edits.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """Look after the database of edits."""


@app.command()
def upgrade() -> None:
    """Bring its tables up to date; every start does the same."""
    from bot.storage.opening import check_storage, upgrade_storage

    settings = load_settings()
    with exit_on_error():
        prepare_data(settings.data)
        check_storage(settings.data)
        before, after = asyncio.run(upgrade_storage(settings.data))
    if before == after:
        typer.echo(f"The tables are up to date (version {after}).")
    else:
        typer.echo(f"The tables went from version {before or 'none'} to {after}.")


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Copy the database whole, also while the bot runs."""
    from bot.storage.opening import back_up

    settings = load_settings()
    with exit_on_error():
        back_up(settings.data, to)
    typer.echo(f"{to}: to restore it, stop Almanac and put it in the place of the database")
