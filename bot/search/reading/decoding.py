"""Find the likeliest whole reading of a damaged question: a beam over its pieces (Viterbi 1967)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import chain
from math import exp
from operator import attrgetter
from typing import NamedTuple

from bot.search.reading.channel import FOREIGN, UNREAD, Channel, Option, compact_piece
from bot.search.reading.language import CODE, EDGE, Language
from bot.search.text.edit_costs import ANY_LETTER, SLIP
from bot.search.text.folding import MOST_WORDS
from bot.search.values.ranking import Correction

BEAM = 8
"""Unfinished readings that are kept at each place."""

FARTHEST = 8.0
"""What a reading costs at most above the cheapest to be held against it (`tests.bench.typos`)."""

DOUBTED = 2.0
"""What it costs besides to read a word of the base as another one: only in a damaged question."""

LEAST = 0.05
"""How likely another reading of a word is at least, beside the best, to be searched for too."""

MOST_MEANT = 3
"""Other readings of a word that are searched for."""

MOST_MENDED = 24
"""Pieces and halves of pieces of one question that are looked up: all of a long damaged one."""

MOST_MENDED_LARGE = 5
"""The same in a large vocabulary, in which looking one up may take 50 µs (`tests.bench.speed`)."""

_EDGES = ".,;:!?()'\""
"""Punctuation that hangs on words."""

_LONGEST_TORN = 4
"""Pieces a code may be torn into."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that was read although none of this world was typed."""

    typed: str
    codes: Mapping[str, float]
    """The codes that may be meant, each with its likelihood beside the likeliest."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A question as read."""

    text: str
    corrections: tuple[Correction, ...] = ()
    guesses: Mapping[str, Guess] = field(default_factory=dict)
    """By the code as it stands in the text."""
    alternatives: Mapping[str, float] = field(default_factory=dict)
    """Words that may be meant besides, with their likelihood beside the one that was read."""
    cost: float = 0.0
    """The negative logarithm of its likelihood beside that of the likeliest reading."""


class _Path(NamedTuple):
    cost: float
    last: str
    steps: "tuple[_Step, ...]"


_cost = attrgetter("cost")


class _Step(NamedTuple):
    at: int
    size: int
    option: Option
    changed: bool


class Decoder:
    """Reads questions with the words of one base."""

    def __init__(self, channel: Channel, language: Language) -> None:
        self._channel = channel
        self._language = language

    def decode(self, folded: str) -> DecodedText:
        """Read a folded question; one in which every word is known stays as it is."""
        return self.decodings(folded, 1)[0]

    def decodings(self, folded: str, most: int) -> list[DecodedText]:
        """Read a folded question in the likeliest ways, each with its cost above the first."""
        plain = folded.split()
        if all(map(self._channel.is_word, plain)):
            return [DecodedText(folded)]
        pieces = [token.strip(_EDGES) or token for token in plain[:MOST_WORDS]]
        lm_tokens = self._lm_tokens(pieces)
        damaged = [
            words is None and not self._channel.is_english(piece)
            for piece, words in zip(pieces, lm_tokens, strict=True)
        ]
        whole = not any(damaged) and all(words is not None for words in lm_tokens)
        # What holds more lost words than may be looked up is nothing that anybody meant.
        if whole or sum(damaged) > _most_corrected(self._channel):
            return [DecodedText(folded)]
        lattice = _Lattice(
            self._channel, self._language, plain[:MOST_WORDS], pieces, lm_tokens, damaged
        )
        if self._channel.large or not any(damaged):
            # In a large vocabulary each reading would cost as much as an answer; and when every
            # word is English, another is no likelier for what it finds.
            most = 1
        paths = self._best(lattice, len(pieces), most)
        return [
            replace(self._decode_path(path, lattice, plain), cost=path.cost - paths[0].cost)
            for path in paths
            if path.cost <= paths[0].cost + FARTHEST
        ]

    def _lm_tokens(self, pieces: Sequence[str]) -> list[tuple[str, ...] | None]:
        """Return the language model's token for each piece; pieces of a split code stand for it."""
        lm_tokens = [self._channel.lm_tokens(piece) for piece in pieces]
        for at, first in enumerate(pieces):
            for size in range(2, _LONGEST_TORN + 1 if len(first) < _LONGEST_TORN else 2):
                part = pieces[at : at + size]
                if len(part) == size and self._channel.is_code("".join(part)):
                    lm_tokens[at : at + size] = [(CODE,)] * size
        return lm_tokens

    def _best(self, lattice: "_Lattice", size: int, most: int) -> list[_Path]:
        """Find the cheapest ways through, the cheapest first; several may end in one word."""
        beams: list[dict[str, list[_Path]]] = [{} for _ in range(size + 1)]
        beams[0][EDGE] = [_Path(0.0, EDGE, ())]
        for at in range(size):
            beam = nsmallest(BEAM * most, chain.from_iterable(beams[at].values()), key=_cost)
            for step in lattice.steps(at):
                ahead = beams[at + step.size]
                for path in beam:
                    grown = self._extend(path, step)
                    rivals = ahead.setdefault(grown.last, [])
                    rivals.append(grown)
                    if len(rivals) > most:
                        rivals.sort(key=_cost)
                        rivals.pop()
        ended = [
            path._replace(cost=path.cost + self._language.cost(EDGE, path.last))
            for path in chain.from_iterable(beams[size].values())
        ]
        return nsmallest(most, ended, key=_cost)

    def _extend(self, path: _Path, step: _Step) -> _Path:
        cost, last = path.cost + step.option.cost, path.last
        for word in step.option.words:
            cost += self._language.cost(word, last)
            last = word
        return _Path(cost, last, (*path.steps, step))

    def _decode_path(self, path: _Path, lattice: "_Lattice", plain: Sequence[str]) -> DecodedText:
        texts, corrections = [], []
        guesses: dict[str, Guess] = {}
        others: dict[str, float] = {}
        for number, step in enumerate(path.steps):
            typed = " ".join(plain[step.at : step.at + step.size])
            texts.append(step.option.text if step.changed else typed)
            if step.option.codes:
                top = max(step.option.codes, key=step.option.codes.__getitem__)
                guesses[top] = Guess(compact_piece(typed), step.option.codes)
            elif step.changed:
                read = step.option.text
                corrections.append(Correction(typed.strip(_EDGES), read))
                before = path.steps[number - 1].option.words[-1] if number else EDGE
                after = path.steps[number + 1 :]
                following = after[0].option.words[0] if after else EDGE
                others |= self._alternatives(lattice, step, before, following)
        return DecodedText(
            " ".join((*texts, *plain[MOST_WORDS:])), tuple(corrections), guesses, others
        )

    def _alternatives(
        self, lattice: "_Lattice", step: _Step, before: str, after: str
    ) -> dict[str, float]:
        if len(step.option.words) > 1 or step.option.codes:
            return {}

        def cost(option: Option) -> float:
            word = option.words[0]
            return (
                option.cost + self._language.cost(word, before) + self._language.cost(after, word)
            )

        best = cost(step.option)
        result = {}
        for _, size, option, changed in lattice.steps(step.at):
            alike = size == step.size and len(option.words) == 1 and not option.codes
            share = exp(min(0.0, best - cost(option))) if changed and alike else 0.0
            if share >= LEAST and option != step.option:
                result[option.text] = share
        top = sorted(result, key=lambda word: -result[word])[:MOST_MEANT]
        return {word: result[word] for word in top}


class _Lattice:
    """All readings of the pieces of one question, worked out when they are wanted."""

    def __init__(
        self,
        channel: Channel,
        language: Language,
        plain: Sequence[str],
        pieces: Sequence[str],
        lm_tokens: Sequence[tuple[str, ...] | None],
        damaged: Sequence[bool],
    ) -> None:
        self._channel = channel
        self._language = language
        self._plain = plain
        self._pieces = pieces
        self._lm_tokens = lm_tokens
        self._damaged_pieces = damaged
        self._damaged = any(damaged)
        self._looked_up: dict[tuple[str, bool], list[Option]] = {}
        self._steps: dict[int, list[_Step]] = {}
        self._coded = any(words and CODE in words for words in lm_tokens)
        self._left = _most_corrected(channel)

    def steps(self, at: int) -> list[_Step]:
        """List the readings of what begins at a piece."""
        if at not in self._steps:
            self._steps[at] = list(self._read(at))
        return self._steps[at]

    def _read(self, at: int) -> Iterator[_Step]:
        piece, lm_tokens = self._pieces[at], self._lm_tokens[at]
        damaged = self._damaged_pieces[at]
        words = lm_tokens or (piece,)
        cost = UNREAD if damaged and not self._language.count(piece) else 0.0
        if not damaged and lm_tokens is None:
            cost = FOREIGN
        if words == (CODE,):
            cost += self._language.rarity(compact_piece(piece))
        yield _Step(at, 1, Option(self._plain[at], words, cost), False)
        if damaged and self._left > 0:
            for option in self._corrections(piece):
                yield _Step(at, 1, option, True)
            for option in self._channel.splits(piece, _cuts(piece), self._corrections):
                yield _Step(at, 1, option, True)
        elif self._is_doubtful(at):
            for option in self._corrections(piece, two=False):
                if not option.codes and self._seen_bigram(option.text, at):
                    cost = option.cost + DOUBTED
                    yield _Step(at, 1, replace(option, cost=cost), True)
        if at + 1 < len(self._pieces) and (damaged or self._damaged_pieces[at + 1]):
            yield from self._pair(at)

    def _corrections(self, piece: str, *, two: bool = True) -> Sequence[Option]:
        """Read a piece with slips in it, as long as the question is not too odd."""
        known = self._looked_up.get((piece, two))
        if known is None and self._left > 0:
            self._left -= 1
            known = self._channel.corrections(piece, two=two, coded=self._coded)
            self._looked_up[piece, two] = known
        return known or ()

    def _is_doubtful(self, at: int) -> bool:
        """Return whether a word is known, but was never seen beside its neighbors."""
        lm_tokens, piece = self._lm_tokens[at], self._pieces[at]
        if lm_tokens is None:
            return True
        if len(lm_tokens) > 1 or not piece.isalpha() or self._channel.is_code(piece):
            return False
        return not self._seen_bigram(piece, at)

    def _seen_bigram(self, word: str, at: int) -> bool:
        """Return whether a word was seen beside one of its neighbors here."""
        before = (self._lm_tokens[at - 1] or ("",))[-1] if at else EDGE
        after = (self._lm_tokens[at + 1] or ("",))[0] if at + 1 < len(self._pieces) else EDGE
        seen = self._language.follows(word, before), self._language.follows(after, word)
        # If nothing else is amiss, a word of English is not doubted for one neighbor's sake.
        return any(seen) if self._damaged else all(seen)

    def _pair(self, at: int) -> Iterator[_Step]:
        first, second = self._pieces[at : at + 2]
        whole = first + second
        if self._channel.is_word(whole):
            yield _Step(at, 2, Option(whole, (whole,), SLIP), True)
        elif min(len(first), len(second)) > 1:
            for option in self._corrections(whole, two=False):
                if not option.codes:
                    yield _Step(at, 2, Option(option.text, option.words, option.cost + SLIP), True)
        cut = len(first)
        cuts = [(end, end, SLIP) for end in (cut - 1, cut + 1) if 0 < end < len(whole)]
        coded = any(map(self._channel.is_code, (first, second)))
        for option in self._channel.splits(whole, cuts, self._corrections):
            if coded and not option.codes and CODE in option.words:
                # A code that was typed is never taken for another without asking.
                option = replace(
                    option,
                    codes={
                        word: 1.0 for word in option.text.split() if self._channel.is_code(word)
                    },
                )
            yield _Step(at, 2, option, True)


def _most_corrected(channel: Channel) -> int:
    return MOST_MENDED_LARGE if channel.large else MOST_MENDED


def _cuts(piece: str) -> Iterator[tuple[int, int, float]]:
    """List the places where a space may be missing, or stand for a letter."""
    for cut in range(1, len(piece)):
        if cut < len(piece):
            yield cut, cut, SLIP
        if cut + 1 < len(piece):
            yield cut, cut + 1, SLIP + ANY_LETTER
