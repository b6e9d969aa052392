"""Read a question: terms, exact tokens, corrections, and what the base has never heard of."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from rapidfuzz.distance import OSA

from bot.search.codes import Codes
from bot.search.common import COMMON
from bot.search.kinship import Kinship
from bot.search.lexer import SPELLED, Kind, Lexer, Term, stem
from bot.search.ranking import Correction
from bot.search.spacing import respace
from bot.search.text import MOST_WORDS, fold, split
from bot.search.translation import Translator
from bot.search.typos import Speller

MOST_MENDED = 6
"""Unknown words of one question that are looked into: a question with more is not ours, and
stemming and correcting each takes some 50 µs or more."""


_EDGES = ".,;:!?()'\""
"""Punctuation that hangs on words."""

_SURE_CODE = 3
"""Characters from which one of a code may be replaced: of fewer, too little would be left."""


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
    guessed: frozenset[str]
    """Codes as typed that are none of this world, read as those one slip away."""
    alternatives: Mapping[str, tuple[str, ...]]
    """For a corrected stem: the stems of other words that are as near to what was typed."""

    @property
    def key(self) -> str:
        """Spell the question for the look-up of exact phrasings."""
        return key(self.terms)


def key(terms: tuple[Term, ...]) -> str:
    """Spell terms for the look-up of exact phrasings."""
    return " ".join([term.text for term in terms])


@dataclass(frozen=True, slots=True)
class World:
    """What a reader knows beside the words of the base."""

    families: Mapping[str, frozenset[str]]
    """What a code may mean that names no entry itself."""
    codes: Codes
    named: Iterable[str]
    """The codes that entries are named by."""
    kin: Kinship
    """Its words are no slips of the pen, even where the base does not hold them."""
    translator: Translator


class Reader:
    """Reads questions with the words of one base."""

    def __init__(
        self,
        lexer: Lexer,
        words: Container[str],
        stems: Container[str],
        speller: Speller,
        world: World,
    ) -> None:
        """Take the base's words as typed, their stems, and what misspelt words may be."""
        self._lexer = lexer
        self._words = words
        self._stems = stems
        self._speller = speller
        self._world = world

    def read(self, question: str) -> Reading:
        """Read a question of any length and content."""
        folded = fold(question)
        mended = _Mended(self._nearest)
        spaced, moved = self._respaced(self._world.translator.english(folded), mended)
        terms = self._lexer.read(spaced, MOST_WORDS, lambda word: self._root(word, mended))
        codes = dict.fromkeys(term.text for term in terms if term.kind is Kind.CODE)
        meant = {code: self._meant(code) for code in codes}
        used = {word: mended[word] for word in mended.used if mended[word]}
        fixed = [Correction(typed, found[0]) for typed, found in used.items()]
        return Reading(
            folded,
            tuple(member for term in terms for member in _members(term, meant)),
            tuple(meant.values()),
            tuple(codes),
            frozenset(term.text for term in terms if term.kind is Kind.LEVEL),
            frozenset(term.text for term in terms if term.kind is Kind.PLACE),
            frozenset(term.text for term in terms if term.kind is Kind.OUTSIDE),
            (*moved, *fixed),
            frozenset(
                code for code in codes if not self._is_real(code) and code not in meant[code]
            ),
            {stem(found[0]): tuple(map(stem, found[1:])) for found in used.values()},
        )

    def _respaced(self, folded: str, mended: "_Mended") -> tuple[str, list[Correction]]:
        """Mend the spaces; a word that is fine is looked up once."""
        if all(word in self._words for word in folded.split()):
            return folded, []
        lost = partial(self._is_lost, mended=mended)
        pairs = list(respace(folded, self._is_word, self._is_code, lost))
        moved = [Correction(typed, read) for typed, read in pairs if typed != read]
        return (" ".join(read for _, read in pairs) if moved else folded), moved

    def _is_word(self, text: str) -> bool:
        word = text.strip(_EDGES)
        return bool(word) and (word in self._words or word in COMMON or word in SPELLED)

    def _is_lost(self, text: str, mended: "_Mended") -> bool:
        """Tell whether nothing is known of a word, nor of one near it."""
        word = text.strip(_EDGES)
        return not (self._is_word(word) or mended.full or self._english(word) or mended[word])

    def _is_code(self, text: str) -> bool:
        code = text if text.isalnum() else "".join(word.text for word in split(text))
        return code in self._world.codes.known

    def _nearest(self, word: str) -> tuple[str, ...]:
        return () if self._english(word) else self._speller.nearest(word)

    def _english(self, word: str) -> bool:
        return word.isalpha() and (stem(word) in self._stems or self._world.kin.knows(stem(word)))

    def _is_real(self, code: str) -> bool:
        return code in self._world.families or code in self._world.codes.known

    def _meant(self, code: str) -> frozenset[str]:
        """Say which codes a code may mean: its family, or what is one slip from an unknown one.

        Of those the one that is the same characters in another order is meant, if there is one.
        """
        if self._is_real(code):
            return self._world.families.get(code, frozenset((code,)))
        near = {one for one in self._world.named if _one_slip(code, one)}
        turned = {one for one in near if sorted(one) == sorted(code)}
        return frozenset((turned if len(turned) == 1 else near) or (code,))

    def _is_guess(self, code: str, meant: frozenset[str]) -> bool:
        """Tell whether what a code may mean is a guess: not for its characters in another order."""
        if self._is_real(code) or code in meant:
            return False
        return len(meant) > 1 or any(sorted(one) != sorted(code) for one in meant)

    def _root(self, word: str, mended: "_Mended") -> str:
        """Find the stem of a word, corrected where neither the base nor English knows it."""
        if word in self._words:
            return stem(word)
        if word not in mended and mended.full:
            return word
        mended.used[word] = None
        return stem(mended[word][0] if mended[word] else word)


class _Mended(dict[str, tuple[str, ...]]):
    """The words of one question that were looked into, with what each may have meant."""

    def __init__(self, nearest: Callable[[str], tuple[str, ...]]) -> None:
        """Take what finds the nearest words."""
        super().__init__()
        self._nearest = nearest
        self.used: dict[str, None] = {}
        """Those that stand in the question as it was read, in order."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = self._nearest(word)
        return self[word]

    @property
    def full(self) -> bool:
        """Whether no more are looked into."""
        return len(self) >= MOST_MENDED


def _members(term: Term, meant: Mapping[str, frozenset[str]]) -> tuple[Term, ...]:
    """Give a code once for each code that it may mean."""
    if term.kind is not Kind.CODE or term.text not in meant:
        return (term,)
    return tuple(term._replace(text=code) for code in sorted(meant[term.text]))


def _one_slip(typed: str, code: str) -> bool:
    """Tell whether a code may have been meant; two characters must both stand."""
    if len(code) < _SURE_CODE and len(typed) <= len(code):
        return False
    return OSA.distance(typed, code, score_cutoff=1) == 1
