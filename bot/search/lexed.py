"""Read documents once: every text of theirs as terms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from bot.search.codes import written
from bot.search.documents import Document
from bot.search.lexer import Kind, Term
from bot.search.postings import runs
from bot.search.text import fold, split

Lex = Callable[[str], tuple[Term, ...]]
"""Reads the terms of a text."""


@dataclass(frozen=True, slots=True)
class Lexed:
    """A document's fields as terms."""

    document: Document
    names: tuple[tuple[Term, ...], ...]
    aspects: tuple[tuple[Term, ...], ...]
    phrasings: tuple[tuple[Term, ...], ...]
    refusals: tuple[tuple[Term, ...], ...]
    body: tuple[Term, ...]

    @classmethod
    def of(cls, document: Document, lex: Lex) -> Self:
        """Read a document."""

        def each(texts: Iterable[str]) -> tuple[tuple[Term, ...], ...]:
            return tuple(dict.fromkeys(terms for terms in map(lex, texts) if terms))

        return cls(
            document,
            each(document.names),
            each(document.aspects),
            each(document.phrasings),
            each(document.refusals),
            lex(document.body),
        )

    @property
    def carrying(self) -> Iterator[Term]:
        """Every term that the document itself holds."""
        for field in (self.names, self.aspects, self.phrasings, (self.body,)):
            for terms in field:
                yield from terms

    @property
    def asked(self) -> tuple[tuple[Term, ...], ...]:
        """What it answers: its phrasings, and its names or aspects made into some."""
        names = self.names if self.document.section is None else ()
        return tuple(dict.fromkeys((*self.phrasings, *names)))

    @property
    def claimed(self) -> tuple[tuple[Term, ...], ...]:
        """What it answers word for word: also the shortest name with each aspect of a section."""
        if self.document.section is None or not self.names:
            return self.asked
        name = min(self.names, key=len)
        return tuple(dict.fromkeys((*self.asked, *((*name, *one) for one in self.aspects))))

    @property
    def weighed(self) -> Iterator[str]:
        """Every term by which entries are told apart, those of refusals too."""
        yield from flat((*self.names, *self.aspects, *self.phrasings, self.body, *self.refusals))
        yield from self.letters

    @property
    def letters(self) -> Iterator[str]:
        """The runs of letters of what it is called and asked, not of its body."""
        for terms in (*self.names, *self.aspects, *self.phrasings):
            yield from runs(term.typed for term in terms if term.kind is Kind.WORD)


def flat(groups: Iterable[Sequence[Term]]) -> Iterator[str]:
    """List the terms of texts, with the parts of joined ones."""
    for terms in groups:
        for term in terms:
            yield term.text
            yield from term.parts


def codes_in(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the codes that careful texts of documents hold, in compact form."""
    return frozenset(
        code
        for document in documents
        for text in (document.title, *document.names, *document.phrasings, document.body)
        for code in written(fold(text, None))
    )


def glue(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the words of names: what people write without a space after a code."""
    texts = (fold(name, None) for document in documents for name in document.names)
    return frozenset(
        word.text
        for text in texts
        for word in split(text, None)
        if word.text.isalpha() and len(word.text) > 2
    )
