"""The command line: `almanac`, or `python -m bot`.

Its modules import the rest of Almanac inside of their commands: help, a wrong option and the
completion of a shell need none of it.
"""

import io
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from bot.cli import asking, database, knowledge, registering, running, wages
from bot.cli.errors import DataOption, LogLevelOption, remember_options

app = typer.Typer(
    name="almanac",
    help="Curated, sourced and dated answers on Discord.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"almanac {version('almanac')}")
        except PackageNotFoundError:
            typer.echo("almanac, not installed")
        raise typer.Exit


@app.callback()
def almanac(
    data: DataOption = None,
    log_level: LogLevelOption = None,
    _: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Curated, sourced and dated answers on Discord."""
    remember_options(data=data, log_level=log_level)
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show is written as its number: no sign may end a command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


app.command()(running.run)
app.command()(running.playground)
app.command()(asking.chat)
app.command()(asking.ask)
app.command()(running.doctor)
app.add_typer(knowledge.app, name="kb")
app.add_typer(wages.app, name="wages")
app.add_typer(database.app, name="db")
app.add_typer(registering.app, name="commands")


def main() -> None:
    """Run the command line."""
    app()
