"""Look after the base: check it, list it, show an entry."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.border import border, fail, opened
from bot.cli.exits import Exit
from bot.kb.check import check_folder
from bot.kb.keys import Key
from bot.kb.library import load_library
from bot.kb.markdown import print_entry
from bot.kb.problems import Severity
from bot.services.clock import system_clock, today

app = typer.Typer(help="Look after the base.", no_args_is_help=True)


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder; the base, if empty.")] = None,
) -> None:
    """Name every problem of the base with its file and line."""
    folder = path or opened().knowledge
    problems = check_folder(folder, today(system_clock))
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    typer.echo(f"{folder}: {errors} errors, {len(problems) - errors} warnings")
    if errors:
        raise typer.Exit(Exit.PROBLEMS)


@app.command("list")
def list_entries() -> None:
    """List every entry by its key."""
    settings = opened()
    with border():
        library = load_library(settings.knowledge)
    for key, entry in library.entries.items():
        typer.echo(f"{key!s:<40} {entry.title}")


@app.command()
def show(key: Annotated[str, typer.Argument(help="Such as visa:h-1b.")]) -> None:
    """Print an entry as Markdown."""
    settings = opened()
    with border():
        library = load_library(settings.knowledge)
    try:
        entry = library.entries.get(Key.parse(key))
    except ValueError as error:
        raise fail(f"This is not a key: {error}.", Exit.PROBLEMS) from None
    if entry is None:
        raise fail(f"There is no entry '{key}'; 'almanac kb list' lists all.", Exit.PROBLEMS)
    typer.echo(print_entry(entry), nl=False)
