"""Ask what strangers ask: `python -m tests.bench.strangers --questions FILE`, in process.

Files are JSON lines. A question has `text`, `scope` (`in`, `near` or `far`), perhaps `long`, and
`want`: the places that answer it. A dialogue has `turns`, `want` for each turn, and perhaps `words`
for each turn, all of which must stand in the answer (`a|b` is either). An aside is a line of text
with `{q}` in it: it is put around every short question that was answered right, and must change
nothing.

right    found, and the place shown is one of `want`
beside   found, another place, and one of `want` is named beside it as what the message also asks
near     found, the entry of one of `want`, another section
wrong    found, another entry, though `want` names one
lack     found, though the base holds nothing (`want` is empty)
offered  not found, and one of `want` is among the first three considered
missed   not found, and none of them is
taken    near or far from the subject, yet found or which-one
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from bot.app import load_base
from bot.semantic.stage import SemanticModel
from bot.services.answering.answers import Answers
from bot.services.answering.report import as_data
from bot.services.answering.salaries import Salaries
from bot.services.content.documents import documents, search_lexicon
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers, Turn
from bot.services.ports.clock import system_clock
from bot.services.wages.answering import PayAnswers
from tests.bench.support.grading import (
    Graded,
    Reply,
    Share,
    counts,
    graded,
    holds,
    reliability,
    share,
)
from tests.support.knowledge.shipped import KNOWLEDGE

Rows = list[dict[str, Any]]


class Asker:
    """Asks as the bot does, but waits for the model however long it takes."""

    def __init__(self, follow_ups: FollowUps, model: str) -> None:
        self._follow_ups = follow_ups
        self.model = model
        """Whether meaning is asked: `on`, or `off`, also if the model cannot learn the base."""

    @classmethod
    def open(cls, data: Path | None, *, semantic: bool, languages: bool = False) -> "Asker":
        """Load the base, and teach the models; `data` keeps the vectors of texts."""
        snapshots = load_base(KNOWLEDGE)
        library = snapshots.snapshot.library
        model = SemanticModel(None, data) if semantic else None
        if model:
            model.train(tuple(documents(library)), search_lexicon(library))
        if model and languages:
            model.train_languages(tuple(documents(library)), search_lexicon(library))
        learned = model is not None and model.sense("visa") is not None
        pay = PayAnswers(snapshots, system_clock)
        answers = Answers(snapshots, system_clock, model, pay=pay, limit=None)
        salaries = Salaries(snapshots, system_clock, answers, pay)
        follow_ups = FollowUps(answers, salaries, snapshots, LastAnswers(system_clock))
        return cls(follow_ups, "on" if learned else "off")

    def ask(self, text: str) -> Reply:
        """Answer a question that stands alone."""
        began = perf_counter()
        outcome = asyncio.run(self._follow_ups.answers.ask(text))
        return Reply.of(as_data(text, outcome), perf_counter() - began)

    def converse(self, turns: Sequence[str]) -> list[Reply]:
        """Answer one turn after the other, each after those before it."""
        last: Turn | None = None
        replies = []
        for text in turns:
            began = perf_counter()
            outcome = asyncio.run(self._follow_ups.ask(text, last))
            replies.append(Reply.of(as_data(text, outcome), perf_counter() - began))
            last = Turn.of(outcome)
        return replies


def main() -> None:
    """Ask everything, and print what came of it."""
    options = _options()
    semantic, languages = not options.no_semantic, options.languages
    asker = Asker.open(options.data, semantic=semantic, languages=languages)
    questions = [graded(one, asker.ask(one["text"])) for one in _rows(options.questions)]
    result = {"model": asker.model, **_of_questions(questions)}
    if options.asides:
        result["asides"] = _of_asides(asker, questions, options.asides.read_text("utf-8"))
    if options.dialogues:
        result["dialogues"] = _of_dialogues(asker, _rows(options.dialogues), options.verbose)
    if options.verbose:
        for line in _astray(questions):
            print(line)
    print(json.dumps(result, indent=1) if options.json else "\n".join(_lines(result)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--asides", type=Path)
    parser.add_argument("--dialogues", type=Path)
    parser.add_argument("--data", type=Path, help="a folder that keeps the vectors of texts")
    parser.add_argument(
        "--languages", action="store_true", help="with the model of other languages, too"
    )
    parser.add_argument("--no-semantic", action="store_true", help="words alone")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went astray")
    return parser.parse_args()


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _of_questions(questions: Sequence[Graded]) -> dict[str, Any]:
    usage_counter = counts(questions)
    found = counts(one for one in questions if one.reply.outcome == "found").get("in", Counter())
    outside = counts(one for one in questions if one.question["scope"] != "in")
    refused = sum(one["refused"] for one in outside.values())
    times = [1000 * one.reply.seconds for one in questions]
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return {
        "groups": {group: _shares(grades) for group, grades in usage_counter.items()},
        "near and far refused": str(Share(refused, sum(map(_total, outside.values())))),
        "of what is found in scope": _shares(found),
        "reliability": reliability(questions),
        "milliseconds": {"p50": round(cuts[49], 2), "p99": round(cuts[98], 2)},
    }


def _total(grades: Mapping[str, int]) -> int:
    return sum(grades.values())


def _shares(grades: Mapping[str, int]) -> dict[str, str]:
    shares = {grade: str(share(grades, grade)) for grade in sorted(grades)}
    if "right" in grades:
        shares["right or offered"] = str(share(grades, "right", "beside", "offered"))
    return shares


def _of_asides(asker: Asker, questions: Sequence[Graded], text: str) -> dict[str, str]:
    short = [one for one in questions if one.grade == "right" and not one.question.get("long")]
    shares: dict[str, Share] = {}
    for form in filter(None, text.splitlines()):
        kept = 0
        for one in short:
            reply = asker.ask(form.replace("{q}", one.question["text"]))
            kept += reply.outcome == "found" and reply.place == one.reply.place
        shares[form] = Share(kept, len(short))
    changed = [one for form, one in shares.items() if form != "{q}"]
    every = Share(sum(one.hits for one in changed), sum(one.of for one in changed))
    return {"all": str(every), **{form: str(one) for form, one in shares.items()}}


def _of_dialogues(asker: Asker, dialogues: Rows, verbose: bool) -> dict[str, str]:
    placed: dict[int, list[bool]] = {}
    told: dict[int, list[bool]] = {}
    for one in dialogues:
        replies = asker.converse(one["turns"])
        words = one.get("words") or [()] * len(replies)
        for at, (reply, want, needed) in enumerate(zip(replies, one["want"], words, strict=True)):
            placed.setdefault(at + 1, []).append(reply.place in want)
            told.setdefault(at + 1, []).append(holds(reply.text, needed))
            if verbose and not (placed[at + 1][-1] and told[at + 1][-1]):
                shown = reply.place or ", ".join(reply.offered)
                print(f"turn {at + 1} {one['turns'][at]!r} -> {reply.outcome} {shown}; want {want}")
    later = [hit for at, hits in placed.items() if at > 1 for hit in hits]
    facts = [hit for at, hits in told.items() if at > 1 for hit in hits]
    return {
        "turns 2 and on, right place": str(Share(sum(later), len(later))),
        "turns 2 and on, key words": str(Share(sum(facts), len(facts))),
        **{f"turn {at}": str(Share(sum(hits), len(hits))) for at, hits in placed.items()},
    }


def _astray(questions: Sequence[Graded]) -> Iterator[str]:
    for one in questions:
        if one.grade not in ("right", "refused"):
            shown = one.reply.place or ", ".join(one.reply.offered)
            want = ", ".join(one.question["want"]) or "nothing"
            text, outcome = one.question["text"], one.reply.outcome
            yield f"{one.grade:8} {text!r} -> {outcome} {shown}; want {want}"


def _lines(result: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for name, value in result.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{name}: from, count, mean confidence, share right"
            yield from (
                f"{indent}  {low} {n:4} {sure:.2f} {hit:.2f}" for low, n, sure, hit in value
            )
        else:
            yield f"{indent}{name}: {value}"


if __name__ == "__main__":
    main()
