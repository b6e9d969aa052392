"""Learn how sure to be of an answer to a coded question: `python -m tests.bench.fitting.coded`.

A code brings every part of its entry near, whatever else is asked. So the base that ships is asked
golden questions and phrasings while a random third of its parts, and half of the phrasings of the
others, are gone: what is then found in place of a part that is gone is wrong, as it is for a
question that the base does not cover. Prints `RIGHT_CODED`.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bot.logs import configure_logs
from bot.search.index import Document, Index, Reason
from bot.search.values.calibration import Evidence
from bot.services.content.documents import documents, search_lexicon
from tests.bench.support.logistic import fit
from tests.support.knowledge.golden import Golden, load_golden
from tests.support.knowledge.shipped import shipped_library

DRAWS = range(4)

GONE = 0.3
"""The share of parts that are gone: of the answers by words as many are wrong then as strangers
get (a quarter)."""

LEFT_OUT = 0.5
"""The share of the phrasings that the other parts lose."""

ASKED = 0.25
"""The share of what was left out that is asked, beside the golden questions."""

Judged = tuple[tuple[float, ...], bool]


def main() -> int:
    """Fit both curves."""
    configure_logs("warning", "auto")
    judged = [one for seed in DRAWS for one in _judged(seed)]
    print("RIGHT_CODED =", _fitted(judged))
    return 0


def _judged(seed: int) -> Iterator[Judged]:
    """Ask one draw of the base, and tell of each first hit whether it is right."""
    listed = tuple(documents(shipped_library()))
    kept, asked = _drawn(Random(seed), listed)
    lexicon = search_lexicon(shipped_library())
    index = Index.build(kept, lexicon)
    answered, refused = load_golden()
    for one in (*asked, *answered, *refused):
        ranking = index.search(one.ask)
        evidence = ranking.evidence
        if not isinstance(evidence, Evidence) or ranking.reason is Reason.EXACT:
            continue
        if (row := evidence.coded) is None:
            continue
        first = ranking.hits[0]
        yield row, _place(first.entry, first.section) in one.places


def _drawn(drawn: Random, listed: Sequence[Document]) -> tuple[list[Document], list[Golden]]:
    """Draw what is left of a base, and questions from what is gone."""
    sectioned = {one.entry for one in listed if one.section is not None}
    kept, asked = [], []
    for one in listed:
        overview = one.section is None and one.entry in sectioned
        gone = drawn.random() < GONE and not overview
        left = [text for text in one.phrasings if not gone and drawn.random() >= LEFT_OUT]
        place = frozenset((_place(one.entry, one.section),))
        out = [text for text in one.phrasings if text not in left and drawn.random() < ASKED]
        asked += [Golden(text, place) for text in out]
        if not gone:
            kept.append(replace(one, phrasings=tuple(left)))
    return kept, asked


def _place(entry: str, section: str | None) -> str:
    return f"{entry}/{section or ''}".rstrip("/")


def _fitted(judged: Sequence[Judged]) -> tuple[float, ...]:
    """Fit the curve of what is judged."""
    rows, right = [row for row, _ in judged], [one for _, one in judged]
    return tuple(round(value, 2) for value in fit(rows, right, [1.0] * len(rows)))


if __name__ == "__main__":
    sys.exit(main())
