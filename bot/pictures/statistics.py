"""Draw the figures of a base as three bar charts, with the same figures as text."""

from bot.kb.checking.stats import Statistics
from bot.pictures.bars import describe_bars, draw_bars


def describe_statistics(statistics: Statistics) -> str:
    """Describe in one paragraph what the picture shows: its alt text."""
    return describe_bars(_headline(statistics), _panels(statistics))


def draw_statistics(statistics: Statistics) -> bytes:
    """Draw a PNG of entries, sources and reviews."""
    return draw_bars(_headline(statistics), _panels(statistics))


def _headline(statistics: Statistics) -> str:
    entries, facts = sum(statistics.entries.values()), sum(statistics.facts.values())
    return (
        f"{entries} entries, {facts} facts, median age in days {statistics.median_age}, "
        f"overdue {statistics.overdue}"
    )


def _panels(statistics: Statistics) -> dict[str, dict[str, int]]:
    return {
        "Entries by kind": {str(kind): count for kind, count in statistics.entries.items()},
        "Sources by how they were read": {
            str(trust): count for trust, count in statistics.by_trust.items()
        },
        "Reviews due by month": dict(statistics.due),
    }
