"""Show what editors should look at again: to people as lines, to programs as JSON."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import typer

from bot.kb.checking.due import Due


def show_due(before: date, items: Sequence[Due]) -> None:
    """Print two lines for each claim or entry: what it is, and where to look."""
    for due in items:
        typer.echo(f"{due.by}  {due.kind}  {due.name}: {due.text}")
        typer.echo(f"            {', '.join(filter(None, _details(due)))}")
    kinds = ", ".join(
        f"{sum(due.kind == kind for due in items)} {name}"
        for kind, name in (("claim", "claims"), ("entry", "entries"), ("path", "paths"))
    )
    typer.echo(f"due before {before}: {kinds}")


def _details(due: Due) -> Iterator[str | None]:
    yield f"last true on {due.last_true}"
    if due.answers:
        yield "in 1 answer" if len(due.answers) == 1 else f"in {len(due.answers)} answers"
    yield f"given {due.times_served} times" if due.times_served else None
    yield due.section
    yield due.source


def due_as_json(before: date, items: Sequence[Due]) -> str:
    """Write the same as one JSON object."""
    data = {"before": before.isoformat(), "due": [_as_data(due) for due in items]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(due: Due) -> dict[str, Any]:
    return {
        "kind": due.kind,
        "name": due.name,
        "text": due.text,
        "by": due.by.isoformat(),
        "last_true": due.last_true.isoformat(),
        "source": due.source,
        "section": due.section,
        "answers": [str(address) for address in due.answers],
        "served": due.times_served,
    }
