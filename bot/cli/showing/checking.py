"""Show what a check of the base found: to people as lines and a table, to programs as JSON."""

import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bot.kb.model.problems import Problem, Severity
from bot.services.editing.checking import MOST_AMBER, CheckResult, by_check


def show_check(folder: Path, checked: CheckResult) -> None:
    """Print each problem with its file and line, then a table with a row for each check."""
    for problem in checked.problems:
        typer.echo(str(problem))
    table = Table("check", "errors", "warnings", title=f"{folder}", title_justify="left")
    for check, (errors, warnings) in by_check(checked).items():
        table.add_row(check, str(errors), str(warnings))
    Console(width=80).print(table)
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    questions = f"{checked.questions} questions" if checked.questions else "questions not asked"
    if checked.answers:
        share = f"{checked.amber} of {checked.answers} ({checked.amber / checked.answers:.1%})"
        typer.echo(f"answers under a warning: {share}, at most {MOST_AMBER:.0%}")
    typer.echo(f"{checked.entries} entries, {questions}: {errors} errors, {warnings} warnings")


def check_as_json(folder: Path, checked: CheckResult) -> str:
    """Write the same as one JSON object."""
    data: dict[str, Any] = {
        "folder": str(folder),
        "entries": checked.entries,
        "questions": checked.questions,
        "answers": checked.answers,
        "amber": checked.amber,
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "checks": {
            check: {"errors": errors, "warnings": warnings}
            for check, (errors, warnings) in by_check(checked).items()
        },
        "problems": [_as_data(problem) for problem in checked.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity,
        "check": problem.check,
        "field": problem.field,
        "message": problem.message,
    }
