"""Measure how well questions find their answers: `python -m tests.bench.quality`.

Runs the production engine over a file of entries and a file of questions (the form is in
`engine.md`), beside two scorers of rapidfuzz over the same phrasings in the same run. With `--fit`
it prints the coefficients of the two probabilities, fitted on the files given (`--entries` and
`--queries` may be repeated), with `--ablate` what each part of the engine buys.
"""

import argparse
import json
import random
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.logs import configure_logs
from bot.search.index import Decision, Document, Index, Lexicon
from bot.search.values.calibration import WEIGHTS, Weights
from bot.search.values.curves import RIGHT, RIGHT_BY_MEANING
from bot.search.values.thesaurus import english_thesaurus
from tests.bench.support.logistic import curve_at, fit
from tests.bench.support.meaning import searching
from tests.bench.support.outcomes import Outcome
from tests.bench.support.tables import ABLATIONS, calibration_error, reliability, thresholds

ACCEPTED = 0.95
"""Share of in-scope questions taken, and of out-of-scope questions refused, where one is fixed."""

RESAMPLES = 200
"""Bootstrap samples for the intervals, which hold 95 % of them."""

_NEAR = 3
"""Hits within which `hit3` looks."""

KNOWN_OUT = 6.0
"""Weight of a question that is not ours where the chance that the base has the answer is fitted:
such questions are six in a hundred in the files. Chosen on halves by rejection at 95 % accepted."""

RIGHT_OUT = 2.0
"""The same where the chance that the first hit is right is fitted: in life they are more than six
in a hundred, yet fewer than those of ours."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, with the entry it wants: None where none has the answer."""

    text: str
    label: str | None


Answered = tuple[list[str], float, float, bool, tuple[float, ...]]
Method = Callable[[str], Answered]
"""Takes a question; gives entries best first, the probabilities that the first is right and that
there is an answer, whether it answers, features."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one method; None where the questions cannot show it."""

    hit1: float
    hit3: float
    mrr: float
    auroc: float | None
    acc_at_95_rej: float | None
    rej_at_95_acc: float | None
    p50_ms: float
    p99_ms: float
    found: float
    found_right: float
    ece: float


def read_documents(path: Path) -> list[Document]:
    """Read entries: the title and the aliases are phrasings."""
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Document(
            entry["id"],
            None,
            entry["title"],
            phrasings=(entry["title"], *entry["aliases"]),
            body=entry["body"],
        )
        for entry in entries
    ]


def read_queries(path: Path) -> list[Query]:
    """Read questions with their labels."""
    lines = path.read_text("utf-8").splitlines()
    return [Query(one["text"], one["label"]) for one in map(json.loads, lines)]


def almanac(
    documents: Sequence[Document], weights: Weights = WEIGHTS, *, semantic: bool = False
) -> Method:
    """Answer with the production engine."""
    lexicon = Lexicon(thesaurus=english_thesaurus())
    index = Index.build(documents, lexicon, weights)
    search = searching(index, documents, lexicon, semantic=semantic)

    def answer(text: str) -> Answered:
        ranking = search(text)
        features = ranking.evidence.features if ranking.evidence else ()
        found = ranking.decision is Decision.FOUND
        entries = [hit.entry for hit in ranking.hits]
        return entries, ranking.confidence, ranking.known, found, features

    return answer


def rapidfuzz(documents: Sequence[Document], scorer: Callable[..., float]) -> Method:
    """Answer with the best phrasing by a scorer of rapidfuzz."""
    phrasings = [(one.entry, text.casefold()) for one in documents for text in one.phrasings]
    texts = [text for _, text in phrasings]

    def answer(text: str) -> Answered:
        found = process.extract(text.casefold(), texts, scorer=scorer, limit=30)
        entries = list(dict.fromkeys(phrasings[at][0] for _, _, at in found))
        score = found[0][1] / 100 if found else 0.0
        return entries, score, score, False, ()

    return answer


def run(method: Method, queries: Sequence[Query]) -> list[Outcome]:
    """Ask every question once."""
    outcomes = []
    for query in queries:
        start = time.perf_counter()
        entries, confidence, known, found, features = method(query.text)
        seconds = time.perf_counter() - start
        rank = entries.index(query.label) + 1 if query.label in entries else 0
        outside = query.label is None
        outcomes.append(Outcome(rank, confidence, known, outside, seconds, found, features))
    return outcomes


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Work out the figures."""
    inside = [one for one in outcomes if not one.outside]
    taken = sorted(one.known for one in inside)
    refused = sorted(one.known for one in outcomes if one.outside)
    times = sorted(one.seconds * 1000 for one in outcomes)
    found = [one for one in outcomes if one.found]
    return Scores(
        hit1=_share(one.rank == 1 for one in inside),
        hit3=_share(0 < one.rank <= _NEAR for one in inside),
        mrr=sum(1 / one.rank for one in inside if one.rank) / max(1, len(inside)),
        auroc=_auroc(taken, refused),
        acc_at_95_rej=_above(taken, _quantile(refused, ACCEPTED)) if refused else None,
        rej_at_95_acc=1 - _above(refused, _quantile(taken, 1 - ACCEPTED), True)
        if refused
        else None,
        p50_ms=_quantile(times, 0.5),
        p99_ms=_quantile(times, 0.99),
        found=_share(one.found for one in outcomes),
        found_right=_share(one.rank == 1 for one in found),
        ece=calibration_error(outcomes),
    )


def intervals(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """Give the middle 95 % of each figure over bootstrap samples of the questions."""
    chance = random.Random(0)
    samples = [asdict(score(chance.choices(outcomes, k=len(outcomes)))) for _ in range(RESAMPLES)]
    spread: dict[str, tuple[float, float]] = {}
    for name in samples[0]:
        values = sorted(sample[name] for sample in samples if sample[name] is not None)
        if values:
            spread[name] = (_quantile(values, 0.025), _quantile(values, 0.975))
    return spread


def refit(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Fit the coefficients of the first being right, and of there being an answer."""
    asked = [one for one in outcomes if one.features]
    rows = [one.features for one in asked]
    right = fit(
        rows, [one.rank == 1 for one in asked], [RIGHT_OUT if one.outside else 1.0 for one in asked]
    )
    known = fit(
        rows,
        [not one.outside for one in asked],
        [KNOWN_OUT if one.outside else 1.0 for one in asked],
    )
    return right, known


def held_out(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give each half the probabilities that a fit on the other half gives it."""
    judged = []
    for half in (0, 1):
        curves = {size: refit(group) for size, group in _kinds(outcomes[half::2]).items()}
        for one in outcomes[1 - half :: 2]:
            if curve := curves.get(len(one.features)):
                right, known = (curve_at(coefficients, one.features) for coefficients in curve)
                judged.append(replace(one, confidence=right, known=known))
            else:
                judged.append(one)
    return judged


def _kinds(outcomes: Sequence[Outcome]) -> dict[int, list[Outcome]]:
    """Part those that words decided from those that meaning did, by how many features there are."""
    groups: dict[int, list[Outcome]] = {}
    for one in outcomes:
        if one.features:
            groups.setdefault(len(one.features), []).append(one)
    return groups


def _share(values: Iterator[bool]) -> float:
    listed = list(values)
    return sum(listed) / max(1, len(listed))


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _above(values: Sequence[float], bound: float, at_least: bool = False) -> float:
    return _share(value > bound or (at_least and value == bound) for value in values)


def _auroc(taken: Sequence[float], refused: Sequence[float]) -> float | None:
    """Share of pairs in which the question of ours is the surer one."""
    if not taken or not refused:
        return None
    beaten = sum(bisect_left(refused, one) + bisect_right(refused, one) for one in taken)
    return beaten / (2 * len(taken) * len(refused))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=Path, action="append", required=True)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--fit", action="store_true", help="print coefficients instead")
    parser.add_argument("--ablate", action="store_true", help="print what each part buys instead")
    parser.add_argument("--no-semantic", action="store_true", help="the lexical engine alone")
    options = parser.parse_args(arguments)
    configure_logs("warning", "auto")
    pairs = list(zip(options.entries, options.queries, strict=True))
    semantic = not options.no_semantic
    if options.fit:
        _print_fit(pairs, semantic)
    elif options.ablate:
        _print_ablation(pairs)
    else:
        for entries, queries in pairs:
            _print_figures(entries, queries, options.json, semantic)
    return 0


def _print_fit(pairs: Sequence[tuple[Path, Path]], semantic: bool) -> None:
    outcomes = [
        outcome
        for entries, queries in pairs
        for outcome in run(
            almanac(read_documents(entries), semantic=semantic), read_queries(queries)
        )
    ]
    # Where meaning is asked, words decide only what is sure: their curve is fitted without it.
    size = len(RIGHT_BY_MEANING if semantic else RIGHT)
    ending = "_BY_MEANING" if semantic else ""
    for name, coefficients in zip(("RIGHT", "KNOWN"), refit(_kinds(outcomes)[size]), strict=True):
        print(f"{name}{ending} = {tuple(round(value, 2) for value in coefficients)}")
    print("held-out halves:", score(held_out(outcomes)))


def _print_ablation(pairs: Sequence[tuple[Path, Path]]) -> None:
    read = [(read_documents(entries), read_queries(queries)) for entries, queries in pairs]
    print(f"{'hit@1 / rejected at 95 % accepted':34}", *(f"{e.stem:>22}" for e, _ in pairs))
    for name, weights in ABLATIONS.items():
        scores = [score(run(almanac(documents, weights), asked)) for documents, asked in read]
        cells = [
            f"{one.hit1:.3f}" + (f" / {one.rej_at_95_acc:.2f}" if one.auroc is not None else "")
            for one in scores
        ]
        print(f"{name:34}", *(f"{cell:>22}" for cell in cells), flush=True)


def _print_figures(entries: Path, queries: Path, as_json: bool, semantic: bool) -> None:
    documents, asked = read_documents(entries), read_queries(queries)
    methods = {
        "almanac": almanac(documents, semantic=semantic),
        "WRatio": rapidfuzz(documents, fuzz.WRatio),
        "token_set_ratio": rapidfuzz(documents, fuzz.token_set_ratio),
    }
    outcomes = {name: run(method, asked) for name, method in methods.items()}
    figures = {name: (asdict(score(one)), intervals(one)) for name, one in outcomes.items()}
    ours = outcomes["almanac"]
    held = calibration_error(held_out(ours))
    if as_json:
        shown = {name: {**value, "intervals": spread} for name, (value, spread) in figures.items()}
        shown["almanac"]["ece_held_out"] = held
        shown["almanac"]["reliability"] = [asdict(one) for one in reliability(ours)]
        print(json.dumps({"entries": entries.name, **shown}))
        return
    print(entries.name)
    for name, (value, spread) in figures.items():
        print(f"  {name}")
        for figure, amount in value.items():
            low, high = spread.get(figure, (0.0, 0.0))
            said = "–" if amount is None else f"{amount:.3f}  [{low:.3f}, {high:.3f}]"
            print(f"    {figure:15} {said}")
    print("  reliability: confidence, share right, questions")
    for one in reliability(ours):
        print(f"    {one.confidence:.2f}  {one.right:.2f}  {one.count}")
    print(f"    calibration error {calibration_error(ours):.3f}, fitted on other halves {held:.3f}")
    print("  thresholds, and the figure that chose each")
    for threshold, at, meaning, share in thresholds(ours):
        print(f"    {threshold:8} {at:.2f}  {meaning}: {'–' if share is None else f'{share:.3f}'}")


if __name__ == "__main__":
    sys.exit(main())
