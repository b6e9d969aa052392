"""Classify each clause of a message by its words alone."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from bot.search.message.clauses import Clause, Form, Piece
from bot.search.message.words import (
    AUXILIARIES,
    BEGINNINGS,
    CONTRACTED,
    COURTESY,
    EMPLOYERS,
    FAMILY,
    FILLERS,
    OTHERS,
    OWN,
    PEOPLE,
    POSSESSIVES,
    SAYING,
    SOURCES,
    SUBJECTS,
    VERBS,
    WH,
    WISHES,
)

_BEYOND = 3
"""Words of a courtesy that no pattern foresaw."""

_SUBJECT = 3
"""Words within which the subject of a statement stands."""

_ASKS = frozenset({"ask", "asks", "asked", "asking"})

_TELLING = frozenset({"is", "are", "was", "were", "has", "have", "had"})

_UNSUBJECTED = AUXILIARIES - {"have", "has", "had", "was", "were", "am"}

_LINKING = frozenset({"have", "had", "has", "was", "were", "is", "are", "am"})
"""Verbs that state something of the subject before them more often than they ask."""

_DEFINITE = SUBJECTS - {"the", "a", "an", "one", "any", "both"}
"""Subjects that stand for somebody by themselves."""

_CONDITIONAL = WH | {"if"}

_REPORTERS = OTHERS | EMPLOYERS

_RELATED = FAMILY | EMPLOYERS

_INFORMANTS = EMPLOYERS | SOURCES

_ABOUT_OTHERS = OTHERS | {"a", "the", "one", "some", "many", "another"}
"""Words with which a statement about somebody else begins."""


def classify(pieces: Iterable[Piece], codes: Container[str]) -> tuple[Clause, ...]:
    """Name the form of each piece; one without a subject goes on with the one before it."""
    clauses: list[Clause] = []
    for piece in pieces:
        form = _form(piece, codes, clauses)
        clauses.append(Clause(piece.text, form, piece.sentence))
    return tuple(clauses)


def _form(piece: Piece, codes: Container[str], before: Sequence[Clause]) -> Form:
    words: Sequence[str] = piece.words
    coded = any(word.replace("-", "") in codes for word in words)
    if not coded and _is_courteous(words):
        return Form.COURTESY
    if piece.last or (is_question(words) and not _is_reported(_strip_openers(words))):
        return Form.ASKING
    words = _strip_openers(words)
    if not words:
        return Form.COURTESY
    last = before[-1] if before and before[-1].sentence == piece.sentence else None
    return _statement_form(words, last, before, coded=coded)


def _is_courteous(words: Sequence[str]) -> bool:
    text = " ".join(words)
    match = COURTESY.match(text)
    if match is None or not match[0].strip() or re.match(r"\w", text[match.end() :]):
        return False
    rest = text[match.end() :].split()
    return len(rest) <= _BEYOND and _CONDITIONAL.isdisjoint(rest)


def _strip_openers(words: Sequence[str]) -> Sequence[str]:
    start = 0
    while start < len(words) and words[start] in FILLERS:
        start += 1
    return words[start:]


def is_question(words: Sequence[str]) -> bool:
    """Return whether words have the form of a question."""
    words = _strip_openers(words)
    if not words:
        return False
    if words[0] in WH or WISHES.search(" ".join(words)):
        return True
    if words[0] in _UNSUBJECTED and len(words) > 1 and words[0] not in {"dont", "don't"}:
        return True
    pairs = pairwise(words)
    inverted = any(
        first in AUXILIARIES and second in _DEFINITE
        for first, second in pairs
        if not (first in _LINKING and _is_statement(words))
    )
    return inverted and not _is_statement(words)


def _is_reported(words: Sequence[str]) -> bool:
    """Return whether words say what others think; what others ask is asked."""
    text = words[0] in _REPORTERS or (
        words[0] in POSSESSIVES and not OTHERS.isdisjoint(words[1:_SUBJECT])
    )
    return text and _ASKS.isdisjoint(words)


def _is_statement(words: Sequence[str]) -> bool:
    """Return whether words begin with the subject of a statement."""
    return words[0] in BEGINNINGS or (words[0] in POSSESSIVES and len(words) > 1)


def is_sentence(words: Sequence[str]) -> bool:
    """Return whether words without a subject of their own tell: `it was declined`."""
    return not _TELLING.isdisjoint(words[1:])


def _statement_form(
    words: Sequence[str], last: Clause | None, before: Sequence[Clause], *, coded: bool
) -> Form:
    """Name the form of what does not ask."""
    subject = set(words[:_SUBJECT])
    saying = not SAYING.isdisjoint(words)
    if words[0] in POSSESSIVES or words[0] in _ABOUT_OTHERS:
        if subject & OTHERS and (set(words) & VERBS or words[0] in POSSESSIVES):
            return Form.ASIDE
        if subject & _RELATED:
            return Form.ASIDE if saying and not coded else Form.STATEMENT
        if words[0] in POSSESSIVES:
            return Form.STATEMENT
    if words[0] in PEOPLE or words[0] in {"they're", "theyre", "he's", "she's", "hes", "shes"}:
        form = before[-1].form if before else Form.ASIDE
        return Form.ASIDE if saying or form in (Form.ASIDE, Form.COURTESY) else Form.STATEMENT
    if words[0] in OWN or words[0] in CONTRACTED:
        return Form.STATEMENT
    if last is not None and last.form in (Form.STATEMENT, Form.ASIDE) and not coded:
        return last.form
    if saying and subject & _INFORMANTS:
        return Form.ASIDE
    return Form.TOPIC
