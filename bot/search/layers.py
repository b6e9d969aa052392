"""What a guild lays over a base: entries of its own, read and weighed as the base's, and a mask.

The base is never copied. An entry is read once, when it is first asked about, and what came of it
is remembered for a while: an edit reads the one entry that changed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import merge
from itertools import chain
from operator import itemgetter

from bot.search.building.builder import (
    BaseIndex,
    IndexParts,
    carriers,
    decoder,
    families,
    overviews,
)
from bot.search.matching.catalog import BaseCatalog, Claims, CompiledDocument, CompiledEntry
from bot.search.matching.completion import Completer, Match
from bot.search.matching.gains import Gains
from bot.search.matching.own_postings import LayeredPostings
from bot.search.own import OwnLayer, Recent
from bot.search.parts import Part, Parts
from bot.search.ranking.ranker import Ranker
from bot.search.reading.language import Counts, Language
from bot.search.reading.reading import Reader, Vocabulary
from bot.search.text.codes import Codes
from bot.search.text.folding import fold
from bot.search.text.layered import LayeredMapping, UnionContainer
from bot.search.text.lexer import Lexer
from bot.search.text.typos import LayeredSpeller
from bot.search.values.aspects import Aspects
from bot.search.values.calibration import Weights
from bot.search.values.documents import Document
from bot.search.values.semantic_scores import Place
from bot.search.values.weighing import TermWeights


class Layers:
    """Reads what guilds lay over one base, and remembers it for those that asked lately."""

    def __init__(self, base_index: BaseIndex, completer: Completer, weights: Weights) -> None:
        self._base_index = base_index
        self._completer = completer
        self._weights = weights
        self._read_part = Parts(base_index, weights)
        self._layer = Recent(self._layered).get
        self.completer = Recent(self._layered_completer).get

    def ranker(self, own: OwnLayer) -> Ranker:
        """Rank a guild's entries beside those of the base."""
        return self._layer(own).ranker

    def read(self, documents: tuple[Document, ...]) -> Iterator[None]:
        """Read the documents of one entry, one at each step."""
        return self._read_part.read(documents)

    def compile_documents(
        self, documents: Sequence[Document]
    ) -> Sequence[tuple[CompiledDocument, Gains]]:
        """Read the documents of one entry: how each is compared, and what its terms add."""
        part = self._read_part.part(tuple(documents))
        return tuple(zip(part.cards, part.gains, strict=True))

    def lexer(self, documents: Iterable[Document]) -> Lexer:
        """Read texts as those of one entry are read."""
        return self._read_part.lexer(documents)

    def _layered(self, own: OwnLayer) -> "_Layer":
        """Build the ranker of a guild's entries over the base."""
        base_index, base = self._base_index, self._base_index.catalog
        parts = self._parts(own)
        catalog = _catalog(parts, base, own.covered_entries)
        counts = Counts.total(part.counts for part in parts)
        codes = self._codes(parts)
        own_named = frozenset().union(*(part.entity.codes for part in parts))
        vocabulary = replace(
            base_index.vocabulary,
            families=LayeredMapping(
                _families(catalog, own_named, base_index.vocabulary), base_index.vocabulary.families
            ),
            codes=codes,
            named_codes=(*base_index.vocabulary.named_codes, *own_named)
            if own_named
            else base_index.vocabulary.named_codes,
        )
        speller = LayeredSpeller(counts.words, base_index.speller)
        language = Language(counts, base_index.language)
        reader = Reader(
            Lexer(codes, base_index.phrases),
            decoder(vocabulary, catalog, speller, language),
            vocabulary,
        )
        content_terms = UnionContainer(
            frozenset().union(*(part.content_terms for part in parts)), base_index.content_terms
        )
        near = partial(base_index.vocabulary.thesaurus.near, among=content_terms)
        covered = (base.entities[name] for name in own.covered_entries if name in base.entities)
        hidden = frozenset(chain.from_iterable(entity.numbers for entity in covered))
        added = tuple(chain.from_iterable(part.gains for part in parts))
        postings = LayeredPostings.over(added, base_index.postings, hidden)
        ranker = Ranker(IndexParts(catalog, postings, reader, near), self._weights)
        return _Layer(ranker, tuple(parts))

    def _layered_completer(self, own: OwnLayer) -> "LayeredCompleter":
        """Complete from a guild's entries and the base's."""
        codes = self._codes(self._parts(own))
        titles = chain.from_iterable((one.title, *one.names) for one in own.documents)
        words = {word: 1 for title in titles for word in fold(title, None).split()}
        completer = Completer(own.documents, codes, LayeredSpeller(words, self._base_index.speller))
        return LayeredCompleter(completer, self._completer, own.covered_entries)

    def _parts(self, own: OwnLayer) -> list[Part]:
        groups: dict[str, list[Document]] = {}
        for document in own.documents:
            groups.setdefault(document.entry, []).append(document)
        return [self._read_part.part(tuple(group)) for group in groups.values()]

    def _codes(self, parts: Iterable[Part]) -> Codes:
        """Return the codes of the base and of the guild's entries."""
        known = chain.from_iterable(part.codes for part in parts)
        return self._base_index.codes.with_known(
            known, chain.from_iterable(part.affixes for part in parts)
        )


@dataclass(frozen=True, slots=True)
class _Layer:
    """What ranks a guild's entries, and the entries, so that those are kept with it."""

    ranker: Ranker
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Catalog:
    """A guild's own cards, numbered on from those of the base, and the base's but hidden ones."""

    own: BaseCatalog
    base: BaseCatalog
    hidden: frozenset[str]
    own_numbers: Mapping[Place, int]
    """The numbers of the guild's own documents, by their places."""

    @property
    def term_weights(self) -> TermWeights:
        """What terms weigh."""
        return self.own.term_weights

    @property
    def aspects(self) -> Aspects:
        """What the words of a question say of the section."""
        return self.base.aspects

    @property
    def letters(self) -> bool:
        """Whether documents are compared by runs of letters too."""
        return self.base.letters

    def card(self, number: int) -> CompiledDocument:
        """Return a document by its number."""
        first = len(self.base.cards)
        return self.base.cards[number] if number < first else self.own.cards[number - first]

    def find(self, place: Place) -> int | None:
        """Find a document by its place: the guild's own go first."""
        if place[0] not in self.own.entities:
            return None if place[0] in self.hidden else self.base.find(place)
        return self.own_numbers.get(place)

    def claimed_by(self, spelled: str) -> Sequence[int]:
        """Find the documents that claim a phrasing or name: the guild's own go first."""
        return self.own.claimed_by(spelled) or self._visible(self.base.claimed_by(spelled))

    def knows(self, code: str) -> bool:
        """Return whether some document carries a code."""
        if self.own.knows(code):
            return True
        carried = self.base.carriers.get(code, ())
        return any(self.base.cards[number].entity.key not in self.hidden for number in carried)

    def with_codes(self, codes: Collection[str], among: Collection[int]) -> set[int]:
        """Return those of some documents that carry one of several codes."""
        return self.own.with_codes(codes, among) | self.base.with_codes(codes, among)

    def named_by(self, codes: Collection[str]) -> Sequence[int]:
        """Find the entries of which one of several codes is a whole name: their overviews."""
        return (*self._visible(self.base.named_by(codes)), *self.own.named_by(codes))

    @property
    def all_codes(self) -> frozenset[str]:
        """The codes that some document carries."""
        return self.own.all_codes | self.base.all_codes

    def lookalikes(self, entity: CompiledEntry) -> Iterator[CompiledEntry]:
        """Yield the look-alikes of an entry that are there."""
        for name in entity.lookalikes | self.own.missing_lookalikes.get(entity.key, frozenset()):
            if name in self.own.entities:
                yield self.own.entities[name]
            elif name in self.base.entities and name not in self.hidden:
                yield self.base.entities[name]

    def _visible(self, numbers: Iterable[int]) -> tuple[int, ...]:
        cards = self.base.cards
        return tuple(n for n in numbers if cards[n].entity.key not in self.hidden)


@dataclass(frozen=True, slots=True)
class LayeredCompleter:
    """Completes from a guild's own documents and those of the base."""

    own: Completer
    base: Completer
    hidden: frozenset[str]

    def matches(self, typed: str) -> Iterator[Match]:
        """Yield what may be meant, best first; of one grade the guild's own go first."""
        base_matches = (one for one in self.base.matches(typed) if one[1].entry not in self.hidden)
        return merge(self.own.matches(typed), base_matches, key=itemgetter(0))


def _catalog(parts: Sequence[Part], base: BaseCatalog, covered: frozenset[str]) -> _Catalog:
    """Number the cards of a guild's entries on from those of the base."""
    first = len(base.cards)
    cards = tuple(chain.from_iterable(part.cards for part in parts))
    claimed = enumerate(chain.from_iterable(part.claimed for part in parts), first)
    own = BaseCatalog(
        cards,
        {part.entity.key: part.entity for part in parts},
        base.term_weights.with_terms(chain.from_iterable(part.terms for part in parts)),
        base.aspects,
        Claims((text, number) for number, texts in claimed for text in texts),
        carriers(cards, first),
        overviews(cards, first),
        _declare_codes(parts, base),
        base.letters,
    )
    places = ((card.document.entry, card.document.section) for card in cards)
    return _Catalog(own, base, covered, {place: at for at, place in enumerate(places, first)})


def _declare_codes(parts: Iterable[Part], base: BaseCatalog) -> dict[str, frozenset[str]]:
    """Collect who declared an entry a lookalike, in the guild or of that key in the base."""
    result: dict[str, frozenset[str]] = {}
    for part in parts:
        name = part.entity.key
        covered = base.entities.get(name)
        others = covered.lookalikes if covered else base.missing_lookalikes.get(name, frozenset())
        result[name] = result.get(name, frozenset()) | others
        for lookalike in part.entity.lookalikes:
            result[lookalike] = result.get(lookalike, frozenset()) | {name}
    return result


def _families(
    catalog: _Catalog, codes: frozenset[str], vocabulary: Vocabulary
) -> dict[str, frozenset[str]]:
    """Find the families of the guild's codes, with those of the base; a name is no family."""
    known = vocabulary.families
    own = families(codes, UnionContainer(codes, frozenset(vocabulary.named_codes)), catalog)
    wider = {code: members | known.get(code, frozenset()) for code, members in own.items()}
    return wider | {code: frozenset((code,)) for code in codes if code in known}
