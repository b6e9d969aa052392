"""Look after the base: check it, list it, show an entry."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import exchanging
from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit
from bot.kb.checking.skeleton import skeleton
from bot.kb.checking.stats import statistics
from bot.kb.files.archive import OVERLAY
from bot.kb.model.keys import Key, Kind
from bot.kb.model.languages import LANGUAGES
from bot.kb.model.problems import Severity
from bot.kb.reading.library import load_library
from bot.kb.reading.markdown import print_entry
from bot.kb.reading.phrasing_files import MARK
from bot.kb.reading.translations import translation_skeleton
from bot.services.content.due import due
from bot.services.editing.checking import check_base
from bot.services.ports.clock import system_clock, today

app = typer.Typer(help="Look after the base.", no_args_is_help=True)
app.command()(exchanging.export)
app.command("import")(exchanging.import_)


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder; the base, if empty.")] = None,
    strict: Annotated[bool, typer.Option(help="Let a warning fail the check too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Name every problem of the base with its file and line, its questions included."""
    # Only these commands draw tables, and the bot need not carry rich in memory.
    from bot.cli.checking import check_as_json, show_check

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
    from bot.cli.due import due_as_json, show_due
    from bot.storage.opening import read_served

    settings = load_settings()
    day = before.date() if before else today(system_clock)
    with exit_on_error():
        served = asyncio.run(read_served(settings.data))
        result = due(load_library(settings.knowledge), day, served)
    if as_json:
        typer.echo(due_as_json(day, result))
    else:
        show_due(day, result)


@app.command("list")
def list_entries() -> None:
    """List every entry by its key."""
    settings = load_settings()
    with exit_on_error():
        library = load_library(settings.knowledge)
    for key, entry in library.entries.items():
        typer.echo(f"{key!s:<40} {entry.title}")


@app.command()
def show(key: Annotated[str, typer.Argument(help="Such as visa:h-1b.")]) -> None:
    """Print an entry as Markdown."""
    settings = load_settings()
    with exit_on_error():
        library = load_library(settings.knowledge)
    try:
        entry = library.entries.get(Key.parse(key))
    except ValueError as error:
        raise fail(f"This is not a key: {error}.", Exit.PROBLEMS) from None
    if entry is None:
        raise fail(f"There is no entry '{key}'; 'almanac kb list' lists all.", Exit.PROBLEMS)
    typer.echo(print_entry(entry), nl=False)


@app.command()
def stats(
    plot: Annotated[Path | None, typer.Option(help="Write a picture (PNG) here too.")] = None,
) -> None:
    """Count entries, facts, sources and reviews."""
    from bot.cli.stats import show_statistics

    settings = load_settings()
    with exit_on_error():
        result = statistics(load_library(settings.knowledge), today(system_clock))
    show_statistics(result)
    if plot is not None:
        # Pillow takes a tenth of a second to import, which no other command should pay.
        from bot.pictures.statistics import describe_statistics, draw_statistics

        try:
            plot.write_bytes(draw_statistics(result))
        except OSError as error:
            raise fail(f"'{plot}' cannot be written: {error.strerror}.", Exit.DATA) from None
        typer.echo(f"{plot}: {describe_statistics(result)}")


@app.command()
def new(
    kind: Annotated[Kind, typer.Argument(help="What it is.")],
    slug: Annotated[str, typer.Argument(help="Its short name: small letters and hyphens.")],
    language: Annotated[
        str | None, typer.Option(help="Begin a translation of it, such as es or pt-BR.")
    ] = None,
) -> None:
    """Write a new entry, or a translation of one, ready to be filled in."""
    settings = load_settings()
    try:
        key = Key(kind, slug)
    except ValueError as error:
        raise fail(f"This is not a name for an entry: {error}.", Exit.PROBLEMS) from None
    name, text = f"{key.slug}.md", skeleton(key, today(system_clock))
    if language is not None:
        name, text = f"{key.slug}.{language}.md", _translation(settings.knowledge, key, language)
    path = settings.knowledge / key.kind.folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise fail(f"'{path}' is there already; nothing was changed.", Exit.PROBLEMS) from None
    except OSError as error:
        raise fail(f"'{path}' cannot be written: {error.strerror}.", Exit.DATA) from None
    beside = "" if language else f" (what strangers type goes into {key.slug}.{MARK}.md beside it)"
    typer.echo(f"{path}: fill it in{beside}, then run 'almanac kb check'")


def _translation(knowledge: Path, key: Key, language: str) -> str:
    if language not in LANGUAGES:
        text = f"'{language}' is not a language of answers: {', '.join(LANGUAGES)}."
        raise fail(text, Exit.PROBLEMS)
    with exit_on_error():
        entry = load_library(knowledge).entries.get(key)
    if entry is None:
        raise fail(f"There is no entry '{key}' to translate.", Exit.PROBLEMS)
    return translation_skeleton(entry, today(system_clock))
