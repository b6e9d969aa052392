"""The exact side: who may answer at all, whatever the words say.

Codes, levels and places are matched whole. An entry of another code is no answer, however alike
the sentences are, and of two declared lookalikes at most one answers.
"""

from collections.abc import Callable, Iterable, Sequence

from bot.search.matching.catalog import CompiledDocument, CompiledEntry
from bot.search.ranking.question import Question
from bot.search.reading.reading import Reading
from bot.search.text.lexer import NOT
from bot.search.values.calibration import Weights

_MOST_BESIDE = 1
"""Words of content by which a question may go beyond a phrasing that it denies."""


def allow(
    reading: Reading, codes: Sequence[frozenset[str]], card: CompiledDocument, weights: Weights
) -> float:
    """Return what is left of a card's score by its exact tokens: 0 is never, 1 is untouched.

    `codes` are those of the question that the base knows.
    """
    # What a document does not state forbids an answer, but says nothing against it as the closest.
    other = reading.labels and any(map(card.stated.contradicts, reading.labels))
    left = weights.absent if other or not agrees(reading, card.entity) else 1.0
    carried = not codes
    for code in codes:
        if named_by := code & card.entity.codes:
            carried = True
            left *= reading.share(named_by)
        elif mentioned := code & card.codes:
            carried = True
            left *= weights.mention * reading.share(mentioned)
        else:
            left *= weights.absent
    return left * _held_code_share(reading, card, weights) if carried else 0.0


def _held_code_share(reading: Reading, card: CompiledDocument, weights: Weights) -> float:
    """Return what the codes that somebody holds leave of a document: they never rule one out."""
    if not reading.held_codes:
        return 1.0
    if any(codes & card.entity.codes for codes in reading.held_codes):
        return 1.0
    return weights.another if card.entity.codes else weights.unsuited


def agrees(reading: Reading, entity: CompiledEntry) -> bool:
    """Return whether no level, place or `not` of an entry's names contradicts the question's."""
    for wanted, own in ((reading.levels, entity.levels), (reading.places, entity.places)):
        if wanted and own and not wanted & own:
            return False
    if not entity.negated:
        return True
    terms = {term.text for term in reading.terms}
    return NOT in terms or not any(text <= terms for text in entity.negated)


def admits(reading: Reading, card: CompiledDocument) -> bool:
    """Return whether a document may answer for every number of a question that names a thing."""
    return all(map(card.stated.admits, reading.labels))


def denies(question: Question, card: CompiledDocument) -> bool:
    """Return whether a question says `not` to what a document is asked, and little else.

    `Is the office not open` is no phrasing of `is the office open`. A document with a `not` of its
    own is left to its other words.
    """
    if not question.reading.negated:
        return False
    phrasings = (*card.phrasings, *card.entity.names)
    terms = question.terms - question.common - {NOT}
    negated = (frozenset(phrasing.terms) - question.common for phrasing in phrasings)
    return not any(NOT in phrasing.terms for phrasing in phrasings) and any(
        text and text <= terms and len(terms - text) <= _MOST_BESIDE for text in negated
    )


def carries(reading: Reading, card: CompiledDocument) -> bool:
    """Return whether a document carries a place of the question, and every subject outside."""
    if reading.places and not reading.places & card.places:
        return False
    return reading.outside <= card.outside


def is_named(reading: Reading, entity: CompiledEntry) -> bool:
    """Return whether a question names an entry: by a code of its names, or by a whole name."""
    codes = (*reading.codes, *reading.held_codes)
    return is_named_by(codes, (term.text for term in reading.terms), entity)


def is_named_by(
    codes: Iterable[frozenset[str]], terms: Iterable[str], entity: CompiledEntry
) -> bool:
    """Return the same for a question of which only codes and terms are known."""
    return any(code & entity.codes for code in codes) or _has_name(frozenset(terms), entity)


def is_beaten(
    reading: Reading, entity: CompiledEntry, lookalike: CompiledEntry, weigh: Callable[[str], float]
) -> bool:
    """Return whether a question is about an entity's lookalike rather than about the entity.

    First by the codes of their names; if these are the same, by the words that only one of them
    is called, then by a whole name that stands in the question.
    """
    mine = {code for code in reading.codes if code & entity.codes}
    theirs = {code for code in reading.codes if code & lookalike.codes}
    if mine != theirs:
        return mine < theirs
    terms = frozenset(term.text for term in reading.terms)
    my_name, lookalike_name = _has_name(terms, entity), _has_name(terms, lookalike)
    if not (mine or my_name or lookalike_name):
        return False
    mine_only = sum(map(weigh, (terms & entity.name_terms) - lookalike.name_terms))
    theirs_only = sum(map(weigh, (terms & lookalike.name_terms) - entity.name_terms))
    if mine_only != theirs_only:
        return mine_only < theirs_only
    return lookalike_name and not my_name


def _has_name(terms: frozenset[str], entity: CompiledEntry) -> bool:
    return any(terms.issuperset(name.terms) for name in entity.names)
