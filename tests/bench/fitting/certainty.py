"""Learn when a part answers a question: `python -m tests.bench.fitting.certainty`.

A sixth of what strangers type for each part is kept back and asked: of the whole base, while a
quarter of the sections is gone, and while a quarter of the entries is. What is found while the
answer is gone is wrong. Golden questions and refusals are asked of the whole base.
Prints `RIGHT_LEARNED`.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.logs import configure_logs
from bot.search.index import Index
from bot.search.values.documents import Document
from bot.search.values.meaning_evidence import MeaningEvidence
from bot.search.values.ranking import Ranking, Reason
from bot.services.content.documents import documents, search_lexicon
from tests.bench.support.logistic import fit
from tests.bench.support.meaning import searching
from tests.support.knowledge.golden import Golden, load_golden
from tests.support.knowledge.shipped import shipped_library

KEPT_BACK = 6
"""One of so many lines that strangers type is asked, and not learned."""

GONE = 4
"""One of so many sections, then entries, is gone."""

ASKED = 450
"""Questions of each kind: more change no coefficient by a tenth of its size."""

WRONG = 0.3
"""Weight of what is wrong: a line that was kept back has one right place here, though a neighbor
may answer it as well, and far more is gone than strangers will miss. With it, half of the answers
to strangers at a chance of .5 are right."""

Judged = tuple[tuple[float, ...], bool]


def main() -> int:
    """Fit the curve."""
    configure_logs("warning", "auto")
    drawn = Random(7)
    kept, asked = _drawn(drawn, tuple(documents(shipped_library())))
    answered, refused = load_golden()
    sections = [(one.entry, one.section) for one in kept if one.section]
    lost = {*drawn.sample(sections, len(sections) // GONE)}
    entries = sorted({one.entry for one in kept})
    without = {*drawn.sample(entries, len(entries) // GONE)}
    fewer = [one for one in kept if (one.entry, one.section) not in lost]
    least = [one for one in kept if one.entry not in without]
    judged = []
    with TemporaryDirectory() as folder:
        for base, questions in (
            (kept, (*asked[:ASKED], *_some(drawn, answered), *_some(drawn, refused))),
            (fewer, _only(asked, {_place(*place) for place in lost})),
            (least, [one for one in asked if one.places.isdisjoint(_places(least))]),
        ):
            judged += list(_judged(base, questions[: 3 * ASKED], Path(folder)))
    weights = [1.0 if right else WRONG for _, right in judged]
    found = fit([row for row, _ in judged], [right for _, right in judged], weights)
    print("RIGHT_LEARNED =", tuple(round(value, 2) for value in found))
    return 0


def _some(drawn: Random, golden: Sequence[Golden]) -> list[Golden]:
    return drawn.sample(golden, min(ASKED, len(golden)))


def _drawn(drawn: Random, listed: Sequence[Document]) -> tuple[list[Document], list[Golden]]:
    """Draw what is learned of a base, and the questions that are kept back."""
    kept, asked = [], []
    for one in listed:
        lines = drawn.sample(one.typed, len(one.typed))
        size = len(lines) // KEPT_BACK
        asked += [
            Golden(line, frozenset((_place(one.entry, one.section),))) for line in lines[:size]
        ]
        kept.append(replace(one, typed=tuple(lines[size:])))
    return kept, drawn.sample(asked, len(asked))


def _judged(base: Sequence[Document], questions: Sequence[Golden], data: Path) -> Iterator[Judged]:
    """Ask a base, and tell of each first hit by meaning whether it is right."""
    lexicon = search_lexicon(shipped_library())
    index = Index.build(base, lexicon)
    search = searching(index, base, lexicon, semantic=True, data=data)
    for one in questions:
        ranking = search(one.ask)
        if (row := _row(ranking)) is not None:
            first = ranking.hits[0]
            yield row, _place(first.entry, first.section) in one.places


def _row(ranking: Ranking) -> tuple[float, ...] | None:
    evidence = ranking.evidence
    if not isinstance(evidence, MeaningEvidence) or ranking.reason is Reason.EXACT:
        return None
    if evidence.story:
        return None
    return evidence.learned


def _only(asked: Sequence[Golden], places: set[str]) -> list[Golden]:
    return [one for one in asked if not one.places.isdisjoint(places)]


def _places(base: Sequence[Document]) -> frozenset[str]:
    return frozenset(_place(one.entry, one.section) for one in base)


def _place(entry: str, section: str | None) -> str:
    return f"{entry}/{section or ''}".rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
