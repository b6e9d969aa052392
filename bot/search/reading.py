"""Read a question: terms, exact tokens, corrections, and what the base has never heard of."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.search.kinship import Kinship
from bot.search.lexer import Kind, Lexer, Term, stem
from bot.search.ranking import Correction
from bot.search.text import MOST_WORDS, fold
from bot.search.typos import Speller

MOST_MENDED = 6
"""Unknown words of one question that are looked into: a question with more is not ours, and
stemming and correcting each takes some 50 µs or more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the engine understands it."""

    folded: str
    terms: tuple[Term, ...]
    """In order; a term of a family of codes stands there once for each member."""
    codes: tuple[frozenset[str], ...]
    """For each code of the question, the codes it may mean: `o1` may be `o1a`."""
    typed_codes: tuple[str, ...]
    """The codes as typed, in compact form."""
    levels: frozenset[str]
    places: frozenset[str]
    outside: frozenset[str]
    """Subjects that the base leaves out."""
    corrections: tuple[Correction, ...]

    @property
    def key(self) -> str:
        """Spell the question for the look-up of exact phrasings."""
        return key(self.terms)


def key(terms: tuple[Term, ...]) -> str:
    """Spell terms for the look-up of exact phrasings."""
    return " ".join(term.text for term in terms)


class Reader:
    """Reads questions with the words of one base."""

    def __init__(
        self,
        lexer: Lexer,
        words: Mapping[str, int],
        stems: frozenset[str],
        families: Mapping[str, frozenset[str]],
        kin: Kinship,
    ) -> None:
        """Take the base's words as typed and how often, their stems, and what codes may mean.

        A word of `kin` is no slip of the pen, even where the base does not hold it.
        """
        self._lexer = lexer
        self._words = words
        self._stems = stems
        self._speller = Speller(words)
        self._families = families
        self._kin = kin

    def read(self, question: str) -> Reading:
        """Read a question of any length and content."""
        folded = fold(question)
        mended: dict[str, str] = {}
        terms = self._lexer.read(folded, MOST_WORDS, lambda word: self._root(word, mended))
        codes = dict.fromkeys(term.text for term in terms if term.kind is Kind.CODE)
        fixed = [Correction(typed, word) for typed, word in mended.items() if typed != word]
        return Reading(
            folded,
            tuple(member for term in terms for member in self._members(term)),
            tuple(self._families.get(code, frozenset((code,))) for code in codes),
            tuple(codes),
            frozenset(term.text for term in terms if term.kind is Kind.LEVEL),
            frozenset(term.text for term in terms if term.kind is Kind.PLACE),
            frozenset(term.text for term in terms if term.kind is Kind.OUTSIDE),
            tuple(fixed),
        )

    def _root(self, word: str, mended: dict[str, str]) -> str:
        """Find the stem of a word, corrected where the base knows neither it nor its stem."""
        if word in self._words:
            return stem(word)
        if word not in mended:
            if len(mended) == MOST_MENDED:
                return word
            known = stem(word) in self._stems or self._kin.knows(stem(word))
            mended[word] = word if known else self._speller.correct(word) or word
        return stem(mended[word])

    def _members(self, term: Term) -> tuple[Term, ...]:
        if term.kind is not Kind.CODE or term.text not in self._families:
            return (term,)
        return tuple(term._replace(text=code) for code in sorted(self._families[term.text]))
