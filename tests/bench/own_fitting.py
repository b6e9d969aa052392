"""Fit what a server's own entries are scored by: for `tests.bench.own_entries --fit`.

Every question that words do not decide is asked, and what is nearest is looked at again: where an
own entry is first, the curves learn whether it is right, and whether anything answers it. The three
numbers of `bot/semantic/own/matrix.py` come from a search beside these: they keep the first places
of the base's golden questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.search.values.meaning_evidence import MeaningEvidence
from tests.bench.logistic import fit
from tests.bench.own_servers import Asker, Server, place_of

WRONG = 3.0
"""Weight of what is wrong, or nobody's: an own entry is shown outright only if that is sure."""


@dataclass(frozen=True, slots=True)
class _Row:
    values: tuple[float, ...]
    right: bool
    known: bool


def print_fit(askers: Iterable[tuple[str, Server, Asker]]) -> None:
    """Print both curves."""
    rows = [row for _, server, asker in askers for row in _rows(server, asker)]
    values = [row.values for row in rows]
    for name, labels in (
        ("RIGHT_OWN", [row.right for row in rows]),
        ("KNOWN_OWN", [row.known for row in rows]),
    ):
        found = fit(values, labels, [1.0 if label else WRONG for label in labels])
        print(f"{name} =", tuple(round(value, 2) for value in found), f"from {len(rows)}")


def _rows(server: Server, asker: Asker) -> Iterator[_Row]:
    for asked in server.asked.values():
        for one in asked:
            ranking = asker.ask(one.ask)
            evidence = ranking.evidence
            if isinstance(evidence, MeaningEvidence) and evidence.own is not None:
                first = place_of(*ranking.hits[0].place)
                yield _Row(evidence.own, first in one.places, bool(one.places))
