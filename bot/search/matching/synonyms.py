"""Read synonyms, places and subjects outside the base as one term each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.search.text.folding import fold
from bot.search.text.lexer import Kind, Lexer, Phrase, Term
from bot.search.values.documents import Lexicon


def list_spellings(lexicon: Lexicon) -> Iterator[str]:
    """List the words of a lexicon as it spells them."""
    for name, others in lexicon.synonyms.items():
        yield from (name, *others)
    yield from lexicon.places
    yield from lexicon.outside


def phrases(lexer: Lexer, lexicon: Lexicon) -> Mapping[str, Sequence[Phrase]]:
    """Return one term for each group of synonyms, each place and each subject outside."""
    result: list[Phrase] = []
    groups: dict[tuple[str, ...], str] = {}
    for name, others in lexicon.synonyms.items():
        read = [lexer.read(fold(text, None)) for text in (name, *others)]
        members = [terms for terms in read if _joinable(terms)]
        words_of = [tuple(term.text for term in terms) for terms in members]
        if len(words_of) < 2:
            continue
        known = next((groups[words] for words in words_of if words in groups), None)
        code = next((terms[0].text for terms in members if terms[0].kind is Kind.CODE), None)
        term = known or code or "_".join(words_of[0])
        kind = Kind.CODE if code and not known else members[0][0].kind
        for words in words_of:
            if words not in groups:
                groups[words] = term
                result.append(Phrase(words, term, kind))
    exact = [(place, Kind.PLACE) for place in lexicon.places]
    exact += [(subject, Kind.OUTSIDE) for subject in lexicon.outside]
    for text, kind in exact:
        words = tuple(term.text for term in lexer.read(fold(text, None)))
        if words:
            result.append(Phrase(words, groups.get(words, "_".join(words)), kind))
    by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(result, key=lambda phrase: -len(phrase.words)):
        by_first[phrase.words[0]].append(phrase)
    return dict(by_first)


def _joinable(terms: Sequence[Term]) -> bool:
    """Return whether terms may become one: a code within a phrase must stay visible."""
    return len(terms) == 1 or (len(terms) > 1 and all(t.kind is not Kind.CODE for t in terms))
