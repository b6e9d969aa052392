"""Show what editors should look at again: to people as lines, to programs as JSON."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import typer

from bot.services.content.due import Due


def show_due(before: date, found: Sequence[Due]) -> None:
    """Print two lines for each claim or entry: what it is, and where to look."""
    for one in found:
        typer.echo(f"{one.by}  {one.kind}  {one.name}: {one.text}")
        typer.echo(f"            {', '.join(filter(None, _details(one)))}")
    kinds = ", ".join(
        f"{sum(one.kind == kind for one in found)} {name}"
        for kind, name in (("claim", "claims"), ("entry", "entries"), ("path", "paths"))
    )
    typer.echo(f"due before {before}: {kinds}")


def _details(one: Due) -> Iterator[str | None]:
    yield f"last true on {one.last_true}"
    if one.answers:
        yield "in 1 answer" if len(one.answers) == 1 else f"in {len(one.answers)} answers"
    yield f"given {one.served} times" if one.served else None
    yield one.section
    yield one.source


def due_as_json(before: date, found: Sequence[Due]) -> str:
    """Write the same as one JSON object."""
    data = {"before": before.isoformat(), "due": [_as_data(one) for one in found]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(one: Due) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "text": one.text,
        "by": one.by.isoformat(),
        "last_true": one.last_true.isoformat(),
        "source": one.source,
        "section": one.section,
        "answers": [str(address) for address in one.answers],
        "served": one.served,
    }
