"""Look after the database."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(help="Look after the database of edits.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """Look after the database of edits."""


@app.command()
def upgrade() -> None:
    """Bring its tables up to date; every start does the same."""
    from bot.ops.data import prepare_data
    from bot.storage.engine.damage import check_storage
    from bot.storage.opening import upgrade_storage

    settings = load_settings()
    with exit_on_error():
        prepare_data(settings.data)
        check_storage(settings.place)
        before, after = asyncio.run(upgrade_storage(settings.place))
    if before == after:
        typer.echo(f"The tables are up to date (version {after}).")
    else:
        typer.echo(f"The tables went from version {before or 'none'} to {after}.")


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Copy the database whole, also while the bot runs; SQLite only."""
    from bot.storage.copying import back_up

    settings = load_settings()
    _refuse_server(settings, "pg_dump --format=custom --file=almanac.dump ADDRESS")
    with exit_on_error():
        back_up(settings.data, to)
    typer.echo(f"{to}: 'almanac db restore {to}' puts it back once Almanac is stopped")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A copy that 'almanac db backup' made.")],
    verify: Annotated[
        bool, typer.Option("--verify", help="Read every page and row of it back too.")
    ] = False,
) -> None:
    """Put a copy in the place of the database, which is kept beside it; stop the bot first.

    SQLite only.
    """
    from bot.ops.data import prepare_data
    from bot.services.ports.clock import system_clock
    from bot.storage.copying import restore as put_back

    settings = load_settings()
    _refuse_server(settings, "pg_restore --clean --dbname=ADDRESS almanac.dump")
    with exit_on_error():
        prepare_data(settings.data)
        former = put_back(settings.data, file, system_clock(), verify=verify)
    typer.echo(f"{file} is in place{', and every row was read back' if verify else ''}.")
    if former:
        typer.echo(f"The former database is {former}.")


@app.command("copy")
def copy_to_server() -> None:
    """Copy the database in the data folder to the empty one that ALMANAC_DATABASE names.

    Stop the bot first. Every row is read back, and nothing is kept if one differs.
    """
    from bot.storage.moving import move

    settings = load_settings()
    if settings.database is None:
        raise fail("ALMANAC_DATABASE is not set: it says where to copy to.", Exit.SETTINGS)
    with exit_on_error():
        copied = asyncio.run(move(settings.data, settings.database))
    typer.echo(f"{copied.rows} rows of {copied.tables} tables are there, with the same digest:")
    typer.echo(copied.digest)


def _refuse_server(settings: "Settings", instead: str) -> None:
    if settings.database is not None:
        sentence = f"This is for SQLite, and ALMANAC_DATABASE names PostgreSQL: use '{instead}'."
        raise fail(sentence, Exit.SETTINGS)
