"""Tell what goes on with the words before it from what begins anew.

`The exchange rate i got was wrong` is one clause: `got` lacks its object, which is the noun before.
"""

from collections.abc import Container, Sequence
from itertools import pairwise

from bot.search.message.words import (
    AUXILIARIES,
    DETERMINERS,
    HEADS,
    INDEFINITES,
    PLAIN_PREPOSITIONS,
    PRONOUNS,
    TAKING,
    TOLD,
    VERBS,
    WH,
    WHEN,
)

_LONGEST_WAIT = 3
"""Words of a question before its subject."""

_BETWEEN = frozenset({"just", "also", "already", "still", "never", "not", "ever", "recently", "to"})
"""Words between a subject and its verb."""

_AFTER = frozenset({"yet", "now", "again", "today", "yesterday", "right"})
"""Words that follow a verb and are no object."""

_BEHIND_VERB = PLAIN_PREPOSITIONS | AUXILIARIES | VERBS | _AFTER
"""Words behind a verb that has its object elsewhere."""

_HELPING = AUXILIARIES | _BETWEEN | {"need", "want", "trying"}
"""Words before the verb of a subject."""

_HELPED = AUXILIARIES | _BETWEEN | TAKING
"""Words behind one of these that may be a verb by itself: `have to get`."""

_STRANDED = PLAIN_PREPOSITIONS | {"to"}
"""Prepositions that may stand without their noun."""

_NEXT_VERB = AUXILIARIES - {"do", "have"}
"""Verbs that go on behind one: `the bank i go to didn't`."""

_ASKING = WH | AUXILIARIES | PRONOUNS
"""Words with which a question of its own begins."""

_AFTER_HELPER = PRONOUNS | {"you", "not"}
"""Words between a helping verb and its participle."""

_LONGEST_HEAD = 3
"""Words from a determiner to the noun that a clause is about: `the very first time`."""

_HELP = frozenset({"help", "advice", "appreciate", "guide", "advise", "tips", "suggestions"})
"""Words of a courtesy that may be the verb of what is asked."""

_COMPLETING = frozenset({"you", "with", "to", "for", "on", "about", "before", "understand", "find"})
"""Words that go on from them."""


def goes_on(words: Sequence[str], end: int, codes: Container[str]) -> bool:
    """Return whether a sentence that begins with a courtesy goes on: `need help finding it`."""
    if end == len(words) or _HELP.isdisjoint(words[:end]):
        return False
    word, last = words[end], words[end - 1]
    if last in {"me", "us"}:
        return word not in _ASKING and word.replace("-", "") not in codes
    return word in _COMPLETING or (word.endswith("ing") and last not in {"please", "pls"})


def is_helped(words: Sequence[str]) -> bool:
    """Return whether words wait for a participle: `were you`, `i am not`."""
    if words[-1] in _AFTER_HELPER:
        return len(words) > 1 and words[-2] in AUXILIARIES
    return words[-1] in AUXILIARIES


def is_told(words: Sequence[str]) -> bool:
    """Return whether words wait for what somebody is told: `tell my bank`."""
    return words[0] in TOLD and 1 < len(words) <= _LONGEST_WAIT


def is_opening(words: Sequence[str]) -> bool:
    """Return whether words wait for the clause that they open: `last week`, `how come`."""
    return words[-2:] == ["how", "come"] or WHEN.issuperset(words)


def is_counting(words: Sequence[str]) -> bool:
    """Return whether words end with what is counted within a question: `tell me how many days`."""
    return len(words) > _LONGEST_WAIT and words[-3] == "how" and words[-2] in {"many", "much"}


def is_waiting(words: Sequence[str]) -> bool:
    """Return whether words wait for their subject: `which table`, `what documents`."""
    return len(words) <= _LONGEST_WAIT and words[0] in WH and AUXILIARIES.isdisjoint(words)


def points(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether the noun before a word waits for what it is: `the last time`, `things`."""
    before = words[at - 1]
    determined = not DETERMINERS.isdisjoint(words[max(start, at - 1 - _LONGEST_HEAD) : at - 1])
    return before in INDEFINITES or (before in HEADS and determined)


def is_relative(words: Sequence[str], at: int, start: int) -> bool:
    """Return whether the subject at a word begins a clause about the noun before it."""
    if points(words, at, start):
        return True
    following = words[at + 1 :]
    return at > start + 1 and (_lacks_object(following) or _is_stranded(following))


def _lacks_object(words: Sequence[str]) -> bool:
    """Return whether the verb that words begin with takes an object and has none behind it."""
    at = 0
    while at < len(words) - 1 and _is_helping(words, at):
        at += 1
    if at == len(words) or words[at] not in TAKING:
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    if following == "to":
        return False
    return not following or following in _BEHIND_VERB


def _is_helping(words: Sequence[str], at: int) -> bool:
    """Return whether the word at a place helps the verb behind it: `need to`, `did not`."""
    return words[at] in _HELPING and (words[at] not in TAKING or words[at + 1] in _HELPED)


def _is_stranded(words: Sequence[str]) -> bool:
    """Return whether a preposition among the first words has its noun before: `i go to didn't`."""
    pairs = pairwise(words[: _LONGEST_HEAD + 1])
    return any(first in _STRANDED and second in _NEXT_VERB for first, second in pairs)
