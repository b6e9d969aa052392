"""A guild's own documents over a base that many guilds share, and what it hides of that base.

The base is never copied: an overlay is a small index of its own, read with the words, codes and
weights of the base, and a mask. It answers as a base of both would, but for the weights of words,
which are the base's, and where it claims a question word for word: there it goes first.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import itemgetter
from typing import Self

from bot.search.aspects import Aspects
from bot.search.builder import (
    Built,
    Whole,
    carriers,
    claims,
    counted,
    families,
    fields,
    overviews,
)
from bot.search.calibration import Weights
from bot.search.cards import card, declared, entities
from bot.search.catalogue import Card, Entity, WholeCatalogue
from bot.search.completion import MOST_SUGGESTIONS, Completer, Completion, Match, completed
from bot.search.documents import Document
from bot.search.index import MOST_HITS, Index
from bot.search.layered import Either, Layered
from bot.search.lexed import Lexed, codes_in, glue
from bot.search.lexer import Lexer
from bot.search.phrasings import Phrasing
from bot.search.postings import Gains, Postings, Scores, gains
from bot.search.ranker import Ranker
from bot.search.ranking import Ranking
from bot.search.reading import Reader
from bot.search.text import fold
from bot.search.typos import Speller
from bot.search.weighing import Weighed


class Overlay:
    """A guild's view of a base; nothing about it changes once it is built."""

    def __init__(self, ranker: Ranker, completer: "_Completer") -> None:
        """Take the parts; callers use `build`."""
        self._ranker = ranker
        self._completer = completer

    @classmethod
    def build(
        cls, base: Index, documents: Iterable[Document], hidden: Collection[str] = ()
    ) -> Self:
        """Lay documents over a base, and hide entries of it by their keys.

        A document of an entry that the base has covers the whole of that entry.
        """
        whole, own = base.whole, tuple(documents)
        covered = frozenset(hidden).union(one.entry for one in own)
        codes = whole.codes.extended(codes_in(own), glue(own))
        lexer = Lexer(codes, whole.phrases)
        lex = cache(lambda text: lexer.read(fold(text, None)))
        read = [Lexed.of(document, lex) for document in own]
        words = counted(read)
        speller = Speller(words, whole.speller)
        completer = Completer(own, codes, speller)
        built = _built(base, read, covered, Lexer(codes, whole.phrases), words, speller)
        return cls(Ranker(built, base.weights), _Completer(completer, base.completer, covered))

    def search(
        self, question: str, *, limit: int = MOST_HITS, kinds: Collection[str] | None = None
    ) -> Ranking:
        """Rank documents for a question and decide; `kinds` keeps to those kinds of entry."""
        return self._ranker.rank(question, limit, kinds)

    def complete(
        self,
        typed: str,
        *,
        limit: int = MOST_SUGGESTIONS,
        kinds: Collection[str] | None = None,
        sections: bool = True,
    ) -> tuple[Completion, ...]:
        """Suggest documents for what is typed so far, best first, at most 25.

        Of equally good ones the guild's own come first.
        """
        return completed(self._completer.matches(typed), limit, kinds, sections)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """A guild's own cards, numbered on from those of the base, and the base's but hidden ones."""

    own: WholeCatalogue
    base: WholeCatalogue
    first: int
    """The number of the first own card."""
    hidden: frozenset[str]

    @property
    def weighed(self) -> Weighed:
        """What terms weigh."""
        return self.own.weighed

    @property
    def aspects(self) -> Aspects:
        """What the words of a question say of the section."""
        return self.base.aspects

    @property
    def letters(self) -> bool:
        """Whether documents are compared by runs of letters too."""
        return self.base.letters

    def card(self, number: int) -> Card:
        """Give a document by its number."""
        if number >= self.first:
            return self.own.cards[number - self.first]
        return self.base.cards[number]

    def claiming(self, spelled: str) -> Sequence[int]:
        """Find the documents that claim a phrasing or name: the guild's own go first."""
        return self.own.claiming(spelled) or self._shown(self.base.claiming(spelled))

    def knows(self, code: str) -> bool:
        """Tell whether some document carries a code."""
        if self.own.knows(code):
            return True
        carried = self.base.carriers.get(code, ())
        return any(self.base.cards[number].entity.key not in self.hidden for number in carried)

    def carrying(self, codes: Collection[str], among: Collection[int]) -> set[int]:
        """Keep those of some documents that carry one of several codes."""
        return self.own.carrying(codes, among) | self.base.carrying(codes, among)

    def named(self, codes: Collection[str]) -> Sequence[int]:
        """Find the entries of which one of several codes is a whole name: their overviews."""
        return (*self._shown(self.base.named(codes)), *self.own.named(codes))

    def twins(self, entity: Entity) -> Iterator[Entity]:
        """Yield the look-alikes of an entry that are there."""
        for key in entity.twins | self.own.awaited.get(entity.key, frozenset()):
            if key in self.own.entities:
                yield self.own.entities[key]
            elif key in self.base.entities and key not in self.hidden:
                yield self.base.entities[key]

    def _shown(self, numbers: Iterable[int]) -> tuple[int, ...]:
        cards = self.base.cards
        return tuple(n for n in numbers if cards[n].entity.key not in self.hidden)


@dataclass(frozen=True, slots=True)
class _Postings:
    """Scores a guild's own documents one by one, and the base's by its postings."""

    own: Sequence[Gains]
    base: Postings
    hidden: frozenset[int]

    def score(self, terms: Sequence[tuple[str, float]]) -> Scores:
        """Add up what weighted terms give to each document."""
        scores = self.base.score(terms)
        for number in self.hidden.intersection(scores.sums):
            del scores.sums[number]
        weights = dict(terms)
        for number, one in enumerate(self.own, self.base.size):
            if shared := one.keys() & weights.keys():
                scores.sums[number] = sum(weights[term] * one[term] for term in shared)
        return scores


@dataclass(frozen=True, slots=True)
class _Completer:
    """Completes from a guild's own documents and those of the base."""

    own: Completer
    base: Completer
    hidden: frozenset[str]

    def matches(self, typed: str) -> Iterator[Match]:
        """Yield what may be meant, best first; of one grade the guild's own go first."""
        shown = (one for one in self.base.matches(typed) if one[1].entry not in self.hidden)
        return merge(self.own.matches(typed), shown, key=itemgetter(0))


def _built(
    base: Index,
    read: Sequence[Lexed],
    covered: frozenset[str],
    lexer: Lexer,
    words: Container[str],
    speller: Speller,
) -> Built:
    whole = base.whole
    own = _own(read, whole.catalogue)
    catalogue = _Catalogue(own, whole.catalogue, whole.postings.size, covered)
    reader = Reader(
        lexer,
        Either(words, whole.words),
        own.weighed.idf,
        speller,
        Layered(_families(catalogue, whole), whole.families),
    )
    entities = whole.catalogue.entities
    hidden = (number for key in covered if key in entities for number in entities[key].numbers)
    postings = _Postings(
        [_gains(one, own, whole, base.weights) for one in read], whole.postings, frozenset(hidden)
    )
    return Built(catalogue, postings, reader)


def _own(read: Sequence[Lexed], base: WholeCatalogue) -> WholeCatalogue:
    weighed = base.weighed.extended(
        term for one in read for term in (*one.weighed, *(one.letters if base.letters else ()))
    )
    prepare = cache(lambda terms: Phrasing.of(terms, weighed.weigh))
    twins = declared(read)
    for one in read:
        # Entries of the base may have declared this one a twin, by the key that it takes.
        key = one.document.entry
        covered = base.entities.get(key)
        others = covered.twins if covered else base.awaited.get(key, frozenset())
        twins.setdefault(key, set()).update(others)
    first = len(base.cards)
    made = entities(read, twins, prepare, first)
    cards = tuple(card(one, made[one.document.entry], prepare) for one in read)
    awaited = {name: frozenset(others) for name, others in twins.items() if name not in made}
    return WholeCatalogue(
        cards,
        made,
        weighed,
        base.aspects,
        claims(read, first),
        carriers(cards, first),
        overviews(cards, first),
        awaited,
        base.letters,
    )


def _gains(one: Lexed, catalogue: WholeCatalogue, whole: Whole, weights: Weights) -> Gains:
    """Weigh the terms of a document; runs of letters that are too common in the base stay out."""
    means, weighed = whole.postings.means, catalogue.weighed
    letters = tuple(one.letters) if catalogue.letters else ()
    added = gains(fields(one, catalogue, weights), letters, means, weighed, weights)
    known = whole.catalogue.weighed.flat
    common = {run for run in letters if run in known and run not in whole.postings}
    return {term: gain for term, gain in added.items() if term not in common}


def _families(catalogue: _Catalogue, whole: Whole) -> dict[str, frozenset[str]]:
    """Find the families of the guild's codes, with those of the base; a name is no family."""
    named = frozenset().union(*(entity.codes for entity in catalogue.own.entities.values()))
    own = families(named, Either(named, whole.named), catalogue)
    wider = {code: members | whole.families.get(code, frozenset()) for code, members in own.items()}
    return wider | {code: frozenset((code,)) for code in named if code in whole.families}
