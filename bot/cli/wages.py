"""Look after the wage tables of the base."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import exit_on_error, fail, load_settings, write_new
from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.kb.wages.downloads import Download

app = typer.Typer(help="Look after the wage tables of the base.", no_args_is_help=True)


@app.callback()
def wages() -> None:
    """Look after the wage tables of the base."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The zip from flag.dol.gov, or ALC_Export.csv.")],
    year: Annotated[str, typer.Option(help="The wage year, July to June, such as 2027-28.")],
) -> None:
    """Read the official wage levels of a year into the base."""
    from bot.kb.reading.library import load_library, read_folder
    from bot.kb.wages.downloads import WageImportError, print_levels, read_download
    from bot.services.ports.clock import system_clock, today

    settings = load_settings()
    with exit_on_error():
        library = load_library(settings.knowledge)
    try:
        download = read_download(file, library.wages)
        text = print_levels(download.rows, year, today(system_clock))
    except WageImportError as error:
        raise fail(f"{file}: {error}.", Exit.PROBLEMS) from None
    path = settings.knowledge / "wages" / f"oflc-{year}.toml"
    write_new(path, text)
    problems = [one for one in read_folder(settings.knowledge).problems if one.path == str(path)]
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        path.unlink()
        raise fail(f"'{path}' was not written: its figures cannot be right.", Exit.PROBLEMS)
    _report(path, download)


def _report(path: Path, download: "Download") -> None:
    for code, name in download.renamed.items():
        typer.echo(f"area {code} is now called '{name}': correct areas.toml")
    for code in download.missing:
        typer.echo(f"area {code} is not in the download: is it part of another one now?")
    count = sum(map(len, download.rows.values()))
    typer.echo(f"{path}: {count} rows; run 'almanac kb check', then read some of them")
