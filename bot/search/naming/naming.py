"""Distinguish numbers that name a thing from quantities: `Python 3.10`, `3 publications`.

A version, a year, an edition, a weekday or the number in `homework 4` says which thing is meant, as
a code does: the neighbor's answer is a wrong one. A quantity (`5 years of experience`, `offer of
180k`) describes the person and rules nothing out. Which of the two a number is, is read from the
words beside it, by the lists in `naming_words.py`; what they leave open names nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.search.naming.reader import Words, may_hold
from bot.search.naming.terms import NO_SLIPS
from bot.search.text.lexer import Term
from bot.search.values.labels import NOTHING, Label, StatedLabels


def read_labels(terms: Sequence[Term], typed: Mapping[str, str] = NO_SLIPS) -> tuple[Label, ...]:
    """Read the labels of a question, in order; `typed` gives what was typed for corrected words."""
    if not may_hold(terms):
        return ()
    return tuple(dict.fromkeys(label for label, _ in Words(terms, typed).read() if label))


def read_stated(
    titles: Iterable[Sequence[Term]], texts: Iterable[Sequence[Term]], years: Iterable[int] = ()
) -> StatedLabels:
    """Read what a document states, given its titles, all of its texts, and the years it covers."""
    titled = frozenset(label for title in titles for label in read_labels(title))
    values = {str(year) for year in years}
    for text in texts:
        if may_hold(text):
            values.update(value for _, value in Words(text).read())
    if not titled and not values:
        return NOTHING
    return StatedLabels(titled, frozenset(values))
