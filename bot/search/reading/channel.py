"""What may have been meant by a damaged piece of a question, and how likely the damage is.

The noisy channel of spelling (Kernighan, Church and Gale 1990; Brill and Moore 2000): somebody
meant words, and slips of the pen made of them what was typed. A cost is the negative logarithm of a
likelihood. Here is what a slip costs; `language.py` says what words cost, `decoding.py` finds the
cheapest whole.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from rapidfuzz.distance import OSA

from bot.search.reading.language import CODE, NUMBER, Language
from bot.search.text.bounded import BoundedDict
from bot.search.text.codes import Codes
from bot.search.text.common import COMMON
from bot.search.text.edit_costs import edit_cost
from bot.search.text.folding import split
from bot.search.text.lexer import SPELLED, stem
from bot.search.text.typos import Speller
from bot.search.values.thesaurus import Thesaurus

UNREAD = 16.0
"""What a word costs that nothing is known of: it is kept if no reading is likelier."""

FOREIGN = 3.0
"""What an English word costs besides that the base does not use."""

MOST_OPTIONS = 8
"""Readings of one piece that are held against the neighbors."""

LEAST_TWICE = 4
"""Letters from which two slips in a word are read."""

MOST_SPLITS = 3
"""Readings of one half of a piece that are held against the neighbors."""

CODE_CHANGED = 1.0
"""What a slip within a code costs besides: it is only ever a guess."""

_SURE_CODE = 3
"""Characters of a code from which two slips in it may be read."""

_LEAST_SHARE = 0.05
"""How likely a code is at least, beside the likeliest one, to be held for meant at all."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a piece of a question."""

    text: str
    """What is read for what was typed."""
    words: tuple[str, ...]
    """How the language model calls it."""
    cost: float
    """What the slips cost."""
    codes: Mapping[str, float] = field(default_factory=dict)
    """The codes that may have been meant, if one is guessed, each against the likeliest."""


Corrector = Callable[[str], Sequence[Option]]
"""Reads a piece with slips in it."""


_REMEMBERED = 1024
"""Pieces whose reading is remembered: people ask with the same words again and again."""


class Channel:
    """Lists what may have been meant by pieces of a question, with the words of one base."""

    def __init__(
        self,
        codes: Codes,
        real: Container[str],
        carried: Iterable[str],
        stems: Container[str],
        speller: Speller,
        language: Language,
        thesaurus: Thesaurus,
    ) -> None:
        self._codes = codes
        self._real = real
        self._carried = tuple(carried)
        self._stems = stems
        self._speller = speller
        self._language = language
        self._thesaurus = thesaurus
        self._known = BoundedDict[str, tuple[str, ...] | None](_REMEMBERED)

    def lm_tokens(self, piece: str) -> tuple[str, ...] | None:
        """Say how the language model calls a piece that needs no reading; None for any other."""
        # None is an answer, too.
        tokens = self._known.get(piece, ())
        if tokens == ():
            tokens = self._known[piece] = self._read_lm_tokens(piece)
        return tokens

    def _read_lm_tokens(self, piece: str) -> tuple[str, ...] | None:
        if len(piece) > _LONGEST_PIECE:
            return (piece,)
        if self.is_word(piece):
            if any(map(str.isdigit, piece)):
                return (NUMBER,)
            return (piece,) if self._language.count(piece) or not self.is_code(piece) else (CODE,)
        if piece[0] == "-":
            return None
        words = split(piece)
        result = []
        for text, code in self._codes.read(words):
            if code and text in self._real:
                result.append(CODE)
            elif _NUMBER.fullmatch(text):
                result.append(NUMBER)
            elif self.is_word(text) or self.is_word(text.partition("'")[0]) or not text.isascii():
                result.append(text)
            else:
                return None
        # In `h1-v` the letter belongs to the code, which is none of this world.
        alone = any(len(text) == 1 and text.isalpha() for text in result)
        return None if alone and CODE in result else tuple(result)

    @property
    def large(self) -> bool:
        """Whether looking a word up takes long."""
        return self._speller.large

    def is_word(self, text: str) -> bool:
        """Return whether a word is one of the base or of every question."""
        if len(text) == 1 and text.isalpha():
            return text in COMMON or text in SPELLED
        if self._language.count(text) > 0 or text in SPELLED:
            return True
        return text.isalpha() and stem(text) in self._stems

    def is_english(self, text: str) -> bool:
        """Return whether a word is one of English, if not of the base."""
        return text.isalpha() and self._thesaurus.knows(stem(text))

    def is_code(self, text: str) -> bool:
        """Return whether a piece is a code, however its hyphens stand."""
        return compact_piece(text) in self._real

    def corrections(self, piece: str, *, two: bool = True, coded: bool = False) -> list[Option]:
        """Read a piece as one word or code with a slip or two in it, the likeliest first."""
        result = [*self._words(piece, two)]
        if not (coded and piece.isalpha()) and (code := self._guess(piece)):
            result.append(code)
        return result

    def _words(self, piece: str, two: bool) -> Iterator[Option]:
        if not piece.isalpha() or not piece.isascii():
            return
        near = {word for word, distance in self._speller.near(piece) if distance == 1}
        if two and not near and len(piece) >= LEAST_TWICE:
            near = {word for word, _ in self._speller.like(piece)}
        costs = {word: edit_cost(piece, word) for word in near if word not in self._real}
        for ending in _ENDINGS:
            root = piece.removesuffix(ending)
            if root == piece or len(root) < LEAST_TWICE:
                continue
            for word, distance in self._speller.near(root):
                if distance == 1 and word not in costs and stem(word + ending) == stem(word):
                    costs[word] = edit_cost(root, word) + INFLECTED
        ranked = sorted(
            (cost + self._language.cost(word, ""), word) for word, cost in costs.items()
        )
        for _, word in ranked[:MOST_OPTIONS]:
            yield Option(word, (word,), costs[word])

    def _guess(self, piece: str) -> Option | None:
        """Read a piece as a code that was meant; never if it is a code or a plain number."""
        typed = compact_piece(piece)
        if (
            not _CODE_LIKE.fullmatch(piece)
            or piece.isdigit()
            or typed in self._real
            or len(typed) > _LONGEST_CODE
        ):
            return None
        plain = typed.isalpha() and piece.isalnum()
        costs: dict[str, float] = {}
        for code in self._carried:
            most = 1 if plain or (len(code) < _SURE_CODE and code not in typed) else 2
            distance = OSA.distance(typed, code, score_cutoff=most)
            if distance <= most and distance < len(code):
                costs[code] = (
                    edit_cost(typed, code) + self._language.rarity(code) + CODE_CHANGED * distance
                )
        if not costs:
            return None
        least = min(costs.values())
        shares = {code: exp(least - cost) for code, cost in costs.items()}
        likely_codes = {code: share for code, share in shares.items() if share >= _LEAST_SHARE}
        return Option(max(likely_codes, key=likely_codes.__getitem__), (CODE,), least, likely_codes)

    def splits(
        self, text: str, cuts: Iterable[tuple[int, int, float]], corrections: Corrector
    ) -> Iterator[Option]:
        """Read a text as two pieces, at places where the first ends and the second begins.

        One of the two must be as it should be, the other may hold a slip.
        """
        for end, begin, cost in cuts:
            head, tail = text[:end], text[begin:]
            first, second = self._sounds_like(head), self._sounds_like(tail)
            if first and second:
                yield _join_halves(first, second, cost, guessed=begin > end)
            elif first and len(tail) >= _LEAST_MENDED:
                for option in corrections(tail)[:MOST_SPLITS]:
                    yield _join_halves(first, option, cost, guessed=True)
            elif second and len(head) >= _LEAST_MENDED:
                for option in corrections(head)[:MOST_SPLITS]:
                    yield _join_halves(option, second, cost, guessed=True)

    def _sounds_like(self, piece: str) -> Option | None:
        counted = self._language.count(piece) > 0
        if self.is_code(piece) and not (counted and piece.isalpha()):
            return Option(
                compact_piece(piece), (CODE,), self._language.rarity(compact_piece(piece))
            )
        if piece.isalpha() and self.is_word(piece):
            return Option(piece, (piece,), 0.0)
        return None


_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ly")

INFLECTED = 1.5
"""What it costs to read a form of a word that the base does not use."""

_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|yrs?|y|k|m|hrs?)?")

_CODE_LIKE = re.compile(r"-?[a-z0-9]+(?:-[a-z0-9]*)*")
"""How a code may be written, if badly."""

_LONGEST_PIECE = 40
"""Characters up to which a piece is looked into: no two words are longer."""

_LONGEST_CODE = 10
"""Characters of the longest code that is guessed."""

_LEAST_MENDED = 3
"""Letters of a half of a word from which a slip in it is looked for."""


def _join_halves(first: Option, second: Option, cost: float, *, guessed: bool) -> Option:
    """Join two halves; if more than a space is amiss, a code among them is a guess."""
    codes = {**first.codes, **second.codes}
    if guessed:
        codes |= {
            one.text: 1.0 for one in (first, second) if one.words == (CODE,) and not one.codes
        }
    return Option(
        f"{first.text} {second.text}",
        (*first.words, *second.words),
        first.cost + second.cost + cost,
        codes,
    )


def compact_piece(piece: str) -> str:
    """Write a piece without what stands between its words."""
    return piece if piece.isalnum() else "".join(word.text for word in split(piece))
