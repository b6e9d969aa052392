"""Find the questions that the engine reads differently because documents changed."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from itertools import chain

from bot.search.building.builder import BaseIndex
from bot.search.matching.analyzed import affixes, codes_in
from bot.search.text.codes import compact
from bot.search.text.folding import fold
from bot.search.text.lexer import Kind, Lexer
from bot.search.values.documents import Document


@dataclass(frozen=True, slots=True)
class Respelling:
    """What changed documents teach the reading of other questions: codes, and words glued to one.

    Nothing else that a document holds changes how a question without slips is read.
    """

    codes: frozenset[str]
    """In compact form."""
    glued: frozenset[str]
    known: Container[str]
    """The codes of the base."""

    @classmethod
    def between(
        cls, old: Collection[Document], new: Collection[Document], whole: BaseIndex
    ) -> "Respelling":
        """Compare documents; what the base knows already changes nothing."""
        known, known_codes = whole.codes.known, frozenset(whole.vocabulary.named_codes)
        codes = {one for one in codes_in(old) ^ codes_in(new) if one not in known}
        codes_renamed = (_name_codes(old, whole) ^ _name_codes(new, whole)) - known_codes
        families = {code[:-1] for code in codes_renamed if code[-1].isalpha() and len(code) > 1}
        return cls(frozenset(codes | codes_renamed | families), affixes(old) ^ affixes(new), known)

    def __bool__(self) -> bool:
        return bool(self.codes or self.glued)

    def may_change(self, text: str) -> bool:
        """Return whether a question may be read otherwise."""
        if self.codes:
            compacted = text.casefold().replace("-", "").replace(" ", "")
            if any(code in compacted for code in self.codes):
                return True
        return any(
            word != one and word.endswith(one) and compact(word.removesuffix(one)) in self.known
            for one in self.glued
            for word in text.casefold().split()
        )


def _name_codes(documents: Collection[Document], whole: BaseIndex) -> frozenset[str]:
    """Collect the codes that names carry."""
    codes = whole.codes.with_known(codes_in(documents), ())
    lexer = Lexer(codes, whole.phrases)
    names = dict.fromkeys(chain.from_iterable(document.names for document in documents))
    read = chain.from_iterable(lexer.read(fold(name, None)) for name in names)
    return frozenset(term.text for term in read if term.kind is Kind.CODE)
