"""Fit what a server's own entries are scored by: for `tests.bench.own_entries --fit`.

Every question that words do not decide is asked, and what is nearest is looked at again: where an
own entry is first, the curves learn whether it is right, and whether anything answers it. The three
numbers of `bot/semantic/own/matrix.py` come from a search beside these: they keep the first places
of the base's golden questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.search.values.meaning_evidence import MeaningEvidence
from tests.bench.support.logistic import fit
from tests.bench.support.own_servers import Asker, Server, place_of

WRONG, TAKEN = 3.0, 10.0
"""Weights of what is wrong, and of what is taken from the base: an own entry is shown outright only
if that is sure."""

STRICTER = 0.4
"""What is taken off the constant of the first curve: at a chance of .5 19 of 20 are right then."""


@dataclass(frozen=True, slots=True)
class _Row:
    values: tuple[float, ...]
    right: bool
    known: bool
    of_base: bool

    @property
    def weight(self) -> float:
        return 1.0 if self.right else TAKEN if self.of_base else WRONG


def print_fit(askers: Iterable[tuple[str, Server, Asker]]) -> None:
    """Print both curves, from the servers that are not held back."""
    rows = [row for _, one, asker in askers if not one.held_back for row in _rows(one, asker)]
    values = [row.values for row in rows]
    first, *others = fit(values, [row.right for row in rows], [row.weight for row in rows])
    print("RIGHT_OWN =", _rounded((first - STRICTER, *others)), f"from {len(rows)}")
    weights = [1.0 if row.known else WRONG for row in rows]
    print("KNOWN_OWN =", _rounded(fit(values, [row.known for row in rows], weights)))


def _rounded(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(value, 2) for value in values)


def _rows(server: Server, asker: Asker) -> Iterator[_Row]:
    for kind, asked in server.asked.items():
        for one in asked:
            ranking = asker.ask(one.ask)
            evidence = ranking.evidence
            if isinstance(evidence, MeaningEvidence) and evidence.own is not None:
                first = place_of(*ranking.hits[0].place)
                right = first in one.places
                yield _Row(evidence.own, right, bool(one.places), kind == "base")
