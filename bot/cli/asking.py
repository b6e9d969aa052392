"""Ask from the command line: once, a whole file, or in a conversation."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_terminal
from bot.cli.border import border, fail, opened
from bot.cli.exits import Exit
from bot.services.answers import Answers
from bot.services.report import as_data


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
    texts = _read_batch(batch) if batch is not None else [question or ""]
    settings = opened()
    with border():
        answers = open_terminal(settings)
    if as_json:
        asyncio.run(_print_json(answers, texts, explain))
    else:
        asyncio.run(_print(answers, texts[0], explain))


def chat() -> None:
    """Ask and answer in the terminal."""
    from rich.console import Console

    from bot.local.terminal import chat as converse

    settings = opened()
    with border():
        answers = open_terminal(settings)
    console = Console()

    def read() -> str:
        return console.input("[bold]›[/] ") if console.is_terminal else input()

    asyncio.run(converse(answers, console, read))


async def _print_json(answers: Answers, texts: Iterable[str], explained: bool) -> None:
    for text in texts:
        data = as_data(text, await answers.ask(text))
        if explained:
            from bot.cli.explaining import explanation_as_data

            data["explanation"] = explanation_as_data(await answers.explain(text))
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


async def _print(answers: Answers, text: str, explained: bool) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    from bot.local.terminal import as_markdown

    Console().print(Markdown(as_markdown(await answers.ask(text))))
    if explained:
        from bot.cli.explaining import show_explanation

        show_explanation(await answers.explain(text))


def _read_batch(path: Path) -> list[str]:
    """Read every question before the first is answered, so that a bad line costs no half run."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
        return list(_texts(text))
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"{path} cannot be read: {error}", Exit.PROBLEMS) from None
    except ValueError as error:
        raise fail(f"{path}:{error}", Exit.PROBLEMS) from None


def _texts(text: str) -> Iterator[str]:
    # Not splitlines(): a JSON string may hold U+2028 and the like as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{number}: is not JSON: {error}") from None
        if not isinstance(found, dict) or not isinstance(found.get("text"), str):
            raise ValueError(f'{number}: must be an object with a "text"')
        yield found["text"]
