"""Show the figures of a base in a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.kb.checking.stats import Statistics
from bot.kb.model.facts import Trust


def show_statistics(statistics: Statistics) -> None:
    """Print the totals, the sources by kind and trust, and the reviews due by month."""
    console = Console(width=100)
    entries, facts = statistics.entries, statistics.facts
    console.print(f"{sum(entries.values())} entries: {_list_counts(entries)}", highlight=False)
    console.print(f"{sum(facts.values())} facts: {_list_counts(facts)}", highlight=False)
    console.print(
        f"median age in days {statistics.median_age}, overdue {statistics.overdue}",
        highlight=False,
    )
    console.print(_sources(statistics))
    due = Table("review due", "entries")
    for month, count in statistics.due.items():
        due.add_row(month, str(count))
    console.print(due)


def _sources(statistics: Statistics) -> Table:
    table = Table("sources", *Trust)
    for name, counts in _rows(statistics):
        table.add_row(name, *(str(counts[trust]) for trust in Trust))
    return table


def _rows(statistics: Statistics) -> Iterator[tuple[str, Mapping[Trust, int]]]:
    yield from statistics.sources.items()
    yield "all", statistics.by_trust


def _list_counts(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
