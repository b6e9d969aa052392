"""Measure own entries with the sentence model: `python -m tests.bench.own_entries`.

A quarter of the base's questions become a server's, each with its question and up to three of its
phrasings; their other phrasings and what strangers type are asked, by words and with meaning. With
`--entries` and `--queries` (both may be repeated; the form is in `engine.md`) a server on another
subject is asked as well. Golden questions of the base say what own entries take from it.

`--size 10000` instead reads a server of so many entries, and shows seconds, memory and the time of
a question. `--fit` also prints what own entries are scored by, fitted on the same servers.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.logs import configure_logs
from bot.search.index import Decision
from bot.search.own import GuildLayer, OwnLayer
from bot.search.values.ranking import Ranking
from bot.semantic.arrays import FOLDER
from bot.semantic.own.files import OWN
from bot.semantic.own.meaning import OwnMeaning
from bot.services.content.documents import search_inputs
from tests.bench.fitting.own_entries import print_fit
from tests.bench.support.own_servers import Asker, Server, learn, place_of, servers
from tests.bench.support.synthetic import entries
from tests.support.knowledge.golden import Golden
from tests.support.knowledge.shipped import shipped_library

_TAKEN = (Decision.FOUND, Decision.WHICH_ONE)


def main() -> int:
    """Measure or fit, as the arguments say."""
    options = _options()
    configure_logs("warning", "auto")
    with TemporaryDirectory() as folder:
        data = options.data or Path(folder)
        if options.size:
            _print_size(options.size, data)
            return 0
        documents, lexicon = search_inputs(shipped_library())
        files = list(zip(options.entries, options.queries, strict=True))
        base, listed = servers(documents, files)
        index, stage = learn(base, lexicon, data)
        askers = [
            (name, server, Asker.over(index, stage, server.own, guild))
            for guild, (name, server) in enumerate(listed, 1)
        ]
        if options.fit:
            print_fit(askers)
        for name, server, asker in askers:
            print(f"\n{name}: {len(server.own)} own documents")
            _print_server(server, asker)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", action="append", type=Path, default=[])
    parser.add_argument("--queries", action="append", type=Path, default=[])
    parser.add_argument("--data", type=Path, help="Keep the vectors of texts in this folder.")
    parser.add_argument("--size", type=int, default=0, help="Read a server of so many entries.")
    parser.add_argument("--fit", action="store_true", help="Print what entries are scored by.")
    return parser.parse_args()


def _print_server(server: Server, asker: Asker) -> None:
    for kind, asked in server.asked.items():
        for how, ask in (("words", asker.by_words), ("meaning", asker.ask)):
            counts = Counter(_outcome(ask(one.ask), one, server.places) for one in asked)
            shown = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            print(f"  {kind:<8} {how:<8} of {len(asked)}: {shown}")


def _outcome(ranking: Ranking, asked: Golden, own: frozenset[str]) -> str:
    """Say what came of a question: by whose entry it was answered, and whether rightly."""
    offered = [place_of(hit.entry, hit.section) for hit in ranking.offered]
    if ranking.decision is Decision.FOUND:
        right = offered[0] in asked.places
        return "right" if right else "wrong, own" if offered[0] in own else "wrong, base"
    if not asked.places.isdisjoint(offered):
        return "offered"
    taken = ranking.decision in _TAKEN and not own.isdisjoint(offered)
    return "choice with own" if taken else "nothing right"


def _print_size(size: int, data: Path) -> None:
    """Have the model read a server of so many entries, and again as after a restart."""
    documents, lexicon = search_inputs(shipped_library())
    _, stage = learn(documents, lexicon, data)
    drawn = entries(size)
    own = [one.document for one in drawn]
    layer = GuildLayer(1, OwnLayer(tuple(own), frozenset()))
    questions = [one.strings[1] for one in drawn[:: max(1, size // 100)]]
    print(f"a question without own entries {_milliseconds(stage.sense, questions):.1f} ms")
    before = _memory()
    pieces = list(_read(stage.own, layer))
    print(f"{len(pieces)} pieces of {_quantile(pieces)} s, all {sum(pieces):.0f} s of encoding")
    print(f"memory grown by {_memory() - before:.0f} MB, at most {_peak():.0f} MB in all")
    kept = data / FOLDER / OWN / "1.npz"
    print(f"file of {kept.stat().st_size / 2**20:.1f} MB")
    ask = partial(stage.sense, own=layer)
    print(f"a question among them {_milliseconds(ask, questions):.1f} ms")
    changed = GuildLayer(1, OwnLayer((*own[1:], replace(own[0], title="new")), frozenset()))
    print(f"one changed: {sum(_read(stage.own, changed)):.2f} s")
    _, again = learn(documents, lexicon, data)
    pieces = list(_read(again.own, layer))
    print(f"after a restart {sum(pieces):.2f} s, in {len(pieces)} pieces")


def _read(own: OwnMeaning | None, layer: GuildLayer) -> Iterator[float]:
    """Have a server read, and yield the seconds that each piece took."""
    assert own is not None, "almanac[semantic] is installed"
    own.want(layer.guild)
    while own.next_wanted() is not None:
        began = perf_counter()
        own.read_some(layer)
        yield perf_counter() - began


def _quantile(pieces: Sequence[float]) -> str:
    cut = sorted(pieces)
    return (
        f"{cut[len(cut) // 2]:.3f} (p50), {cut[-len(cut) // 100]:.3f} (p99), {cut[-1]:.2f} (most)"
    )


def _milliseconds(ask: Callable[[str], object], questions: Sequence[str]) -> float:
    times = []
    for question in questions:
        began = perf_counter()
        ask(question)
        times.append(1000 * (perf_counter() - began))
    return median(times)


def _memory() -> float:
    """Return what the process holds now, in MB (Linux only)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * getpagesize() / 2**20


def _peak() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
