"""Measure what slips of the pen cost: `python -m tests.bench.typos [--seeds N] [--show]`.

Asks the golden questions of the base with random edits: a character is inserted, deleted,
replaced, or swapped with the next one: within ordinary words of four letters and more, or
anywhere, codes and spaces included. A slip within a code makes another code, of which none is
guessed, so the second kind can not be had for free. Each row is a mean over seeds.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean
from string import ascii_lowercase

from bot.kb.library import load_library
from bot.search.index import Index
from tests.support.golden import Golden, first_hits, index_of, load_golden

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
    """Make `per_span` edits to every 12 characters of each question, at least one."""
    chance = Random(seed)
    return [
        replace(
            one, ask=slip(one.ask, max(1, round(per_span * len(one.ask) / SPAN)), chance, anywhere)
        )
        for one in golden
    ]


def costs(index: Index, seeds: int, anywhere: bool) -> dict[int, float]:
    """Give the share of first offers that are right with 0, 1 and 2 edits to 12 characters."""
    answered = load_golden()[0]
    shares = {0: first_hits(index, answered).share}
    for edits in (1, 2):
        asked = [slipped(answered, edits, seed, anywhere) for seed in range(seeds)]
        shares[edits] = mean(first_hits(index, one).share for one in asked)
    return shares


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--show", action="store_true", help="print what goes astray, first seed")
    options = parser.parse_args(arguments)
    index = index_of(load_library(KNOWLEDGE))
    for place, anywhere in (("in words", False), ("anywhere", True)):
        shares = costs(index, options.seeds, anywhere)
        for edits, share in shares.items():
            print(f"{place}, {edits} edits to {SPAN}: {share:.1%}, {share - shares[0]:+.1%}")
    if options.show:
        print(first_hits(index, slipped(load_golden()[0], 1, 0, anywhere=False)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
