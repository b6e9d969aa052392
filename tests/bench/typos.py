"""Measure what slips of the pen cost: `python -m tests.bench.typos [--seeds N] [--meaning]`.

Asks the golden questions of the base with random edits: a character is inserted, deleted,
replaced, or swapped with the next one: within ordinary words of four letters and more, or
anywhere, codes and spaces included. Each row is a mean over seeds: the share of first offers that
are right, of first hits, offered or not, and of their entries, with the share of questions outside
the base that are still refused. `--meaning` asks as the bot does, with its semantic part; the last
lines say of what the loss of words alone consists.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from random import Random
from statistics import mean
from string import ascii_lowercase
from zlib import crc32

from bot.kb.reading.library import load_library
from bot.logs import configure_logs
from bot.search.index import Decision, Hit, Index, Ranking
from bot.services.content.documents import documents, search_lexicon
from tests.bench.support.meaning import Search, searching
from tests.support.knowledge.golden import Golden, first_hits, index_of, load_golden

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

SPAN = 12
"""Characters to which one edit is made, or two."""

SEEDS = 5

WORD = re.compile(r"(?<![\w-])[A-Za-z]{4,}(?![\w-])")


def slip(text: str, edits: int, chance: Random, anywhere: bool) -> str:
    """Make edits at random places: anywhere, or within ordinary words."""
    for _ in range(edits):
        places = range(len(text)) if anywhere else _within_words(text)
        text = _edited(text, chance.choice(places), chance) if places else text
    return text


def _within_words(text: str) -> list[int]:
    return [at for word in WORD.finditer(text) for at in range(*word.span())]


def _edited(text: str, at: int, chance: Random) -> str:
    head, here, tail = text[:at], text[at], text[at + 1 :]
    return {
        "insert": f"{head}{chance.choice(ascii_lowercase)}{here}{tail}",
        "delete": head + tail,
        "replace": head + chance.choice(ascii_lowercase) + tail,
        "swap": head + tail[:1] + here + tail[1:],
    }[chance.choice(("insert", "delete", "replace", "swap"))]


def slipped(golden: Iterable[Golden], per_span: int, seed: int, anywhere: bool) -> list[Golden]:
    """Make `per_span` edits to every 12 characters of each question, at least one.

    A question has the same slips whatever others are asked.
    """
    return [replace(one, ask=_slip_of_its_own(one.ask, per_span, seed, anywhere)) for one in golden]


def _slip_of_its_own(ask: str, per_span: int, seed: int, anywhere: bool) -> str:
    edits = max(1, round(per_span * len(ask) / SPAN))
    return slip(ask, edits, Random(f"{seed} {ask}"), anywhere)


@dataclass(frozen=True, slots=True)
class Row:
    """What came of questions with so many edits: shares, or their means over seeds."""

    offered: float
    """The first offer is right, entry and section."""
    hit: float
    """The first hit is, offered or not."""
    entry: float
    """The entry of the first hit is."""
    refused: float
    """Questions outside the base get no answer, nor a choice of answers."""


def row(search: Search, answered: Iterable[Golden], outside: Iterable[Golden]) -> Row:
    """Ask questions that have an answer, and some that have none."""
    marks = [_marks(search(one.ask), one.places) for one in answered]
    refused = [
        search(one.ask).decision not in (Decision.FOUND, Decision.WHICH_ONE) for one in outside
    ]
    offered, hit, entry = map(mean, zip(*marks, strict=True))
    return Row(offered, hit, entry, mean(refused))


def _marks(ranking: Ranking, places: Iterable[str]) -> tuple[bool, bool, bool]:
    entries = {place.partition("/")[0] for place in places}
    offered, hits = ranking.offered[:1], ranking.hits[:1]
    return (
        any(_place(hit) in places for hit in offered),
        any(_place(hit) in places for hit in hits),
        any(hit.entry in entries for hit in hits),
    )


def _place(hit: Hit) -> str:
    return f"{hit.entry}/{hit.section}" if hit.section else hit.entry


def rows(search: Search, seeds: Iterable[int], anywhere: bool, every: int = 1) -> dict[int, Row]:
    """Ask with 0, 1 and 2 edits to 12 characters.

    Of the questions that have an answer only one in `every`, the same ones as the base grows: those
    without are few, and one of a hundred is a point.
    """
    answered, outside = load_golden()
    chosen = [one for one in answered if crc32(one.ask.encode()) % every == 0]
    golden = chosen, outside
    found = {0: row(search, *golden)}
    for edits in (1, 2):
        asked = [
            row(search, *(slipped(part, edits, seed, anywhere) for part in golden))
            for seed in seeds
        ]
        found[edits] = Row(*map(mean, zip(*map(astuple, asked), strict=True)))
    return found


def losses(index: Index, seeds: Sequence[int], edits: int) -> Counter[str]:
    """Count, in questions of one seed, by what became of their codes, those that slips lost."""
    answered, _ = load_golden()
    real = index.base_index.codes.known
    lost: Counter[str] = Counter()
    for seed in seeds:
        for one, other in zip(answered, slipped(answered, edits, seed, anywhere=True), strict=True):
            if first_hits(index, [one]).right > first_hits(index, [other]).right:
                meant, read = (set(index.search(ask).codes) for ask in (one.ask, other.ask))
                if meant == read:
                    lost["codes intact"] += 1
                elif any(code in real for code in read - meant):
                    lost["a code became another real one"] += 1
                else:
                    lost["a code was destroyed"] += 1
    return lost


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--show", action="store_true", help="print what goes astray, first seed")
    parser.add_argument("--meaning", action="store_true", help="ask by meaning too")
    options = parser.parse_args(arguments)
    configure_logs("warning", "auto")
    library = load_library(KNOWLEDGE)
    index = index_of(library)
    search = searching(
        index, tuple(documents(library)), search_lexicon(library), semantic=options.meaning
    )
    seeds = range(options.seeds)
    for place, anywhere in (("in words", False), ("anywhere", True)):
        found = rows(search, seeds, anywhere)
        for edits, one in found.items():
            shares = zip(fields(one), astuple(one), astuple(found[0]), strict=True)
            written = (
                f"{field.name} {share:.1%} ({100 * (share - whole):+.1f})"
                for field, share, whole in shares
            )
            print(f"{place}, {edits} edits to {SPAN}: {', '.join(written)}")
    for edits in () if options.meaning else (1, 2):
        for name, count in losses(index, seeds, edits).most_common():
            share = count / len(seeds) / len(load_golden()[0])
            print(f"lost at {edits} edits, {name}: {share:.1%}")
    if options.show:
        print(first_hits(index, slipped(load_golden()[0], 1, 0, anywhere=False)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
