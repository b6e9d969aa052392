"""Run a command as from a terminal."""

from typer.testing import CliRunner, Result

from bot.cli import app


def almanac(*words: str, typed: str | None = None) -> Result:
    """Run `almanac` with some words, and what is typed into it."""
    return CliRunner().invoke(app, list(words), input=typed)
