"""Paths: questions with choices that lead to entries worth reading (`knowledge/paths/*.toml`)."""

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import Annotated, TypeVar

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


LABEL = 40
"""Characters of a choice: as many as a phone shows on one button."""


class Choice(Value):
    """An answer that a person may press, and the question or end that it leads to."""

    label: Annotated[Line, Field(max_length=LABEL)]
    to: Name


class Question(Value):
    """One question of a path."""

    ask: Short
    note: Short | None = None
    """What helps to answer it."""
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=8)


class CountryList(Value):
    """Countries that a rule is about, below a heading that says which rule."""

    heading: Annotated[Line, Field(max_length=100)]
    countries: Annotated[Line, Field(max_length=700)]


class LastQuestion(Question):
    """What is asked before an end, wherever it lies: it may put another end in its place."""

    lists: tuple[CountryList, ...] = Field(default=(), max_length=4)
    """What it asks about."""
    skip: tuple[Name, ...] = ()
    """Ends that cannot wait for it."""


HERE = "here"
"""Where a choice of the last question leads if the end stays the one that was reached."""


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
    last: LastQuestion | None = None

    @property
    def next_review(self) -> date:
        """The day on which the path must be checked again."""
        return self.reviewed + timedelta(days=self.review_every)

    def texts(self) -> Iterator[str]:
        """Yield every text that people read on it."""
        yield from (self.title, self.intro)
        for question in (*self.questions.values(), *([self.last] if self.last else ())):
            yield from (question.ask, question.note or "")
            for one in question.lists if isinstance(question, LastQuestion) else ():
                yield from (one.heading, one.countries)
            yield from (choice.label for choice in question.choices)
        for end in self.ends.values():
            yield from (end.title, end.say, *end.prepare, *end.ask)

    def follow(self, trail: str) -> Question | End | None:
        """Find where a trail leads: a digit for each choice; None if it leads nowhere."""
        at: Question | End = self.questions[self.start]
        end = ""
        for digit in trail:
            # A trail comes out of a button, which anybody can forge.
            number = _DIGITS.find(digit)
            if isinstance(at, End) or not 0 <= number < len(at.choices):
                return None
            to = at.choices[number].to
            if at is self.last:
                at = self.ends[end if to == HERE else to]
            elif to in self.questions:
                at = self.questions[to]
            else:
                at, end = self._node_before(to), to
        return at

    def _node_before(self, end: str) -> Question | End:
        """Find what stands before an end: the last question, or nothing but the end itself."""
        return self.last if self.last and end not in self.last.skip else self.ends[end]


class PathTranslation(Value):
    """A path in another language: what to say for each of its texts."""

    reviewed: Day
    """The day on which it was held against the original."""
    words: dict[str, Annotated[Line, Field(max_length=700)]] = Field(max_length=5000)

    def is_whole(self, path: GuidedPath) -> bool:
        """Return whether it has words for every text of a path."""
        return all(text in self.words for text in path.texts() if text)

    def translate(self, path: GuidedPath) -> GuidedPath:
        """Translate a path; texts without a translation stay as they are."""
        words = {**self.words, "": ""}

        def look_up(text: str) -> str:
            return words.get(text, text)

        def translate_question(question: _Asked) -> _Asked:
            choices = tuple(
                choice.model_copy(update={"label": look_up(choice.label)})
                for choice in question.choices
            )
            note = look_up(question.note) if question.note else None
            update: dict[str, object] = {
                "ask": look_up(question.ask),
                "note": note,
                "choices": choices,
            }
            if isinstance(question, LastQuestion):
                update["lists"] = tuple(
                    CountryList(heading=look_up(one.heading), countries=look_up(one.countries))
                    for one in question.lists
                )
            return question.model_copy(update=update)

        def translate_end(end: End) -> End:
            lists = {name: tuple(map(look_up, getattr(end, name))) for name in ("prepare", "ask")}
            return end.model_copy(
                update={"title": look_up(end.title), "say": look_up(end.say), **lists}
            )

        return path.model_copy(
            update={
                "title": look_up(path.title),
                "intro": look_up(path.intro),
                "questions": {
                    name: translate_question(one) for name, one in path.questions.items()
                },
                "ends": {name: translate_end(one) for name, one in path.ends.items()},
                "last": translate_question(path.last) if path.last else None,
            }
        )

    def faults(self, path: GuidedPath) -> Iterator[str]:
        """Yield what is wrong with it; one older than the path may lack its newest texts."""
        texts = set(path.texts()) - {""}
        if self.reviewed >= path.reviewed:
            for text in path.texts():
                if text in texts - self.words.keys():
                    yield f"no words for '{text[:60]}'"
            for text in self.words.keys() - texts:
                yield f"'{text[:60]}' does not stand in the path"
        for text in texts & self.words.keys():
            if sorted(_FIGURES.findall(text)) != sorted(_FIGURES.findall(self.words[text])):
                yield f"other figures than '{text[:60]}'"
        yield from _label_faults(self.translate(path))


_Asked = TypeVar("_Asked", bound=Question)

_FIGURES = re.compile(r"\d{2,}")
"""Figures of more than one digit: a language may write `one` where another has `1`."""


def _label_faults(path: GuidedPath) -> Iterator[str]:
    for question in (*path.questions.values(), *([path.last] if path.last else ())):
        labels = [choice.label for choice in question.choices]
        if len(set(labels)) < len(labels):
            yield f"two choices of '{question.ask[:60]}' have the same label"
        for label in labels:
            if len(label) > LABEL:
                yield f"'{label}' has no room on a button: {LABEL} characters at most"


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
    for message in _last_faults(path):
        yield ("last",), message
    if path.start in path.questions:
        yield from _reachability_faults(path)


def _question_faults(path: GuidedPath, name: str, question: Question) -> Iterator[str]:
    for choice in question.choices:
        if choice.to not in path.questions and choice.to not in path.ends:
            yield f"'{choice.label}' leads to '{choice.to}', which is not there"
    labels = [choice.label for choice in question.choices]
    if len(set(labels)) < len(labels):
        yield "two choices have the same label"
    if name in path.ends:
        yield "an end has the same name"


def _last_faults(path: GuidedPath) -> Iterator[str]:
    if path.last is None:
        return
    targets = [choice.to for choice in path.last.choices]
    if HERE not in targets:
        yield f"no choice leads to '{HERE}', so that no end could be reached"
    for name in (*path.last.skip, *(target for target in targets if target != HERE)):
        if name not in path.ends:
            yield f"there is no end '{name}'"


def _end_faults(end: End, addresses: Container[Address]) -> Iterator[str]:
    for address in end.entries:
        if address not in addresses:
            yield f"there is no entry '{address}'"
    if len(set(end.entries)) < len(end.entries):
        yield "the same entry stands twice"
    for text in (end.title, end.say, *end.prepare):
        if _PROMISE.search(text):
            yield f"promises a result: '{text[:40]}'"


def _reachability_faults(path: GuidedPath) -> Iterator[tuple[Loc, str]]:
    """Yield what cannot be reached, and ways that loop or never end."""
    order, circular = _walk(path)
    depths = dict.fromkeys(order, 0)
    if path.last:
        depths |= {choice.to: 0 for choice in path.last.choices if choice.to not in depths}
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


def _walk(path: GuidedPath) -> tuple[list[str], set[str]]:
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
