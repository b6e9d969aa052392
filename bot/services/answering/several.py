"""Name what else a message may want to know: it asks several things, or tells a long story."""

from collections.abc import Iterator, Sequence

from bot.search.message.clauses import Form
from bot.search.values.ranking import Decision, Hit, Ranking

MOST_NAMED = 2
"""Answers named beside the one shown: more would not fit on a phone's screen."""

MOST_READ = 3
"""Questions of one message that are ranked by themselves: each takes some 5 ms."""

LEAST_WORDS = 3
"""Words of a question that says what it wants: `should i worry` leans on what stands before it."""

SURE = 0.6
"""The confidence from which what one of several questions finds is named."""

NEAR = 0.4
"""The share of the best score from which a story may be about the next best answer as well."""


def questions(ranking: Ranking) -> tuple[str, ...]:
    """List the questions of a message that asks several, in their order; () if it asks one."""
    asking = [text for form, text in ranking.clauses if form == Form.ASKING.value]
    if len(asking) < 2:
        return ()
    return tuple(one for one in asking if len(one.split()) >= LEAST_WORDS)[:MOST_READ]


def answered_apart(whole: Ranking, parts: Sequence[Ranking]) -> Ranking:
    """Choose what a message is answered from: as a whole, or the first of its questions.

    The latter if nothing is found for the whole, and something for two of its questions each.
    """
    found = [one for one in parts if one.decision is Decision.FOUND]
    apart = len({one.hits[0].place for one in found}) > 1
    return found[0] if apart and whole.decision is not Decision.FOUND else whole


def also(whole: Ranking, parts: Sequence[Ranking]) -> tuple[Hit, ...]:
    """Choose what to name beside the answer of a ranking, likeliest first.

    `parts` are the rankings of its message's `questions`. Each place is named once, and never the
    answer.
    """
    shown = {hit.place for hit in whole.hits[:1]}
    named = {hit.place: hit for hit in _named(whole, parts) if hit.place not in shown}
    return tuple(named.values())[:MOST_NAMED]


def _named(whole: Ranking, parts: Sequence[Ranking]) -> Iterator[Hit]:
    for part in parts:
        if part.decision is not Decision.UNKNOWN and part.confidence >= SURE:
            yield part.hits[0]
    if whole.story:
        best = whole.hits[0].score
        yield from (hit for hit in whole.hits[1:] if hit.score >= NEAR * best)
