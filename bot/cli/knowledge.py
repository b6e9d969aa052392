"""Look after the base: check it, learn it, say what is due, count it."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import entries, exchanging
from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit

app = typer.Typer(help="Look after the base.", no_args_is_help=True)


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder; the base, if empty.")] = None,
    strict: Annotated[bool, typer.Option(help="Let a warning fail the check too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Name every problem of the base with its file and line, its questions included."""
    from bot.cli.showing.checking import check_as_json, show_check
    from bot.kb.files.archive import OVERLAY
    from bot.kb.model.problems import Severity
    from bot.kb.reading.library import load_library
    from bot.services.editing.checking import check_base
    from bot.services.ports.clock import system_clock, today

    settings = load_settings()
    folder = path or settings.knowledge
    with exit_on_error():
        # What a server exported lies over the base, and quotes its facts.
        over = load_library(settings.knowledge) if os.path.lexists(folder / OVERLAY) else None
    checked = check_base(folder, today(system_clock), over)
    if as_json:
        typer.echo(check_as_json(folder, checked))
    else:
        show_check(folder, checked)
    if checked.count(Severity.ERROR) or (strict and checked.problems):
        raise typer.Exit(Exit.PROBLEMS)


@app.command()
def learn() -> None:
    """Learn what the base's questions mean, and keep it in the data folder for the next start."""
    from bot.app import learn_base

    settings = load_settings()
    with exit_on_error():
        learned = learn_base(settings)
    if not learned:
        raise fail("Nothing was learned: 'almanac doctor' says why.", Exit.PROBLEMS)
    typer.echo(f"{settings.data}: holds what was learned of '{settings.knowledge}'")


@app.command("due")
def list_due(
    before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="A day such as 2027-01-15; today, if empty."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List the claims and entries to look at again before a day, those most read first."""
    from bot.cli.showing.due import due_as_json, show_due
    from bot.kb.checking.due import find_due
    from bot.kb.reading.library import load_library
    from bot.services.ports.clock import system_clock, today
    from bot.storage.opening import read_served

    settings = load_settings()
    day = before.date() if before else today(system_clock)
    with exit_on_error():
        times_served = asyncio.run(read_served(settings.place))
        result = find_due(load_library(settings.knowledge), day, times_served)
    if as_json:
        typer.echo(due_as_json(day, result))
    else:
        show_due(day, result)


app.command("list")(entries.list_entries)
app.command()(entries.show)


@app.command()
def stats(
    plot: Annotated[Path | None, typer.Option(help="Write a picture (PNG) here too.")] = None,
) -> None:
    """Count entries, facts, sources and reviews."""
    from bot.cli.showing.stats import show_statistics
    from bot.kb.checking.stats import statistics
    from bot.kb.reading.library import load_library
    from bot.services.ports.clock import system_clock, today

    settings = load_settings()
    with exit_on_error():
        result = statistics(load_library(settings.knowledge), today(system_clock))
    show_statistics(result)
    if plot is not None:
        from bot.pictures.statistics import describe_statistics, draw_statistics

        try:
            plot.write_bytes(draw_statistics(result))
        except OSError as error:
            raise fail(f"'{plot}' cannot be written: {error.strerror}.", Exit.DATA) from None
        typer.echo(f"{plot}: {describe_statistics(result)}")


app.command()(entries.new)
app.command()(exchanging.export)
app.command("import")(exchanging.import_)
