"""Read a message: its clauses, who writes, and the ways to take what it asks."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from bot.search.message.clauses import Clause, Form, bare_words, pieces
from bot.search.message.forms import classify, is_sentence
from bot.search.message.situation import PASSING, Person, Situation, read_situation, stages
from bot.search.text.folding import LONGEST, fold
from bot.search.text.foreign import is_foreign

LONG = 20
"""Words from which a message is long: then also what others said is looked at."""

STORY = 10
"""Words from which a message of several parts is read as a whole by its meaning: with 20 three of a
hundred short questions of strangers lose their answer, with less nothing is won."""

LEAST = 3
"""Words of a question that stands without what is said around it, if it names no code."""

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """One way to take a message."""

    asking: str
    """What is asked; codes, places, negations and numbers count here alone."""
    background: str = ""
    """What is told beside it, whose ordinary words count."""
    story: bool = False
    """Whether the codes that are told count as asked for: a question at the end of a story seldom
    names them again."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is understood."""

    folded: str
    clauses: tuple[Clause, ...]
    situation: Situation
    views: tuple[View, ...]
    """The ways to take it, the narrowest first."""
    foreign: str = ""
    """The message as typed, if it is in another language than English: it is taken as it stands."""

    @property
    def asking(self) -> str:
        """The part that asks."""
        return self.views[0].asking

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """List the clauses with their forms; none if there is one alone."""
        if len(self.clauses) < 2:
            return ()
        return tuple((clause.form.value, clause.text) for clause in self.clauses)

    @property
    def is_long(self) -> bool:
        """Whether others may speak in it."""
        return self._words >= LONG

    @property
    def story(self) -> str:
        """All that it says but courtesy, if it tells a story around what it asks; else nothing."""
        if self._words < STORY or len(self.views) < 2:
            return ""
        return _join(clause for clause in self.clauses if clause.form is not Form.COURTESY)

    @property
    def _words(self) -> int:
        return sum(len(clause.text.split()) for clause in self.clauses)

    @property
    def has_situation(self) -> bool:
        """Whether what is told beside the question says how somebody stands: `i quit`."""
        texts = [one.text for one in self.clauses if one.form in (Form.STATEMENT, Form.TOPIC)]
        background = " ".join(text for text in texts if text not in self.asking)
        return bool(stages(background) - PASSING) or bool(self.held_codes)

    @property
    def held_codes(self) -> tuple[str, ...]:
        """The codes that whom it asks about holds, or else whoever writes."""
        about = self.situation.about
        return self.situation.held_codes(about) or (
            () if about is Person.OTHER else self.situation.held_codes(Person.OWN)
        )


def read_message(text: str, codes: Container[str], places: Container[str] = _NONE) -> Message:
    """Read a message of any length; `codes` are in compact form, `places` in small letters."""
    folded = fold(text)
    if is_foreign(text):
        return Message(folded, (), Situation(), (View(folded),), foreign=text[:LONGEST])
    lines = (
        (fold(line) for line in text[: 4 * len(folded) + 4].splitlines()) if "\n" in text else ()
    )
    parted = " ; ".join(filter(None, lines)) or folded
    clauses = classify(pieces(parted, codes), codes)
    if len(clauses) < 2:
        return Message(folded, clauses, Situation(), (View(folded),))
    views = _views(clauses)
    situation = read_situation(clauses, views[0].asking, codes, places)
    kept = [one for one in clauses if one.form is not Form.COURTESY]
    if views == (View(_join(kept)),) and (len(kept) == len(clauses) or _is_bare(kept, codes)):
        views = (View(folded),)
    return Message(folded, clauses, situation, views)


def _is_bare(clauses: Iterable[Clause], codes: Container[str]) -> bool:
    """Return whether clauses say little without the courtesy around them: `hey, what's up`."""
    words = bare_words(_join(clauses))
    return len(words) < LEAST and not any(word.replace("-", "") in codes for word in words)


def _views(clauses: Sequence[Clause]) -> tuple[View, ...]:
    asking = _asking(clauses)
    if not asking:
        text = [one for one in clauses if one.form is not Form.COURTESY] or list(clauses)
        return (View(_join(text)),)
    background = [
        one for one in clauses if one not in asking and one.form in (Form.STATEMENT, Form.TOPIC)
    ]
    sentences = {one.sentence for one in clauses if one.form is Form.ASKING}
    near = [one for one in background if one.sentence in sentences]
    every = [one for one in clauses if one not in asking and one.form is not Form.COURTESY]
    wider = [near, background]
    if sum(len(one.text.split()) for one in clauses) >= LONG:
        wider.append(every)
    result = [View(_join(asking))]
    result += [View(_join(asking), _join(context), story=True) for context in wider if context]
    return tuple(dict.fromkeys(result))


def _asking(clauses: Sequence[Clause]) -> list[Clause]:
    """Choose what asks: questions with the topics of their sentence, or else topics alone.

    If nothing asks and a topic is a sentence, the message tells what is wrong, and all of it asks.
    """
    sentences = {one.sentence for one in clauses if one.form is Form.ASKING}
    if sentences:
        return [
            one
            for one in clauses
            if one.form is Form.ASKING or (one.form is Form.TOPIC and one.sentence in sentences)
        ]
    topics = [one for one in clauses if one.form is Form.TOPIC]
    if any(is_sentence(bare_words(one.text)) for one in topics):
        return [one for one in clauses if one.form in (Form.STATEMENT, Form.TOPIC)]
    return topics


def _join(clauses: Iterable[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)
