"""Ask from the command line: once, a whole file, or in a conversation."""

import asyncio
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_terminal
from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit
from bot.services.answering.answers import Answers
from bot.services.answering.report import as_data


def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSON lines with a "text" each; "-" reads standard input.'),
    ] = None,
    explain: Annotated[bool, typer.Option(help="Show why this is the answer.")] = False,
) -> None:
    """Answer one question, or every question of a file."""
    if (question is None) == (batch is None):
        raise fail("Give either a question or --batch FILE.", Exit.SETTINGS)
    if batch is not None and not as_json:
        raise fail("A batch is printed as JSON lines: add --json.", Exit.SETTINGS)
    texts, bad = _read_batch(batch) if batch is not None else ([_readable(question or "")], [])
    for sentence in bad:
        typer.echo(sentence, err=True)
    settings = load_settings()
    with exit_on_error():
        answers = open_terminal(settings).answers
    if as_json:
        asyncio.run(_print_json(answers, texts, explain))
    else:
        asyncio.run(_print(answers, texts[0], explain))
    if bad:
        raise typer.Exit(Exit.PROBLEMS)


def chat() -> None:
    """Ask and answer in the terminal."""
    from rich.console import Console

    from bot.local.terminal import chat as converse

    settings = load_settings()
    with exit_on_error():
        follow_ups = open_terminal(settings)
    console = Console()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")

    def read() -> str:
        return console.input("[bold]›[/] ") if console.is_terminal else input()

    asyncio.run(converse(follow_ups, console, read))


async def _print_json(answers: Answers, texts: Iterable[str], explained: bool) -> None:
    ascii_only = not (sys.stdout.encoding or "").casefold().startswith("utf")
    for text in texts:
        data = as_data(text, await answers.ask(text))
        if explained:
            from bot.cli.explaining import explanation_as_data

            data["explanation"] = explanation_as_data(await answers.explain(text))
        sys.stdout.write(json.dumps(data, ensure_ascii=ascii_only) + "\n")


async def _print(answers: Answers, text: str, explained: bool) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    from bot.local.terminal import as_markdown

    Console().print(Markdown(as_markdown(await answers.ask(text))))
    if explained:
        from bot.cli.explaining import show_explanation

        show_explanation(await answers.explain(text))


def _read_batch(path: Path) -> tuple[list[str], list[str]]:
    """Read every question of a file, and a sentence for each line that holds none."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise fail(f"{path} cannot be read: {error}", Exit.PROBLEMS) from None
    texts: list[str] = []
    bad: list[str] = []
    # Not splitlines(): a JSON string may hold U+2028 and the like as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                texts.append(_text(line))
            except ValueError as error:
                bad.append(f"{path}:{number}: {error}")
    return texts, bad


def _text(line: str) -> str:
    """Read one question; raise `ValueError`."""
    try:
        result = json.loads(line)
    except RecursionError:
        raise ValueError("is not JSON that can be read: it is nested too deep") from None
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from None
    text = result.get("text") if isinstance(result, dict) else None
    if not isinstance(text, str):
        raise ValueError('must be an object with a "text"')
    if not _whole(text):
        raise ValueError("holds half a character, which nobody can read")
    return text


def _readable(question: str) -> str:
    if not _whole(question):
        raise fail("The question is not text in UTF-8.", Exit.PROBLEMS)
    return question


def _whole(text: str) -> bool:
    """Tell whether a text can be written: half a surrogate pair cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
