"""Learn how sure to be of an answer to a question that names a code: `python -m tests.bench.coded`.

A code brings every part of its entry near, whatever else is asked. So the base that ships is asked
golden questions and phrasings while a random third of its parts, and half of the phrasings of the
others, are gone: what is then found in place of a part that is gone is wrong, as it is for a
question that the base does not cover. Prints `RIGHT_CODED` and `RIGHT_CODED_BY_MEANING`.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.logs import configure_logs
from bot.search.index import Document, Index, Ranking, Reason
from bot.search.values.calibration import Evidence
from bot.services.content.documents import documents, search_lexicon
from tests.bench.logistic import fit
from tests.bench.meaning import searching
from tests.support.golden import Golden, load_golden
from tests.support.shipped import shipped_library

DRAWS = range(4)

GONE = 0.3
"""The share of parts that are gone: of the answers by words as many are wrong then as strangers
get (a quarter)."""

LEFT_OUT = 0.5
"""The share of the phrasings that the other parts lose."""

ASKED = 0.25
"""The share of what was left out that is asked, beside the golden questions."""

WRONG_BY_MEANING = 0.4
"""Weight of what is wrong by meaning: where words are not sure, four in five of these answers are
wrong, and a third of those that strangers get. A quarter would make both alike; a wrong answer
about a visa costs more than one that is shown as close."""

Judged = tuple[Ranking, bool]


def main() -> int:
    """Fit both curves."""
    configure_logs("warning", "auto")
    with TemporaryDirectory() as folder:
        judged = [one for seed in DRAWS for one in _judged(seed, Path(folder))]
    by_words = [one for one in judged if isinstance(one[0].evidence, Evidence)]
    by_meaning = [one for one in judged if not isinstance(one[0].evidence, Evidence)]
    print("RIGHT_CODED =", _fitted(by_words, 1.0))
    print("RIGHT_CODED_BY_MEANING =", _fitted(by_meaning, WRONG_BY_MEANING))
    return 0


def _judged(seed: int, data: Path) -> Iterator[Judged]:
    """Ask one draw of the base, and tell of each first hit whether it is right."""
    listed = tuple(documents(shipped_library()))
    kept, asked = _drawn(Random(seed), listed)
    lexicon = search_lexicon(shipped_library())
    index = Index.build(kept, lexicon)
    search = searching(index, kept, lexicon, semantic=True, data=data)
    answered, refused = load_golden()
    for one in (*asked, *answered, *refused):
        ranking = search(one.ask)
        evidence = ranking.evidence
        if evidence is None or evidence.coded is None or ranking.reason is Reason.EXACT:
            continue
        first = ranking.hits[0]
        yield ranking, _place(first.entry, first.section) in one.places


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


def _fitted(judged: Sequence[Judged], wrong: float) -> tuple[float, ...]:
    """Fit the curve of what is judged, given the weight of what is wrong."""
    rows = [ranking.evidence.coded for ranking, _ in judged if ranking.evidence]
    right = [one for _, one in judged]
    weights = [1.0 if one else wrong for one in right]
    return tuple(round(value, 2) for value in fit([row for row in rows if row], right, weights))


if __name__ == "__main__":
    sys.exit(main())
