"""Grade answers to questions of strangers, and count the grades with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean
from typing import Any

Z = 1.96
"""Of the normal distribution, for intervals of 95 %."""

OFFERS = 3
"""Places that a person is offered at most where nothing is found for sure."""

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Lower bounds of the bins of the reliability table; the last holds what is certain."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question, as far as it is graded."""

    outcome: str
    """`found`, `which-one`, `closest` or `unknown`."""
    place: str
    """The address of the answer; empty if none was found."""
    offered: tuple[str, ...]
    """The first places considered, best first."""
    confidence: float
    seconds: float
    text: str = ""
    """The answer in full."""
    also: tuple[str, ...] = ()
    """The places named beside the answer."""

    @classmethod
    def of(cls, data: Mapping[str, Any], seconds: float) -> "Reply":
        """Read what `almanac ask --json` prints."""
        considered = tuple(_place(one) for one in data["candidates"][:OFFERS])
        shown, text = (_place(data), data["answer"]) if data["entry"] else ("", "")
        also = tuple(map(_place, data["also"]))
        return cls(data["outcome"], shown, considered, data["confidence"], seconds, text, also)


@dataclass(frozen=True, slots=True)
class Graded:
    """A question with its grade and the groups that it is counted in."""

    question: Mapping[str, Any]
    reply: Reply
    grade: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of some questions with Wilson's interval of 95 % (Wilson 1927)."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """The share, between 0 and 1."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the lowest and the highest share that these counts go with."""
        if not self.of:
            return 0.0, 1.0
        low = self.share + Z * Z / (2 * self.of)
        half = Z * sqrt(self.share * (1 - self.share) / self.of + Z * Z / (4 * self.of**2))
        whole = 1 + Z * Z / self.of
        return (low - half) / whole, (low + half) / whole

    def __str__(self) -> str:
        """Write the share with its interval and counts."""
        low, high = self.interval
        return f"{self.share:.2f} ({low:.2f} to {high:.2f}; {self.hits} of {self.of})"


def graded(question: Mapping[str, Any], reply: Reply) -> Graded:
    """Grade a reply to a question of a file."""
    grade, groups = _grade(question, reply), [question["scope"]]
    if question["scope"] == "in":
        length = "long" if question.get("long") else "short"
        groups = ["in", length]
        if question["want"]:
            groups += ["in, answer in the base", f"{length}, answer in the base"]
    return Graded(question, reply, grade, tuple(groups))


def counts(questions: Iterable[Graded]) -> dict[str, Counter[str]]:
    """Count the grades of each group."""
    found: dict[str, Counter[str]] = {}
    for one in questions:
        for group in one.groups:
            found.setdefault(group, Counter())[one.grade] += 1
    return found


def share(counted: Mapping[str, int], *grades: str) -> Share:
    """Give the share of some grades among all."""
    return Share(sum(counted.get(grade, 0) for grade in grades), sum(counted.values()))


def reliability(questions: Sequence[Graded]) -> list[tuple[str, int, float, float]]:
    """Put the confidence of what was found beside how often it is right, bin by bin."""
    found = [one for one in questions if one.reply.outcome == "found"]
    rows = []
    for low, high in zip(BINS, (*BINS[1:], 2.0), strict=True):
        inside = [one for one in found if low <= one.reply.confidence < high]
        if inside:
            sure = mean(one.reply.confidence for one in inside)
            right = mean(one.grade == "right" for one in inside)
            rows.append((f"{low:.1f}", len(inside), sure, right))
    return rows


def holds(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text holds every word; of words with `|` between them, one."""
    folded = text.casefold()
    return all(any(one.casefold() in folded for one in word.split("|")) for word in words)


def _grade(question: Mapping[str, Any], reply: Reply) -> str:
    want = set(question["want"])
    if question["scope"] != "in":
        return "taken" if reply.outcome in ("found", "which-one") else "refused"
    if reply.outcome != "found":
        return "offered" if want.intersection(reply.offered) else "missed"
    if not want:
        return "lack"
    if reply.place in want:
        return "right"
    if want.intersection(reply.also):
        return "beside"
    entries = {place.partition("/")[0] for place in want}
    return "near" if reply.place.partition("/")[0] in entries else "wrong"


def _place(data: Mapping[str, Any]) -> str:
    return f"{data['entry']}/{data['section']}" if data["section"] else str(data["entry"])
