"""Read documents once: every text of theirs as terms."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Self

from bot.search.matching.postings import RunMarks, runs
from bot.search.text.codes import read_written_codes
from bot.search.text.folding import fold, split
from bot.search.text.lexer import Kind, Term
from bot.search.values.documents import Document

Texts = tuple[tuple[Term, ...], ...]
"""Texts of one field as terms, each once."""

_TEXT, _PARTS = attrgetter("text"), attrgetter("parts")

_DIGIT = re.compile(r"\d")

_WORD = Kind.WORD
"""Looked up once: a base asks for it of every term."""

Lex = Callable[[str], tuple[Term, ...]]
"""Reads the terms of a text."""


@dataclass(frozen=True, slots=True)
class AnalyzedDocument:
    """A document's fields as terms."""

    document: Document
    title: tuple[Term, ...]
    names: Texts
    aspects: Texts
    phrasings: Texts
    typed: Texts
    """What strangers type: it is claimed and compared, but no word of it weighs anything. In their
    stories nearly every word of English occurs, which would then tell nothing."""
    refusals: Texts
    body: tuple[Term, ...]
    called: tuple[str, ...]
    """The terms of its names, with the parts of joined ones; the next two likewise."""
    parted: tuple[str, ...]
    asked: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, lex: Lex) -> Self:
        """Read a document."""

        def read_each(texts: Sequence[str]) -> Texts:
            return tuple(dict.fromkeys(filter(None, map(lex, texts)))) if texts else ()

        names, aspects = read_each(document.names), read_each(document.aspects)
        phrasings = read_each(document.phrasings)
        return cls(
            document,
            lex(document.title),
            names,
            aspects,
            phrasings,
            read_each(document.typed),
            read_each(document.refusals),
            lex(document.body),
            tuple(flat(names)),
            tuple(flat(aspects)),
            tuple(flat(phrasings)),
        )

    @property
    def texts(self) -> Iterator[tuple[Term, ...]]:
        """Every text that the document itself holds."""
        return chain((self.title,), self.names, self.aspects, self.phrasings, (self.body,))

    @property
    def held_terms(self) -> Iterator[Term]:
        """Every term that the document itself holds."""
        return chain.from_iterable((*self.names, *self.aspects, *self.phrasings, self.body))

    @property
    def claimed_phrasings(self) -> Iterator[tuple[Term, ...]]:
        """What it answers word for word: also the shortest name with each aspect of a section."""
        yield from self.phrasings
        yield from self.typed
        if self.document.section is None:
            yield from self.names
        elif self.names:
            name = min(self.names, key=len)
            yield from ((*name, *aspect) for aspect in self.aspects)

    @property
    def weighed_words(self) -> Iterator[str]:
        """Every term by which entries are told apart, those of refusals too."""
        rest = flat((self.body, *self.refusals))
        return chain(self.called, self.parted, self.asked, rest)

    def letters(self, marks: RunMarks | None = None) -> list[str]:
        """List the runs of letters of what it is called and asked, not of its body."""
        result: list[str] = []
        for terms in (*self.names, *self.aspects, *self.phrasings):
            result += runs([term.typed for term in terms if term.kind is _WORD], marks)
        return result


def flat(texts: Texts) -> Iterator[str]:
    """List the terms of texts, with the parts of joined ones."""
    parts = map(_PARTS, chain.from_iterable(texts))
    return chain(map(_TEXT, chain.from_iterable(texts)), chain.from_iterable(parts))


def codes_in(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the codes that careful texts of documents hold, in compact form."""
    texts = (
        fold(text, None)
        for document in documents
        for text in (document.title, *document.names, *document.phrasings, document.body)
        if _DIGIT.search(text)
    )
    # No code holds a space: each token is looked at once.
    tokens = set(chain.from_iterable(text.split(" ") for text in texts))
    coded = filter(_DIGIT.search, tokens)
    return frozenset(chain.from_iterable(map(read_written_codes, coded)))


def affixes(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the words of names: what people write without a space after a code."""
    names = {name for document in documents for name in document.names}
    tokens = {token for name in names for token in fold(name, None).split()}
    words = {word.text for token in tokens for word in split(token, None)}
    return frozenset(word for word in words if word.isalpha() and len(word) > 2)
