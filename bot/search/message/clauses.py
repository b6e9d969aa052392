"""Cut a message into clauses: at signs, and where a statement or a question begins without one."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.search.message.continuations import (
    goes_on,
    is_counting,
    is_helped,
    is_opening,
    is_relative,
    is_told,
    is_waiting,
    points,
)
from bot.search.message.words import (
    AUXILIARIES,
    BEGINNINGS,
    COURTESY,
    FAMILY,
    FILLERS,
    HOLDING,
    LINKS,
    NOUN_LIKE,
    OBJECTED,
    OTHERS,
    OWNERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SOURCES,
    STARTS,
    SUBJECTS,
    VERBS,
    WH,
)

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s+(?=[.!?;](?:\s|$))|(?<=[?!;])(?=\w)|\s[-–—|]+\s")
_COMMA = re.compile(r",\s+|,$|:\s+")
_EDGES = ".,;:!?()\"'"

_LOOSE = frozenset({"not", "just", "also", "still"})
"""Words that link only within a clause."""

_PARTICIPLES = frozenset({"living", "based", "born", "been", "asking", "posting"})
"""Verbs that begin a clause unless they stand behind their subject: `were you born in may`."""

_PERFECT = frozenset(
    {
        "has",
        "hasn't",
        "hasnt",
        "have",
        "haven't",
        "havent",
        "had",
        "hadn't",
        "was",
        "wasn't",
        "were",
    }
)
"""Verbs behind which `which` and `who` tell more of a noun: `a payment which has not arrived`."""

_NEEDING = frozenset({"need", "want", "get", "have"})

_BEFORE_VERB = (
    AUXILIARIES
    | PRONOUNS
    | FILLERS
    | _NEEDING
    | {"to", "you", "not", "never", "us", "me", "wants", "needs", "trying"}
)
"""Words behind which a word that may be a noun is a verb: `need renew`."""

_AFTER_SUBJECT = AUXILIARIES | _NEEDING
"""Verbs that go on with a question from its subject: `which documents i need`."""

_TELLING = VERBS - _AFTER_SUBJECT
"""Verbs that only tell."""

_REASONERS = OWNERS | SOURCES
"""Words that begin what a reason tells."""

_BEFORE_NOUN = PREPOSITIONS - {"on", "in", "at", "from"} | WH
"""Words behind which the subject before them has no verb."""

_TIGHT = LINKS - {"and", "but", "so", "that"}
"""Words behind which no question begins."""

_INVERTED = AUXILIARIES - _PERFECT
"""Verbs behind which `who` and `which` ask."""

_NAMED = OTHERS | FAMILY
"""Nouns of which `who` and `which` tell more: `my friend who is`."""

_OPENING = OWNERS | OTHERS | {"a", "the"}
"""Words that begin a statement, in which a verb begins no question."""

_INTRODUCING = WH | PRONOUNS | {"if", "it", "that", "there", "you", "long", "many"}
"""Words behind which a verb goes on with the question or statement that they begin."""

_STATING = frozenset({"is", "are", "am", "was", "were", "has", "have", "had", "isnt", "isn't"})
"""Verbs that go on from a subject more often than they begin a question."""


class Form(StrEnum):
    """What a clause is, by its form."""

    COURTESY = "courtesy"
    """A greeting, thanks, an excuse, how urgent it is."""
    ASIDE = "aside"
    """What others hold or say."""
    STATEMENT = "statement"
    """What the person says of themselves, their family or their employer."""
    TOPIC = "topic"
    """Words without a subject: `h1b duration`."""
    ASKING = "asking"


_COUNTING = frozenset(
    {"many", "much", "which", "what", "more", "most", "other", "all", "some", "few"}
)
"""What waits for its noun: `how many people applied` is one question."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words of a message."""

    text: str
    form: Form
    sentence: int
    """The number of its sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause before its form is known."""

    text: str
    sentence: int
    last: bool
    """Whether it ends a sentence that ends with a question mark."""

    @property
    def words(self) -> list[str]:
        """List its words without the signs that hang on them."""
        return bare_words(self.text)


def bare_words(text: str) -> list[str]:
    """Split a text into words without the signs that hang on them."""
    return [word for word in (token.strip(_EDGES) for token in text.split()) if word]


def pieces(folded: str, codes: Container[str]) -> Iterator[Piece]:
    """Cut a folded message into pieces, in order; `codes` are in compact form."""
    for number, sentence in enumerate(filter(None, map(str.strip, _SENTENCE.split(folded)))):
        is_asked = sentence.rstrip(" )\"'").endswith("?")
        parts = [
            part
            for phrase in _COMMA.split(sentence)
            if phrase.strip(_EDGES + " ")
            for part in _cut(phrase.split(), codes)
        ]
        for at, part in enumerate(parts):
            yield Piece(part, number, is_asked and at == len(parts) - 1)


def _cut(tokens: Sequence[str], codes: Container[str]) -> Iterator[str]:
    """Cut a phrase where something begins that cannot go on from the word before."""
    words = [token.strip(_EDGES) for token in tokens]
    start = 0
    after_courtesy = _courtesy_end(words, codes)
    for at in range(1, len(words)):
        if at == after_courtesy or (
            at > after_courtesy and _is_clause_start(words, at, start, codes)
        ):
            yield " ".join(tokens[start:at])
            start = at
    yield " ".join(tokens[start:])


def _courtesy_end(words: Sequence[str], codes: Container[str]) -> int:
    """Find the word at which a courtesy at the start of a phrase has ended; 0 if there is none."""
    match = COURTESY.match(" ".join(words))
    if match is None or not match[0].strip():
        return 0
    whole = " ".join(words)
    if match.end() < len(whole) and whole[match.end()] != " ":
        return 0
    end = len(match[0].split())
    return 0 if goes_on(words, end, codes) else end


def _is_clause_start(words: Sequence[str], at: int, start: int, codes: Container[str]) -> bool:
    word, before = words[at], words[at - 1]
    if _asks_at(words, at, start):
        return True
    if word in {"because", "since", "cause"}:
        return _is_reason(words, at, start)
    if (before in LINKS and before not in _LOOSE) or before.isdigit():
        return _is_new_clause(words, at)
    if is_opening(words[start:at]) or is_told(words[start:at]):
        return False
    if _is_owner(word) and _wants_owner(words, at, start):
        return False
    if STARTS.match(" ".join(words[at:])):
        if word in _PARTICIPLES and is_helped(words[start:at]):
            return False
        return before not in BEGINNINGS or at - 1 > start
    if word in BEGINNINGS:
        return _is_subject(words, at, start)
    if word in POSSESSIVES or word in SOURCES:
        return before not in _COUNTING and _has_verb(words, at)
    opened = start < at - 1 and words[start] in OWNERS
    return (
        opened
        and before not in HOLDING
        and not before.endswith("ing")
        and word.replace("-", "") in codes
    )


def _is_reason(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether a reason begins at a word; `it has been long since i was paid` tells when."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "since" and "been" in words[start:at] and following in PRONOUNS:
        return False
    return following in _REASONERS


def _is_owner(word: str) -> bool:
    return word in POSSESSIVES or word == "its"


def _wants_owner(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether the thing owned belongs to what stands before: `renew my`, `the day my`."""
    return _wants_object(words, at - 1, start) or points(words, at, start)


def _is_subject(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether a pronoun is the subject of a clause of its own."""
    following = words[at + 1] if at + 1 < len(words) else ""
    before = words[start:at]
    if not following or following in PREPOSITIONS or is_counting(before):
        return False
    asked = following in _AFTER_SUBJECT and is_waiting(before)
    return not asked and not is_relative(words, at, start)


def _has_verb(words: Sequence[str], at: int) -> bool:
    """Return whether the subject at a word has its verb within the next words."""
    own = words[at] in POSSESSIVES
    for ahead in range(at + 1 + own, min(at + 4 + own, len(words))):
        word = words[ahead]
        if words[ahead - 1] == "to":
            return False
        if word in VERBS or (len(word) > 4 and word.endswith(("ed", "n't"))):
            return not own or word not in NOUN_LIKE or words[ahead - 1].endswith("s")
        if words[ahead] in _BEFORE_NOUN:
            return False
    return False


def _wants_object(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether a word is a verb with an object: `renew my`, not `h1b transfer my`."""
    if words[at] not in OBJECTED:
        return False
    return at == start or words[at - 1] in _BEFORE_VERB


def _is_new_clause(words: Sequence[str], at: int) -> bool:
    """Return whether a statement begins behind the last word of a question: `to gc how i moved`."""
    following = words[at + 1] if at + 1 < len(words) else ""
    ended = words[at - 1] in {"how", "when", "why"} and VERBS.isdisjoint(words[: at - 1]) and at > 1
    return ended and words[at] in PRONOUNS and following in _TELLING


def _asks_at(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether a question begins at a word that stands behind others."""
    word, before = words[at], words[at - 1]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in WH:
        if before in _TIGHT or not following:
            return False
        named = word in {"who", "which", "where", "when", "whose", "whom"}
        tells = following in _INVERTED and before not in _NAMED
        return not named or tells
    if word in _STATING and words[start] in _OPENING:
        return False
    if word in AUXILIARIES and is_waiting(words[start:at]):
        return False
    if word in AUXILIARIES and following in SUBJECTS and before not in {"never", "not", "also"}:
        return before not in _INTRODUCING
    return False
