"""Build a catalog: read every document once, with the codes and phrases of the base."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain

from bot.search.building.typed import correct_spelling
from bot.search.matching.analyzed import AnalyzedDocument, affixes, codes_in, flat
from bot.search.matching.catalog import (
    BaseCatalog,
    Catalog,
    Claims,
    CompiledDocument,
    CompiledEntry,
)
from bot.search.matching.compiled import (
    compile_document,
    compile_entries,
    declare_codes,
    group_by_entry,
)
from bot.search.matching.gains import Field, mean_lengths
from bot.search.matching.postings import Postings, RunMarks, Scorer
from bot.search.matching.synonyms import list_spellings, phrases
from bot.search.naming.words import DAYS, MONTHS
from bot.search.reading.channel import Channel
from bot.search.reading.decoding import Decoder
from bot.search.reading.language import Counts, Language
from bot.search.reading.reading import Reader, Vocabulary, key, members_of
from bot.search.text.codes import Codes, compact
from bot.search.text.common import COMMON
from bot.search.text.folding import fold, split
from bot.search.text.layered import UnionContainer
from bot.search.text.lexer import Kind, Lexer, Phrase, Term, stem
from bot.search.text.translation import Translator
from bot.search.text.typos import Speller
from bot.search.values.aspects import Aspects, Lesson
from bot.search.values.calibration import BUDGET, MOST_SPELLED, WORD_BUDGET, Weights
from bot.search.values.documents import Document, Lexicon
from bot.search.values.thesaurus import RelatedTerms
from bot.search.values.weighing import TermWeights

_REMEMBERED = 512
"""Texts that are remembered as read: more than an entry has, and fewer than take memory."""


@dataclass(frozen=True, slots=True)
class IndexParts:
    """What a ranker works with."""

    catalog: Catalog
    postings: Scorer
    reader: Reader
    near: Callable[[str], RelatedTerms]
    """Finds the words of the base that are near a word in meaning."""


@dataclass(frozen=True, slots=True)
class BaseIndex(IndexParts):
    """What a base is made of, and what a guild's own documents are read with."""

    catalog: BaseCatalog
    postings: Postings
    codes: Codes
    phrases: Mapping[str, Sequence[Phrase]]
    speller: Speller
    language: Language
    """How likely the words of documents and lexicon are, as typed."""
    vocabulary: Vocabulary
    content_terms: frozenset[str]
    """Stems of the words of documents, function words left out: related terms are among them."""


def build(documents: Sequence[Document], lexicon: Lexicon, weights: Weights) -> BaseIndex:
    """Read, weigh and index documents."""
    documents = correct_spelling(documents, lexicon)
    known = {compact(code) for code in lexicon.codes} | codes_in(documents)
    codes = Codes(known - {""}, affixes(documents))
    groups = phrases(Lexer(codes, {}), lexicon)
    read = _analyze(documents, Lexer(codes, groups))
    letters = len(read) <= MOST_SPELLED
    catalog, postings = _compile(read, weights, letters)
    content_terms = content_terms_of(read) - catalog.term_weights.common
    counts = Counts.of(read, letters)
    # A word of the lexicon is no slip of the pen, even if no document holds it.
    for text in list_spellings(lexicon):
        counts.words.update(word.text for word in split(fold(text, None), None))
    counts.words.update((*COMMON, *DAYS, *MONTHS))
    speller, language = Speller(counts.words), Language(counts)
    name_codes = frozenset().union(*(entity.codes for entity in catalog.entities.values()))
    vocabulary = Vocabulary(
        families(name_codes, name_codes, catalog),
        codes,
        name_codes,
        lexicon.thesaurus,
        Translator(lexicon.translations),
        frozenset(fold(name, None) for name in (*lexicon.places, *lexicon.areas)),
    )
    catalog = replace(catalog, claims=_collect_claims(read, vocabulary))
    # A lexer remembers the words of the documents; the one for questions starts with none.
    reader = Reader(
        Lexer(codes, groups), decoder(vocabulary, catalog, speller, language), vocabulary
    )
    near = partial(lexicon.thesaurus.near, among=content_terms)
    return BaseIndex(
        catalog, postings, reader, near, codes, groups, speller, language, vocabulary, content_terms
    )


def _analyze(documents: Iterable[Document], lexer: Lexer) -> list[AnalyzedDocument]:
    # The documents of an entry stand together and share names and refusals.
    lex = lru_cache(_REMEMBERED)(lambda text: lexer.read(fold(text, None)))
    return [AnalyzedDocument.of(document, lex) for document in documents]


def _compile(
    read: Sequence[AnalyzedDocument], weights: Weights, letters: bool
) -> tuple[BaseCatalog, Postings]:
    """Weigh documents and their terms; `letters` tells whether runs of letters count too."""
    marks = RunMarks()
    runs = [one.letters(marks) if letters else () for one in read]
    term_weights = _weigh_terms(read, runs, weights.common)
    catalog = _catalog(read, term_weights, weights, letters)
    listed = [fields(one, catalog, weights) for one in read]
    postings = Postings.build(
        zip(listed, runs, strict=True),
        mean_lengths(listed),
        term_weights,
        weights,
        BUDGET if letters else WORD_BUDGET,
    )
    return catalog, postings


def _collect_claims(read: Iterable[AnalyzedDocument], vocabulary: Vocabulary) -> Claims:
    """List what documents answer word for word, as questions are spelled: `h1` may mean `h1b`."""
    families = vocabulary.families

    def spell(terms: tuple[Term, ...]) -> str:
        if families.keys().isdisjoint([term.text for term in terms]):
            return key(terms)
        return key(tuple(chain.from_iterable(members_of(term, families) for term in terms)))

    return Claims(
        (spell(terms), number)
        for number, document in enumerate(read)
        for terms in document.claimed_phrasings
    )


def decoder(
    vocabulary: Vocabulary, catalog: Catalog, speller: Speller, language: Language
) -> Decoder:
    """Build the decoder that corrects a damaged question."""
    real = UnionContainer(vocabulary.codes.known, frozenset(vocabulary.families))
    channel = Channel(
        vocabulary.codes,
        real,
        catalog.all_codes,
        catalog.term_weights.idf,
        speller,
        language,
        vocabulary.thesaurus,
    )
    return Decoder(channel, language)


def _weigh_terms(
    read: Iterable[AnalyzedDocument], runs: Sequence[Sequence[str]], common: float
) -> TermWeights:
    """Weigh all terms, given the documents and the runs of letters of each."""
    holding: Counter[str] = Counter()
    groups = group_by_entry(read)
    for parts in groups.values():
        terms: set[str] = set()
        for number, document in parts:
            terms.update(document.weighed_words, runs[number])
        holding.update(terms)
    return TermWeights.of(holding, len(groups), frozenset(map(stem, COMMON)), common)


def content_terms_of(read: Iterable[AnalyzedDocument]) -> frozenset[str]:
    """Collect the ordinary terms of documents: near words are looked for among them."""
    word = Kind.WORD
    result: set[str] = set()
    for document in read:
        result.update([term.text for term in document.held_terms if term.kind is word])
    return frozenset(result)


def fields(document: AnalyzedDocument, catalog: Catalog, weights: Weights) -> tuple[Field, ...]:
    """List the fields of a document with what one of their terms is worth."""
    common = catalog.term_weights.common
    # A body's function words say nothing of how a question is put, and stand in every document.
    body_terms = tuple(term for term in flat((document.body,)) if term not in common)
    # The words by which all entries of the kind are asked for this section.
    kind = document.document.entry.partition(":")[0]
    typical = catalog.aspects.typical_words(kind, document.document.section)
    return (
        Field(document.called, weights.names),
        Field(document.parted, weights.aspects),
        Field(document.asked, 1.0),
        Field(body_terms, weights.body),
        Field(typical, weights.typical),
    )


def overviews(cards: Iterable[CompiledDocument], first: int = 0) -> dict[str, tuple[int, ...]]:
    """Collect the entries that codes name alone, by the code, numbered from `first`."""
    result: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    for number, card in enumerate(cards, first):
        if card.document.section is None:
            for code in card.entity.sole_codes:
                result[code] += (number,)
    return dict(result)


def carriers(cards: Iterable[CompiledDocument], first: int = 0) -> dict[str, frozenset[int]]:
    """Collect the documents that carry a code, by the code, numbered from `first`."""
    result: defaultdict[str, set[int]] = defaultdict(set)
    for number, card in enumerate(cards, first):
        for code in card.codes:
            result[code].add(number)
    return {code: frozenset(numbers) for code, numbers in result.items()}


def _catalog(
    read: Sequence[AnalyzedDocument], term_weights: TermWeights, weights: Weights, letters: bool
) -> BaseCatalog:
    lookalikes = declare_codes(read)
    compiled = compile_entries(read, lookalikes, term_weights)
    cards = tuple(compile_document(one, compiled[one.document.entry], term_weights) for one in read)
    aspects = Aspects.learn(
        _lessons(read, compiled),
        weights.smoothing,
        lambda word: weights.shaping if word in term_weights.common else 1.0,
    )
    missing_lookalikes = {
        name: frozenset(others) for name, others in lookalikes.items() if name not in compiled
    }
    return BaseCatalog(
        cards,
        compiled,
        term_weights,
        aspects,
        Claims(()),
        carriers(cards),
        overviews(cards),
        missing_lookalikes,
        letters,
    )


def _lessons(
    read: Iterable[AnalyzedDocument], entries: Mapping[str, CompiledEntry]
) -> Iterator[Lesson]:
    """Yield what documents teach of their sections: phrasings and aspects, without names."""
    kinds = {entry.kind for entry in entries.values() if any(entry.sections)}
    for entry in read:
        entity = entries[entry.document.entry]
        if entity.kind in kinds:
            names = entity.name_terms
            for terms in (*entry.phrasings, *entry.aspects):
                left = tuple(term.text for term in terms if term.text not in names)
                yield Lesson(entity.kind, entry.document.section, left)


def families(
    codes: Iterable[str], known_codes: Container[str], catalog: Catalog
) -> dict[str, frozenset[str]]:
    """Find the families of codes that name entries, none of a code that is taken for one."""
    wider: defaultdict[str, set[str]] = defaultdict(set)
    for code in codes:
        family = code[:-1]
        if code[-1].isalpha() and family not in known_codes:
            wider[family].update(one for one in (code, family) if catalog.knows(one))
    return {code: frozenset(members) for code, members in wider.items()}
