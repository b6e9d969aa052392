"""Export a server's answers from the database as Markdown, and import Markdown into it."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.services.editing.exchange import Plan
    from bot.wiring import Services

OPERATOR = 0
"""Who changed something, if it was the operator: no account of Discord has this id."""

LARGEST_ID = 2**63 - 1
"""Ids of Discord have 64 bits, and databases keep them with a sign."""

Guild = Annotated[int, typer.Option("--guild", help="The server's id.", min=1, max=LARGEST_ID)]


def export(
    guild: Guild,
    to: Annotated[Path, typer.Option("--to", help="A folder, or a file that ends in .zip.")],
) -> None:
    """Write a server's own answers as Markdown that 'kb check' reads and 'kb import' takes.

    It only reads, so the bot may run meanwhile.
    """
    from bot.kb.files.archive import write_archive, write_tree
    from bot.services.editing.exchange import export_files
    from bot.storage.opening import read_changes

    settings = load_settings()
    with exit_on_error():
        files = export_files(asyncio.run(read_changes(settings.place, guild)))
    try:
        if to.suffix == ".zip":
            to.write_bytes(write_archive(files))
        else:
            write_tree(files, to)
    except OSError as error:
        raise fail(f"'{to}' cannot be written: {error.strerror}.", Exit.DATA) from None
    typer.echo(f"{to}: {len(files) - 1} answers of server {guild}")


def import_(
    path: Annotated[Path, typer.Argument(help="A folder, a zip, or a page.")],
    guild: Guild,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask after the difference.")] = False,
    phrasings: Annotated[
        bool, typer.Option("--phrasings", help="Make look-alikes phrasings of what they are like.")
    ] = False,
) -> None:
    """Bring answers into a server: the difference first, all or nothing, one undo."""
    from bot.kb.files.archive import BadArchiveError

    try:
        read = _read(path)
        _with_services(lambda services: _import(services, guild, path.name, read, yes, phrasings))
    except BadArchiveError as error:
        raise fail(str(error), Exit.PROBLEMS) from None


async def _import(
    services: "Services",
    guild: int,
    name: str,
    read: bytes | Mapping[str, str],
    yes: bool,
    phrasings: bool,
) -> None:
    """Show what an import would change, and do it if that is confirmed."""
    from bot.services.editing.bringing import read_import
    from bot.services.editing.editor import Edit
    from bot.services.editing.exchange import plan_import, plan_import_with_phrasings
    from bot.services.ports.clock import today

    day, entries = today(services.clock), services.snapshots.view(guild).library.entries
    editor = services.editing.editor
    invites = editor.allows_invites(guild)
    files = (
        read_import(name, read, entries, guild, day, invites=invites)
        if isinstance(read, bytes)
        else read
    )
    compare = plan_import_with_phrasings if phrasings else plan_import
    plan = compare(services.snapshots, editor, guild, files)
    await editor.check(guild, plan.proposals)
    _show(plan)
    if plan.proposals and (yes or typer.confirm("Import?")):
        edit = Edit(guild, OPERATOR, f"import {uuid.uuid4()}", f"import: {plan}")
        saved = await editor.save(edit, plan.proposals)
        typer.echo(f"Imported; /kb history shows it, and its undo is batch {saved.batch}.")


def _show(plan: "Plan") -> None:
    typer.echo(plan.difference)
    for similar in plan.similar:
        typer.echo(f"'{similar.phrasing}' is taken by '{similar.answer.title}' already.")
    if plan.similar:
        typer.echo("With --phrasings each becomes another way to ask that answer.")
    typer.echo(str(plan))


def _read(path: Path) -> bytes | Mapping[str, str]:
    """Read a folder as texts by their path, or a file as it is."""
    from bot.kb.files.archive import read_tree
    from bot.kb.files.files import is_folder

    try:
        return read_tree(path) if is_folder(path) else _read_archive_bytes(path)
    except OSError as error:
        raise fail(f"'{path}' cannot be read: {error.strerror}.", Exit.PROBLEMS) from None


def _read_archive_bytes(path: Path) -> bytes:
    """Read a file, but no more of it than an archive may have."""
    from bot.kb.files.archive import MOST_PACKED, BadArchiveError

    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise BadArchiveError(f"'{path}' is neither a file nor a folder.")
    with path.open("rb") as file:
        return file.read(MOST_PACKED + 1)


def _with_services(work: "Callable[[Services], Awaitable[object]]") -> None:
    """Open the base and the database for some work; the bot must not run meanwhile."""
    from bot.app import open_everything
    from bot.kb.model.problems import BrokenBaseError

    # Of whichever server: it need not be one of a process of its own shards.
    settings = load_settings().model_copy(update={"shards": None})

    async def run() -> None:
        async with open_everything(settings) as services:
            try:
                await work(services)
            except BrokenBaseError as error:
                lines = "\n".join(map(str, error.problems))
                raise fail(f"{lines}\nNothing was changed.", Exit.PROBLEMS) from None

    with exit_on_error():
        asyncio.run(run())
