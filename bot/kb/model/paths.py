"""Paths: questions with choices that lead to entries worth reading (`knowledge/paths/*.toml`)."""

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from bot.kb.model.facts import Name, Value
from bot.kb.model.keys import Address
from bot.kb.model.limits import Day, ReviewDays
from bot.kb.model.text import Line

MOST_STEPS = 24
"""Choices from the start to an end: each is a digit of a `custom_id`, which must stay short."""

_DIGITS = "01234567"

Loc = tuple[str, ...]

_PROMISE = re.compile(
    r"\byou(?:'re| are| will be)? (?:qualif|eligible|entitled)|\byou (?:will|can) get\b", re.I
)
"""What a path must never say: only an authority or a lawyer can."""


def _as_address(value: object) -> object:
    return Address.parse(value) if isinstance(value, str) else value


AddressField = Annotated[Address, BeforeValidator(_as_address), PlainSerializer(str)]

Short = Annotated[Line, Field(max_length=200)]


class Choice(Value):
    """An answer that a person may press, and the question or end that it leads to."""

    label: Annotated[Line, Field(max_length=40)]
    """As much as a phone shows on one button."""
    to: Name


class Question(Value):
    """One question of a path."""

    ask: Short
    note: Short | None = None
    """What helps to answer it."""
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=8)


class End(Value):
    """Where a path ends: what to read, to prepare, and to ask a lawyer."""

    title: Annotated[Line, Field(max_length=100)]
    say: Short
    entries: tuple[AddressField, ...] = Field(min_length=1, max_length=6)
    prepare: tuple[Short, ...] = Field(min_length=1, max_length=4)
    ask: tuple[Short, ...] = Field(min_length=1, max_length=4)


class GuidedPath(Value):
    """A decision tree, checked so that every way through it ends at an entry."""

    title: Annotated[Line, Field(max_length=100)]
    intro: Short
    reviewed: Day
    review_every: ReviewDays
    start: Name
    questions: dict[Name, Question] = Field(min_length=1, max_length=500)
    ends: dict[Name, End] = Field(min_length=1, max_length=500)

    @property
    def next_review(self) -> date:
        """The day on which the path must be checked again."""
        return self.reviewed + timedelta(days=self.review_every)

    def texts(self) -> Iterator[str]:
        """Yield every text that people read on it."""
        yield from (self.title, self.intro)
        for question in self.questions.values():
            yield from (question.ask, question.note or "")
            yield from (choice.label for choice in question.choices)
        for end in self.ends.values():
            yield from (end.title, end.say, *end.prepare, *end.ask)

    def follow(self, trail: str) -> Question | End | None:
        """Find where a trail leads: a digit for each choice; None if it leads nowhere."""
        at: Question | End = self.questions[self.start]
        for digit in trail:
            # A trail comes out of a button, which anybody can forge.
            number = _DIGITS.find(digit)
            if isinstance(at, End) or not 0 <= number < len(at.choices):
                return None
            to = at.choices[number].to
            at = self.questions[to] if to in self.questions else self.ends[to]
        return at


def path_faults(path: GuidedPath, addresses: Container[Address]) -> Iterator[tuple[Loc, str]]:
    """Yield the place of each fault and what is wrong: names, circles, promises, dead entries."""
    if path.start not in path.questions:
        yield ("start",), f"there is no question '{path.start}'"
    for name, question in path.questions.items():
        for message in _question_faults(path, name, question):
            yield ("questions", name), message
    for name, end in path.ends.items():
        for message in _end_faults(end, addresses):
            yield ("ends", name), message
    if path.start in path.questions:
        yield from _lost(path)


def _question_faults(path: GuidedPath, name: str, question: Question) -> Iterator[str]:
    for choice in question.choices:
        if choice.to not in path.questions and choice.to not in path.ends:
            yield f"'{choice.label}' leads to '{choice.to}', which is not there"
    labels = [choice.label for choice in question.choices]
    if len(set(labels)) < len(labels):
        yield "two choices have the same label"
    if name in path.ends:
        yield "an end has the same name"


def _end_faults(end: End, addresses: Container[Address]) -> Iterator[str]:
    for address in end.entries:
        if address not in addresses:
            yield f"there is no entry '{address}'"
    if len(set(end.entries)) < len(end.entries):
        yield "the same entry stands twice"
    for text in (end.title, end.say, *end.prepare):
        if _PROMISE.search(text):
            yield f"promises a result: '{text[:40]}'"


def _lost(path: GuidedPath) -> Iterator[tuple[Loc, str]]:
    """Yield what no way leads to, and ways that come back to where they were or never end."""
    order, circular = _reached(path)
    depths = dict.fromkeys(order, 0)
    for name in order:
        for choice in _choices(path, name):
            if choice.to not in circular:
                depths[choice.to] = max(depths[choice.to], depths[name] + 1)
    if all(name in path.questions or name in path.ends for name in order):
        # Otherwise a way leads to a name that is not there, which is the one thing to fix.
        for kind, names in (("questions", path.questions), ("ends", path.ends)):
            for name in names:
                if name not in depths:
                    yield (kind, name), "no way leads here"
    deep = (name for name, depth in depths.items() if depth > MOST_STEPS)
    for name in (*sorted(circular), *deep):
        yield ("questions", name), "a way leads in a circle, or has too many steps"
        return


def _reached(path: GuidedPath) -> tuple[list[str], set[str]]:
    """List what can be reached, each name before what it leads to; and where circles close.

    Each name is looked at once, however many ways lead to it, and without recursion.
    """
    finished: list[str] = []
    open_, circular, seen = [path.start], set[str](), set[str]()
    under_way: set[str] = set()
    while open_:
        name = open_.pop()
        if name in under_way:  # all that it leads to is finished
            under_way.remove(name)
            finished.append(name)
        elif name not in seen:
            seen.add(name)
            under_way.add(name)
            open_.append(name)
            following = {choice.to for choice in _choices(path, name)}
            circular |= following & under_way
            open_ += sorted(following - seen)
    return finished[::-1], circular


def _choices(path: GuidedPath, name: str) -> tuple[Choice, ...]:
    question = path.questions.get(name)
    return question.choices if question else ()
