"""Entries that guilds wrote, read and weighed as those of a base are, each once.

What came of one is remembered for a while, so an edit reads the one document that changed.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from weakref import WeakValueDictionary

from bot.search.building.builder import BaseIndex, content_terms_of, fields
from bot.search.matching.analyzed import AnalyzedDocument, Lex, affixes, codes_in
from bot.search.matching.catalog import CompiledDocument, CompiledEntry
from bot.search.matching.compiled import compile_document, compile_entries
from bot.search.matching.gains import Gains, Weigher
from bot.search.reading.language import Counts
from bot.search.reading.reading import key
from bot.search.text.folding import fold
from bot.search.text.lexer import Lexer
from bot.search.values.calibration import Weights
from bot.search.values.documents import Document
from bot.search.values.weighing import TermWeights

_RECENT_ENTRIES = 16_384
"""Entries of guilds that are kept as read, at 5 to 20 KB: reading one again takes 0.3 ms, and a
guild that has more of them would read all anew at every edit."""

_RECENT_LARGE = 8
"""The same of entries with many phrasings, at a megabyte: those that some guild shows are kept with
its ranker, and these are previews that may be published."""

_LARGE = 64
"""Phrasings from which on an entry is large."""

_RECENT_DOCUMENTS = 64
"""Documents that are kept as read, at 10 to 200 KB: an edit of a visa changes one of its twelve,
and is looked at before it is saved."""

_RECENT_LEXERS = 4
"""Lexers that are kept with the words that they have read: documents of an entry share them."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One document of an entry as read: those that an edit leaves alone are not read again."""

    card: CompiledDocument
    gains: Gains
    claimed: frozenset[str]
    """What it answers word for word."""
    counts: Counts
    content_terms: frozenset[str]
    terms: Collection[str]
    """Its terms that the base does not have."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Part:
    """One entry of a guild, ready to be compared; nothing in it depends on the guild's others."""

    entity: CompiledEntry
    cards: tuple[CompiledDocument, ...]
    gains: tuple[Gains, ...]
    claimed: tuple[frozenset[str], ...]
    """For each card, what it answers word for word."""
    counts: Counts
    content_terms: frozenset[str]
    terms: Collection[str]
    """Its terms that the base does not have."""
    codes: frozenset[str]
    """The codes that its texts hold, and the words of its names."""
    affixes: frozenset[str]


class Parts:
    """Reads entries over one base, and remembers those that were asked for lately."""

    def __init__(self, base_index: BaseIndex, weights: Weights) -> None:
        self._base_index = base_index
        self._weights = weights
        self._small = lru_cache(_RECENT_ENTRIES)(self._read)
        self._large = lru_cache(_RECENT_LARGE)(self._read_large)
        self._shown: WeakValueDictionary[tuple[Document, ...], Part] = WeakValueDictionary()
        """Large entries that somebody shows."""
        self._piece = lru_cache(_RECENT_DOCUMENTS)(self._read_piece)
        self._lexer = lru_cache(_RECENT_LEXERS)(self._make_lexer)
        self._coded = lru_cache(_RECENT_DOCUMENTS)(lambda one: codes_in((one,)))

    def lexer(self, documents: Iterable[Document]) -> Lexer:
        """Read texts as those of one entry are read."""
        sequence = tuple(documents)
        return self._lexer(self._codes_in(sequence), affixes(sequence))

    def _codes_in(self, documents: Iterable[Document]) -> frozenset[str]:
        return frozenset().union(*map(self._coded, documents))

    def _make_lexer(self, codes: frozenset[str], words: frozenset[str]) -> Lexer:
        return Lexer(self._base_index.codes.with_known(codes, words), self._base_index.phrases)

    def part(self, documents: tuple[Document, ...]) -> Part:
        """Return an entry as read; a new one takes some milliseconds, a large one tens of them."""
        large = sum(len(document.phrasings) for document in documents) >= _LARGE
        return self._large(documents) if large else self._small(documents)

    def read(self, documents: tuple[Document, ...]) -> Iterator[None]:
        """Read the documents of an entry, one at each step, so that `part` finds them as read."""
        if len(documents) < 2:
            return
        codes, words = self._codes_in(documents), affixes(documents)
        entity = self._common(documents, codes, words)
        for one in documents:
            yield
            self._piece(one, entity, codes, words)

    def _read_large(self, documents: tuple[Document, ...]) -> Part:
        known = self._shown.get(documents)
        if known is None:
            known = self._shown[documents] = self._read(documents)
        return known

    def _read(self, documents: tuple[Document, ...]) -> Part:
        """Read the documents of one entry."""
        codes, words = self._codes_in(documents), affixes(documents)
        if len(documents) == 1:
            read = self._analyzed(documents[0], codes, words)
            entity = self._entity((read,))
            pieces = [self._weighed(read, entity)]
        else:
            entity = self._common(documents, codes, words)
            pieces = [self._piece(one, entity, codes, words) for one in documents]
        return Part(
            entity,
            tuple(one.card for one in pieces),
            tuple(one.gains for one in pieces),
            tuple(one.claimed for one in pieces),
            Counts.total(one.counts for one in pieces),
            frozenset().union(*(one.content_terms for one in pieces)),
            frozenset().union(*(one.terms for one in pieces)),
            codes,
            words,
        )

    def _common(
        self, documents: Iterable[Document], codes: frozenset[str], words: frozenset[str]
    ) -> CompiledEntry:
        """Read what the documents of an entry share: their names and refusals, each text once."""
        lex = cache(self._lex(codes, words))
        return self._entity([AnalyzedDocument.of(_called(one), lex) for one in documents])

    def _lex(self, codes: frozenset[str], words: frozenset[str]) -> Lex:
        lexer = self._lexer(codes, words)
        return lambda text: lexer.read(fold(text, None))

    def _analyzed(
        self, document: Document, codes: frozenset[str], words: frozenset[str]
    ) -> AnalyzedDocument:
        """Read a document with the codes of its entry, and the words of its names."""
        return AnalyzedDocument.of(document, self._lex(codes, words))

    def _entity(self, read: Sequence[AnalyzedDocument]) -> CompiledEntry:
        """Compile what the documents of an entry share."""
        terms = chain.from_iterable(document.weighed_words for document in read)
        term_weights = self._base_index.catalog.term_weights.with_terms(terms)
        first = read[0].document
        return compile_entries(read, {first.entry: first.lookalikes}, term_weights)[first.entry]

    def _read_piece(
        self,
        document: Document,
        entity: CompiledEntry,
        codes: frozenset[str],
        words: frozenset[str],
    ) -> _Piece:
        return self._weighed(self._analyzed(document, codes, words), entity)

    def _weighed(self, read: AnalyzedDocument, entity: CompiledEntry) -> _Piece:
        """Weigh what a document holds by the weights of the base."""
        base = self._base_index.catalog
        letters = read.letters() if base.letters else []
        known = base.term_weights.idf
        terms = frozenset(one for one in {*letters, *read.weighed_words} if one not in known)
        term_weights = base.term_weights.with_terms(terms)
        return _Piece(
            compile_document(read, entity, term_weights),
            self._gains(read, letters, term_weights),
            frozenset(map(key, read.claimed_phrasings)),
            Counts.of((read,), base.letters),
            content_terms_of((read,)) - base.term_weights.common,
            terms,
        )

    def _gains(self, one: AnalyzedDocument, letters: Sequence[str], weighed: TermWeights) -> Gains:
        """Weigh the terms of a document; runs that the base left out as too common stay out."""
        base, postings = self._base_index.catalog, self._base_index.postings
        searched_fields = fields(one, base, self._weights)
        weigher = Weigher(postings.means, weighed, self._weights)
        added = weigher.gains(searched_fields, letters)
        common = {run for run in letters if run in base.term_weights.flat and run not in postings}
        return {term: gain for term, gain in added.items() if term not in common}


def _called(document: Document) -> Document:
    """Return a document with its names and refusals alone."""
    return Document(
        document.entry,
        document.section,
        document.title,
        document.names,
        refusals=document.refusals,
        lookalikes=document.lookalikes,
    )
