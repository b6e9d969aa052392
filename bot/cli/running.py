"""Start Almanac: on Discord, or in a browser page; and examine an installation."""

import asyncio
import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import (
    REFUSED_TOKEN,
    DataOption,
    LogLevelOption,
    exit_on_error,
    fail,
    load_settings,
    options_of,
    token_of,
)
from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.ops.doctor import Finding
    from bot.settings import Settings

SPOKEN = ("en-US", "en-GB", "es-ES", "es-419", "hi", "pt-BR", "zh-CN")
"""Languages that the playground can be shown in, as Discord calls them."""


def run(data: DataOption = None, log_level: LogLevelOption = None) -> None:
    """Answer on Discord until it is stopped."""
    settings = load_settings("info", data=data, log_level=log_level)
    token = token_of(settings)
    from bot.app import run_discord
    from bot.chat.connection import TokenError
    from bot.stopping import run_and_exit

    try:
        with exit_on_error():
            asyncio.run(run_and_exit(run_discord(settings, token)))
    except TokenError:
        raise fail(REFUSED_TOKEN, Exit.SETTINGS) from None


def playground(
    port: Annotated[int, typer.Option(help="The port of the page.", min=0, max=65535)] = 8765,
    dm: Annotated[bool, typer.Option("--dm", help="Show a direct message.")] = False,
    language: Annotated[
        str, typer.Option(help="What everybody there uses Discord in, such as es-ES, hi or zh-CN.")
    ] = SPOKEN[0],
) -> None:
    """Try the real bot in a browser page that looks like Discord."""
    settings = load_settings("warning")
    if language not in SPOKEN:
        there = ", ".join(SPOKEN)
        raise typer.BadParameter(f"there are {there}", param_hint="'--language'")
    typer.echo("Reading the base ...")
    # simcord makes a client without intents when it is imported, and discord.py warns of it.
    logging.getLogger("discord.state").setLevel(logging.ERROR)
    if find_spec("simcord") is None:
        sentence = (
            "The playground is not installed: run 'make setup', or install almanac[playground]."
        )
        raise fail(sentence, Exit.UNREACHABLE)
    from bot.app import run_playground
    from bot.local.front import PortTakenError

    try:
        with exit_on_error():
            asyncio.run(
                run_playground(settings, port=port, dm=dm, language=language, announce=typer.echo)
            )
    except PortTakenError as error:
        raise fail(str(error), Exit.UNREACHABLE) from None


def doctor(data: DataOption = None, log_level: LogLevelOption = None) -> None:
    """Examine settings, base, data folder, database, model, token and the way to Discord."""
    from bot.settings import origins

    settings = load_settings(data=data, log_level=log_level)
    for origin in origins(settings, options_of(data=data, log_level=log_level)):
        typer.echo(f"ok    {origin.variable}: {origin.value} ({origin.source})")
    result = asyncio.run(_examine(settings))
    wrong = [finding for finding in result if not finding.fine]
    if any(not finding.unreachable for finding in wrong):
        raise typer.Exit(Exit.PROBLEMS)
    if wrong:
        raise typer.Exit(Exit.UNREACHABLE)


async def _examine(settings: "Settings") -> "list[Finding]":
    from bot.ops.doctor import API, Doctor
    from bot.semantic.stage import OFF, check_installation
    from bot.storage.engine.damage import check_storage

    token = settings.token.get_secret_value() if settings.token else None
    findings = Doctor(
        settings.knowledge,
        settings.data,
        token,
        API,
        lambda _data: check_storage(settings.place),
        lambda: OFF if settings.model == "off" else check_installation(settings.model),
    ).examine()
    result = []
    async for finding in findings:
        mark = "ok   " if finding.fine else "WRONG"
        typer.echo(f"{mark} {finding.what}: {finding.detail}")
        result.append(finding)
    return result
