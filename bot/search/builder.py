"""Build a catalogue: read every document once, with the codes and phrases of the base."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from bot.search.aspects import Aspects, Lesson
from bot.search.calibration import Weights
from bot.search.catalogue import Card, Catalogue, Entity
from bot.search.codes import Codes, compact, written
from bot.search.common import COMMON
from bot.search.documents import Document, Lexicon
from bot.search.kinship import Kin
from bot.search.lexer import NOT, Kind, Lexer, Phrase, Term, stem
from bot.search.phrasings import Phrasing
from bot.search.postings import Field, Postings, runs
from bot.search.reading import Reader, World, key
from bot.search.text import fold, split
from bot.search.translation import Translator
from bot.search.weighing import Weighed

_Prepare = Callable[[tuple[Term, ...]], Phrasing]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document's fields, lexed."""

    document: Document
    names: tuple[tuple[Term, ...], ...]
    aspects: tuple[tuple[Term, ...], ...]
    phrasings: tuple[tuple[Term, ...], ...]
    refusals: tuple[tuple[Term, ...], ...]
    body: tuple[Term, ...]

    @property
    def carrying(self) -> Iterator[Term]:
        """Every term that the document itself holds."""
        for field in (self.names, self.aspects, self.phrasings, (self.body,)):
            for terms in field:
                yield from terms


@dataclass(frozen=True, slots=True)
class Built:
    """What an index is made of."""

    catalogue: Catalogue
    postings: Postings
    reader: Reader
    codes: Codes
    near: Callable[[str], Kin]
    """Finds the words of the base that are near a word in meaning."""


def build(documents: Sequence[Document], lexicon: Lexicon, weights: Weights) -> Built:
    """Read, weigh and index documents."""
    codes = Codes(_codes(documents, lexicon), _glue(documents))
    phrases = _phrases(Lexer(codes, {}), lexicon)
    lexer = Lexer(codes, phrases)
    # The documents of an entry share names and refusals: each text is read once.
    lex = cache(lambda text: lexer.read(fold(text, None)))
    read = [_read(document, lex) for document in documents]
    weighed = _weighed(read, weights.common)
    # Names stand in the entry and in its overview: each phrasing is prepared once.
    prepare = cache(lambda terms: Phrasing.of(terms, weighed.idf.__getitem__))
    entities = _entities(read, prepare)
    lessons = (lesson for one in read for lesson in _lessons(one, entities))
    aspects = Aspects.learn(
        lessons, weights.smoothing, lambda word: weights.shaping if word in weighed.common else 1.0
    )
    catalogue = _catalogue(read, entities, weighed, aspects, prepare)
    postings = Postings.build(
        [_fields(one, weighed, aspects, weights) for one in read],
        (tuple(_letters(one)) for one in read),
        weighed,
        weights,
    )
    terms = [term for one in read for term in one.carrying if term.kind is Kind.WORD]
    words = Counter(term.typed for term in terms)
    ordinary = frozenset(term.text for term in terms) - weighed.common
    # A word of the lexicon is no slip of the pen, even where no document holds it.
    words.update(word.text for text in _spelled(lexicon) for word in split(fold(text, None), None))
    # A lexer remembers the words of the documents; the one for questions starts with none.
    fresh = Lexer(codes, phrases)
    named = frozenset().union(*(entity.codes for entity in entities.values()))
    stems = frozenset(weighed.idf)
    world = World(_families(catalogue), codes, named, lexicon.kin, Translator(lexicon.translations))
    reader = Reader(fresh, words, stems, world)
    return Built(catalogue, postings, reader, codes, partial(lexicon.kin.near, vocabulary=ordinary))


def _codes(documents: Iterable[Document], lexicon: Lexicon) -> frozenset[str]:
    found = {compact(code) for code in lexicon.codes}
    for document in documents:
        for text in (document.title, *document.names, *document.phrasings, document.body):
            found.update(written(fold(text, None)))
    return frozenset(found - {""})


def _spelled(lexicon: Lexicon) -> Iterator[str]:
    for name, others in lexicon.synonyms.items():
        yield from (name, *others)
    yield from lexicon.places
    yield from lexicon.outside


def _glue(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the words of names: what people write without a space after a code."""
    texts = (fold(name, None) for document in documents for name in document.names)
    return frozenset(
        word.text
        for text in texts
        for word in split(text, None)
        if word.text.isalpha() and len(word.text) > 2
    )


def _read(document: Document, lex: Callable[[str], tuple[Term, ...]]) -> _Read:
    def each(texts: Iterable[str]) -> tuple[tuple[Term, ...], ...]:
        return tuple(dict.fromkeys(terms for terms in map(lex, texts) if terms))

    return _Read(
        document,
        each(document.names),
        each(document.aspects),
        each(document.phrasings),
        each(document.refusals),
        lex(document.body),
    )


def _phrases(lexer: Lexer, lexicon: Lexicon) -> Mapping[str, Sequence[Phrase]]:
    """Make one term of each group of synonyms, of each place and of each subject outside."""
    phrases: list[Phrase] = []
    groups: dict[tuple[str, ...], str] = {}
    for name, others in lexicon.synonyms.items():
        read = [lexer.read(fold(text, None)) for text in (name, *others)]
        members = [terms for terms in read if _joinable(terms)]
        spelled = [tuple(term.text for term in terms) for terms in members]
        if len(spelled) < 2:
            continue
        known = next((groups[words] for words in spelled if words in groups), None)
        code = next((terms[0].text for terms in members if terms[0].kind is Kind.CODE), None)
        term = known or code or "_".join(spelled[0])
        kind = Kind.CODE if code and not known else members[0][0].kind
        for words in spelled:
            if words not in groups:
                groups[words] = term
                phrases.append(Phrase(words, term, kind))
    exact = [(place, Kind.PLACE) for place in lexicon.places]
    exact += [(subject, Kind.OUTSIDE) for subject in lexicon.outside]
    for text, kind in exact:
        words = tuple(term.text for term in lexer.read(fold(text, None)))
        if words:
            phrases.append(Phrase(words, groups.get(words, "_".join(words)), kind))
    by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
        by_first[phrase.words[0]].append(phrase)
    return dict(by_first)


def _joinable(terms: Sequence[Term]) -> bool:
    """Tell whether terms may become one: a code within a phrase must stay visible."""
    return len(terms) == 1 or (len(terms) > 1 and all(t.kind is not Kind.CODE for t in terms))


def _flat(groups: Iterable[Sequence[Term]]) -> Iterator[str]:
    """List the terms of texts, with the parts of joined ones."""
    for terms in groups:
        for term in terms:
            yield term.text
            yield from term.parts


def _weighed(read: Sequence[_Read], common: float) -> Weighed:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for one in read:
        for term in _flat((*one.names, *one.aspects, *one.phrasings, one.body, *one.refusals)):
            holders[term].add(one.document.entry)
        for run in _letters(one):
            holders[run].add(one.document.entry)
    return Weighed.of(holders, frozenset(map(stem, COMMON)), common)


def _typical(one: _Read, aspects: Aspects) -> tuple[str, ...]:
    """List the words by which all entries of the kind are asked for this section."""
    return aspects.typical(one.document.entry.partition(":")[0], one.document.section)


def _letters(one: _Read) -> Iterator[str]:
    """List the runs of letters of what a document is called and asked, not of its body."""
    for terms in (*one.names, *one.aspects, *one.phrasings):
        yield from runs(term.typed for term in terms if term.kind is Kind.WORD)


def _fields(one: _Read, weighed: Weighed, aspects: Aspects, weights: Weights) -> tuple[Field, ...]:
    # A body's function words say nothing of how a question is put, and stand in every document.
    told = tuple(term for term in _flat((one.body,)) if term not in weighed.common)
    return (
        Field(tuple(_flat(one.names)), weights.names),
        Field(tuple(_flat(one.aspects)), weights.aspects),
        Field(tuple(_flat(one.phrasings)), 1.0),
        Field(told, weights.body),
        Field(_typical(one, aspects), weights.typical),
    )


def _catalogue(
    read: Sequence[_Read],
    entities: Mapping[str, Entity],
    weighed: Weighed,
    aspects: Aspects,
    prepare: _Prepare,
) -> Catalogue:
    cards: list[Card] = []
    exact: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        entity = entities[one.document.entry]
        names = one.names if one.document.section is None else ()
        for terms in dict.fromkeys((*one.phrasings, *names, *_aspects(one))):
            exact[key(terms)].append(number)
        cards.append(
            Card(
                # What was read of it is in the card; its long texts need not be kept.
                replace(one.document, body="", phrasings=(), refusals=()),
                entity,
                frozenset(_flat((*one.names, *one.aspects, *one.phrasings))),
                frozenset(term.text for term in one.carrying if term.kind is Kind.CODE),
                frozenset(term.text for term in one.carrying if term.kind is Kind.PLACE),
                frozenset(term.text for term in one.carrying if term.kind is Kind.OUTSIDE),
                _prepared((*one.phrasings, *names), prepare),
            )
        )
    carrying: defaultdict[str, set[int]] = defaultdict(set)
    for number, card in enumerate(cards):
        for code in card.codes:
            carrying[code].add(number)
    return Catalogue(
        tuple(cards),
        entities,
        weighed,
        aspects,
        {spelled: tuple(numbers) for spelled, numbers in exact.items()},
        {code: frozenset(numbers) for code, numbers in carrying.items()},
    )


def _lessons(one: _Read, entities: Mapping[str, Entity]) -> Iterator[Lesson]:
    """Yield what a document teaches of its section: its phrasings and aspects, without names."""
    entity = entities[one.document.entry]
    for terms in (*one.phrasings, *one.aspects):
        left = tuple(term.text for term in terms if term.text not in entity.name_terms)
        yield Lesson(entity.kind, one.document.section, left)


def _prepared(texts: Iterable[tuple[Term, ...]], prepare: _Prepare) -> tuple[Phrasing, ...]:
    return tuple(map(prepare, dict.fromkeys(texts)))


def _aspects(one: _Read) -> Iterator[tuple[Term, ...]]:
    """Make phrasings of a section: the shortest name with each of its aspects."""
    if one.document.section is not None and one.names:
        name = min(one.names, key=len)
        yield from ((*name, *aspect) for aspect in one.aspects)


def _entities(read: Sequence[_Read], prepare: _Prepare) -> dict[str, Entity]:
    twins: defaultdict[str, set[str]] = defaultdict(set)
    groups: defaultdict[str, list[_Read]] = defaultdict(list)
    for one in read:
        groups[one.document.entry].append(one)
        for twin in one.document.twins:
            twins[one.document.entry].add(twin)
            twins[twin].add(one.document.entry)
    return {name: _entity(name, parts, twins[name], prepare) for name, parts in groups.items()}


def _entity(name: str, parts: Sequence[_Read], twins: Iterable[str], prepare: _Prepare) -> Entity:
    names = tuple(dict.fromkeys(terms for part in parts for terms in part.names))
    refusals = tuple(dict.fromkeys(terms for part in parts for terms in part.refusals))

    def named(kind: Kind) -> frozenset[str]:
        return frozenset(t.text for terms in names for t in terms if t.kind is kind)

    return Entity(
        name,
        _prepared(names, prepare),
        frozenset(term.text for terms in names for term in terms),
        named(Kind.CODE),
        frozenset(terms[0].text for terms in names if [t.kind for t in terms] == [Kind.CODE]),
        named(Kind.LEVEL),
        named(Kind.PLACE),
        tuple(_denied(names)),
        _prepared(refusals, prepare),
        frozenset(twins) - {name},
        tuple(part.document.section for part in parts),
    )


def _denied(names: Iterable[Sequence[Term]]) -> Iterator[frozenset[str]]:
    for terms in names:
        said = frozenset(term.text for term in terms)
        if NOT in said and len(said) > 1:
            yield said - {NOT}


def _families(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Let a code that names no entry stand for those with one letter more: O-1 for O-1A."""
    named = frozenset().union(*(entity.codes for entity in catalogue.entities.values()))
    wider: defaultdict[str, set[str]] = defaultdict(set)
    for code in named:
        family = code[:-1]
        if code[-1].isalpha() and family not in named:
            wider[family].update({code, family} & catalogue.carrying.keys())
    return {code: frozenset(members) for code, members in wider.items()}
