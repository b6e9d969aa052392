"""Turn text into terms: what the index compares, on both sides in the same way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import Stemmer

from bot.search.text.codes import Codes
from bot.search.text.folding import split

NOT = "not"
"""The one term for every way to say no."""

_SAID = {
    "no": (NOT,), "never": (NOT,), "without": (NOT,), "cannot": ("can", NOT),
    "cant": ("can", NOT), "wont": ("will", NOT), "dont": ("do", NOT), "doesnt": ("does", NOT),
    "didnt": ("did", NOT), "isnt": ("is", NOT), "arent": ("are", NOT), "wasnt": ("was", NOT),
    "havent": ("have", NOT), "hasnt": ("has", NOT), "couldnt": ("could", NOT),
    "wouldnt": ("would", NOT), "shouldnt": ("should", NOT), "im": ("i",), "ive": ("i",),
    "whats": ("what", "is"), "hows": ("how", "is"), "u": ("you",), "ur": ("your",),
    "r": ("are",), "pls": ("please",), "plz": ("please",), "jr": ("junior",), "sr": ("senior",),
}  # fmt: skip
"""How chat writes common words, and every word of negation."""

_STUMPS = {"ca": "can", "wo": "will", "sha": "shall"}
"""What is left of `can't`, `won't` and `shan't` before their `n't`."""

LEVELS = frozenset({"junior", "mid", "senior", "staff", "principal", "intern", "entry"})
"""Words of seniority: exact, and one never stands for another."""

SPELLED = LEVELS | _SAID.keys() | {"ii", "iii", "iv", "v"}
"""Words that are read in a way of their own, and so are no slips of the pen."""

_SIGNS = '?!.,;:()"'
"""Signs around a word that are no part of it."""

_REMEMBERED = 1 << 13
"""Words whose stem is remembered."""

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


class Kind(IntEnum):
    """What a term is; all but ordinary words are matched exactly."""

    WORD = auto()
    CODE = auto()
    NUMBER = auto()
    LEVEL = auto()
    PLACE = auto()
    OUTSIDE = auto()
    """A subject that the base leaves out unless a document names it."""
    NOT = auto()


class Term(NamedTuple):
    """What is compared, with what was typed for it."""

    text: str
    kind: Kind
    typed: str
    parts: tuple[str, ...] = ()
    """The terms of a phrase that this one stands for: `gc` for `green`, `card`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that together are read as one term."""

    words: tuple[str, ...]
    term: str
    kind: Kind


class Lexer:
    """Read words, codes, levels, places and phrases out of folded text."""

    def __init__(self, codes: Codes, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        self.codes = codes
        """The codes that it reads."""
        self._phrases = phrases
        self._plain = _Tokens(codes)

    def read(
        self,
        folded: str,
        limit: int | None = None,
        root: Callable[[str], str] | None = None,
    ) -> tuple[Term, ...]:
        """Read terms in order, at most `limit` words; `root` finds the stem of an ordinary one."""
        terms = self._known(folded) if root is None and limit is None else None
        if terms is None:
            terms = self._terms(folded, limit, root)
        return self._join_phrases(terms)

    def _terms(
        self, folded: str, limit: int | None, root: Callable[[str], str] | None
    ) -> list[Term]:
        make = self._plain.words.__getitem__ if root is None else _maker(root)
        return _terms(self.codes.read(split(folded, limit)), make)

    def _known(self, folded: str) -> list[Term] | None:
        """Read a text token by token, each only once; None if words depend on each other."""
        tokens = folded.split(" ")
        read = [terms for terms in map(self._plain.__getitem__, tokens) if terms is not None]
        if len(read) < len(tokens) or self._plain.may_be_split(tokens):
            return None
        return list(chain.from_iterable(read))

    def _join_phrases(self, terms: Sequence[Term]) -> tuple[Term, ...]:
        texts = [term.text for term in terms]
        if self._phrases.keys().isdisjoint(texts):
            return tuple(terms)
        joined: list[Term] = []
        done = 0
        for at in [at for at, text in enumerate(texts) if text in self._phrases]:
            if at >= done and (phrase := self._phrase(texts, at)):
                joined += terms[done:at]
                done = at + len(phrase.words)
                typed = " ".join([part.typed for part in terms[at:done]])
                joined.append(Term(phrase.term, phrase.kind, typed, phrase.words))
        joined += terms[done:]
        return tuple(joined)

    def _phrase(self, texts: Sequence[str], at: int) -> Phrase | None:
        for phrase in self._phrases[texts[at]]:
            if tuple(texts[at : at + len(phrase.words)]) == phrase.words:
                return phrase
        return None


class _Tokens(dict[str, tuple[Term, ...] | None]):
    """Tokens as read by themselves, each once."""

    def __init__(self, codes: Codes) -> None:
        self.words = _Words()
        self._codes = codes
        self._tails: dict[str, tuple[str, ...]] = {}
        """Of tokens in which a code may begin that goes on in the next one: its beginnings."""
        self._heads: dict[str, str] = {}
        """The first word of each token."""

    def __missing__(self, token: str) -> tuple[Term, ...] | None:
        # It reads them itself: one that had to ask its lexer would keep it for the collector.
        terms = self[token] = self._read_alone(token)
        return terms

    def may_be_split(self, tokens: Sequence[str]) -> bool:
        """Return whether a code may begin in one token and go on in the next: `h 1b`."""
        tails, heads = self._tails, self._heads
        return not tails.keys().isdisjoint(tokens) and any(
            self._codes.may_continue(tail, heads[following])
            for token, following in pairwise(tokens)
            if token in tails
            for tail in tails[token]
        )

    def _read_alone(self, token: str) -> tuple[Term, ...] | None:
        """Read a token by itself, and note how a code may go on from it and to it.

        Return None if the next one may change what it means.
        """
        bare = token.strip(_SIGNS)
        if bare != token:
            return self._read_like(token, bare)
        if self._is_ordinary(token):
            self._heads[token] = token
            return (self.words[token],)
        words = [word.text for word in split(token, None)]
        if any(word.startswith("level") for word in words):
            return None
        ends = ("".join(words[at:]) for at in range(len(words)))
        if tails := tuple(end for end in ends if self._codes.may_begin(end)):
            self._tails[token] = tails
        self._heads[token] = words[0].removesuffix("'s") if words else ""
        return tuple(_terms(self._codes.read(split(token, None)), self.words.__getitem__))

    def _read_like(self, token: str, bare: str) -> tuple[Term, ...] | None:
        """Read a token as it is read without the signs around it."""
        terms = self[bare]
        if terms is not None:
            self._heads[token] = self._heads[bare]
        if bare in self._tails:
            self._tails[token] = self._tails[bare]
        return terms

    def _is_ordinary(self, word: str) -> bool:
        """Return whether a word is read as it stands, whatever comes before or after it."""
        return (
            word.isalpha()
            and word.isascii()
            and word not in SPELLED
            and not word.startswith("level")
            and not self._codes.may_hold(word)
        )


class _Words(dict[str, Term]):
    """Ordinary words as terms, each made once: a base repeats its words a hundred times."""

    def __missing__(self, text: str) -> Term:
        term = self[text] = Term(stem(text), Kind.WORD, text)
        return term


def _terms(words: Iterator[tuple[str, bool]], make: Callable[[str], Term]) -> list[Term]:
    """Make the terms of words, each with whether it is a code; `make` takes the ordinary ones."""
    return [_exact(text, code) or make(text) for text, code in _levels(_expand_contractions(words))]


def _maker(root: Callable[[str], str]) -> Callable[[str], Term]:
    return lambda text: Term(root(text), Kind.WORD, text)


def _exact(text: str, code: bool) -> Term | None:
    """Return the term of an exact word; None for an ordinary one."""
    if code:
        return Term(text, Kind.CODE, text)
    if text == NOT:
        return Term(text, Kind.NOT, text)
    if text in LEVELS or (text.startswith("level") and text[-1].isdigit()):
        return Term(text, Kind.LEVEL, text)
    if any(char.isdigit() for char in text):
        return Term(text, Kind.NUMBER, text)
    return None


def _expand_contractions(words: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Spell out contractions and chat spellings; every negation becomes `not`."""
    for text, code in words:
        if code:
            yield text, True
            continue
        head, apostrophe, tail = text.partition("'")
        if apostrophe and tail == "t" and head.endswith("n"):
            stump = head.removesuffix("n")
            yield _STUMPS.get(stump, stump), False
            yield NOT, False
            continue
        for part in _SAID.get(head, (head,)):
            yield part, False


def _levels(words: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Join `level` and its number, Arabic or Roman, into one exact word."""
    waiting = False
    for text, code in words:
        if waiting:
            waiting = False
            number = _ROMAN.get(text, text)
            if len(number) == 1 and number.isdigit():
                yield f"level{number}", False
                continue
            yield "level", False
        if text == "level" and not code:
            waiting = True
            continue
        yield text, code
    if waiting:
        yield "level", False


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Reduce a word to its stem (Snowball English, Porter 2001)."""
    # A stemmer keeps its work on itself, so each call that misses the cache takes its own: 1 µs.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))
