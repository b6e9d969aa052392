"""Ask from the command line: once, a whole file, or in a conversation."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import exit_on_error, fail, load_settings
from bot.cli.exits import Exit

if TYPE_CHECKING:
    from bot.services.answering.answers import Answers
    from bot.services.conversation.following import FollowUps
    from bot.settings import Settings

HISTORY = "chat-history"
"""The file in the data folder that keeps what was typed into `almanac chat`."""

MOST_KEPT = 500
"""Lines of it."""


def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSON lines with a "text" each; "-" reads standard input.'),
    ] = None,
    explain: Annotated[bool, typer.Option(help="Show why this is the answer.")] = False,
) -> None:
    """Answer one question, or every question of a file."""
    if (not question) == (batch is None):
        raise fail("Give either a question or --batch FILE.", Exit.SETTINGS)
    if batch is not None and not as_json:
        raise fail("A batch is printed as JSON lines: add --json.", Exit.SETTINGS)
    text = " ".join(question or ())
    texts, bad = _read_batch(batch) if batch is not None else ([_readable(text)], [])
    for sentence in bad:
        typer.echo(sentence, err=True)
    answers = _open_follow_ups(load_settings()).answers
    if as_json:
        asyncio.run(_print_json(answers, texts, explain))
    else:
        asyncio.run(_print(answers, texts[0], explain))
    if bad:
        raise typer.Exit(Exit.PROBLEMS)


def chat() -> None:
    """Ask and answer in the terminal, one question after the other."""
    from rich.console import Console

    from bot.local.terminal import PROMPT
    from bot.local.terminal import chat as converse

    settings = load_settings()
    follow_ups = _open_follow_ups(settings, in_background=True)
    console = Console()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    if not (console.is_terminal and sys.stdin.isatty()):
        converse(follow_ups, console, input)
        return
    with _history(settings.data / HISTORY):
        # The prompt is input's own: readline must know how wide it is.
        converse(follow_ups, console, lambda: input(PROMPT))


def _open_follow_ups(settings: "Settings", *, in_background: bool = False) -> "FollowUps":
    """Load the base, and say so in a terminal as long as it takes."""
    from rich.console import Console

    from bot.app import open_terminal

    with exit_on_error(), Console(stderr=True).status("Reading the base ..."):
        return open_terminal(settings, in_background=in_background)


@contextmanager
def _history(path: Path) -> Iterator[None]:
    """Let the arrow keys recall lines of this and earlier sessions, if the system can."""
    try:
        import readline
    except ImportError:
        yield
        return
    with suppress(OSError):  # the first time there is none
        readline.read_history_file(path)
    readline.set_history_length(MOST_KEPT)
    try:
        yield
    finally:
        _keep_history(path)


def _keep_history(path: Path) -> None:
    import readline

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made first, so that nobody else may read it from the first byte on.
        path.touch(mode=0o600)
        readline.write_history_file(path)
    except OSError:
        typer.echo(f"What was typed is not kept: '{path}' cannot be written.", err=True)


async def _print_json(answers: "Answers", texts: Iterable[str], explained: bool) -> None:
    from bot.services.answering.report import as_data

    ascii_only = not (sys.stdout.encoding or "").casefold().startswith("utf")
    for text in texts:
        data = as_data(text, await answers.ask(text))
        if explained:
            from bot.cli.showing.explaining import explanation_as_data

            data["explanation"] = explanation_as_data(await answers.explain(text))
        sys.stdout.write(json.dumps(data, ensure_ascii=ascii_only) + "\n")


async def _print(answers: "Answers", text: str, explained: bool) -> None:
    from rich.console import Console

    from bot.local.terminal import as_markdown, show

    with Console(stderr=True).status("Looking it up; the first time can take a minute ..."):
        outcome = await answers.ask(text)
    show(Console(), as_markdown(outcome))
    if explained:
        from bot.cli.showing.explaining import show_explanation

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
    if not _is_whole(text):
        raise ValueError("holds half a character, which nobody can read")
    return text


def _readable(question: str) -> str:
    if not _is_whole(question):
        raise fail("The question is not text in UTF-8.", Exit.PROBLEMS)
    return question


def _is_whole(text: str) -> bool:
    """Return whether a text can be written: half a surrogate pair cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
