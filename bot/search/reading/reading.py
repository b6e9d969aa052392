"""Read a question: terms, exact tokens, corrections, and what the base has never heard of."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.search.message.message import Message, View, read_message
from bot.search.naming.naming import read_labels
from bot.search.reading.decoding import DecodedText, Decoder
from bot.search.text.codes import Codes
from bot.search.text.folding import MOST_WORDS, fold
from bot.search.text.lexer import Kind, Lexer, Term, stem
from bot.search.text.translation import Translator
from bot.search.values.labels import Label
from bot.search.values.ranking import Correction
from bot.search.values.thesaurus import Thesaurus

_NEGATED = re.compile(
    r"(?:(?<!or )(?<!if )(?<!why )\bnot\b|\bcannot\b|\bnever\b|\bno longer\b|n't\b"
    r"|\b(?:ca|wo|do|does|did|is|are|was|have|has|could|would|should)nt\b)"
    r"(?! (?:know|sure|understand|remember)\b)"
)
"""A verb that is denied; `no` and `without` deny a thing, which names of documents do, too."""


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
    labels: tuple[Label, ...]
    """Numbers, days and months that name the thing that is meant."""
    corrections: tuple[Correction, ...]
    corrected: frozenset[str]
    """What was read for them."""
    guessed: Mapping[str, Mapping[str, float]]
    """For a code as typed that is none of this world: those that may be meant, each with its
    likelihood beside the likeliest."""
    alternatives: Mapping[str, float]
    """Terms that may be meant by a damaged word, with their likelihood beside the one read."""
    cost: float
    """The negative logarithm of its likelihood beside that of the likeliest reading."""
    background: str = ""
    """What is told beside what is asked: its ordinary words are among the terms."""
    background_codes: frozenset[str] = frozenset()
    """Those of its codes that are told beside what is asked, in compact form."""
    whole: bool = False
    """Whether it is held against documents with the meaning of a whole story, where no code rules
    a document out."""
    held_codes: tuple[frozenset[str], ...] = ()
    """For each code that whom it is about holds now, the codes it may mean; none if the question
    names a code itself."""

    @property
    def story(self) -> bool:
        """Whether some of its codes are told beside what is asked, or all may be."""
        return self.whole or bool(self.background_codes)

    @property
    def negated(self) -> bool:
        """Whether its verb is denied: `is the office not open`."""
        return _NEGATED.search(self.folded) is not None

    @property
    def codes_alone(self) -> bool:
        """Whether it is hardly more than codes: `h1b o1`, `h1b and o1 cost`."""
        others = [term for term in self.terms if term.kind is not Kind.CODE]
        return len(others) <= len(self.codes)

    @property
    def sure_codes(self) -> frozenset[str]:
        """List the codes that are no guesses, in compact form."""
        return frozenset(self.typed_codes) - self.guessed.keys()

    @property
    def guesses(self) -> tuple[Correction, ...]:
        """Return what damaged codes were read as, the likeliest first."""
        return tuple(
            Correction(typed, " or ".join(sorted(codes, key=lambda code: (-codes[code], code))))
            for typed, codes in self.guessed.items()
        )

    def share(self, codes: Collection[str]) -> float:
        """Return how likely one of some codes is, if the question only guesses at them."""
        if not self.guessed:
            return 1.0
        shares = [share for guess in self.guessed.values() for share in map(guess.get, codes)]
        return max((share for share in shares if share is not None), default=1.0)

    @property
    def key(self) -> str:
        """Spell the question for the look-up of exact phrasings."""
        return key(self.terms)


def key(terms: tuple[Term, ...]) -> str:
    """Spell terms for the look-up of exact phrasings."""
    return " ".join([term.text for term in terms])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a reader knows beside the words of the base."""

    families: Mapping[str, frozenset[str]]
    """What a code may mean that names no entry itself."""
    codes: Codes
    named_codes: Iterable[str]
    """The codes that entries are named by."""
    thesaurus: Thesaurus
    """Its words are no slips of the pen, even if the base does not hold them."""
    translator: Translator
    places: frozenset[str]
    """Names of places, folded."""


class Reader:
    """Reads questions with the words of one base."""

    def __init__(self, lexer: Lexer, decoder: Decoder, vocabulary: Vocabulary) -> None:
        self._lexer = lexer
        self._decoder = decoder
        self._vocabulary = vocabulary

    def read(self, question: str) -> Reading:
        """Read a question of any length and content."""
        return self.readings(question, 1)[0]

    def message(self, text: str) -> Message:
        """Read a message of any length and content."""
        return read_message(text, self._vocabulary.codes.known, self._vocabulary.places)

    def spell(self, folded: str) -> str:
        """Spell a folded text for the look-up of exact phrasings, without mending it."""
        terms = self._lexer.read(self._vocabulary.translator.to_english(folded), MOST_WORDS, stem)
        codes = {term.text: self._family_of(term.text) for term in terms if term.kind is Kind.CODE}
        return key(tuple(member for term in terms for member in members_of(term, codes)))

    def words(self, text: str) -> frozenset[str]:
        """Return the terms of a text that is not mended."""
        return frozenset(term.text for term in self._lexer.read(fold(text, None)))

    def readings(self, question: str, most: int) -> list[Reading]:
        """Read a question in the likeliest ways, likeliest first; one if all is well."""
        message = self.message(question)
        return self.read_view(message, message.views[0], most)

    def read_view(self, message: Message, view: View, most: int) -> list[Reading]:
        """Read a message as one of its views takes it, likeliest first."""
        folded = view.asking
        english = self._vocabulary.translator.to_english(folded)
        # The words of another language are no slips of English ones.
        decoded = (
            [DecodedText(english)] if message.foreign else self._decoder.decodings(english, most)
        )
        background_terms = self._background_terms(message, view)
        held_codes = tuple(self._family_of(code) for code in message.held_codes)
        readings = [self._read(folded, one) for one in decoded]
        if background_terms or held_codes:
            readings = [
                self._with_background(one, view, background_terms, held_codes) for one in readings
            ]
        # What was read as a whole code is never taken for a damaged one.
        return [one for one in readings if one.sure_codes >= readings[0].sure_codes]

    def _read(self, folded: str, decoded: DecodedText) -> Reading:
        terms = self._lexer.read(decoded.text, MOST_WORDS, stem)
        codes = dict.fromkeys(term.text for term in terms if term.kind is Kind.CODE)
        guesses = {code: decoded.guesses[code] for code in codes if code in decoded.guesses}
        families = {
            code: frozenset(guesses[code].codes) if code in guesses else self._family_of(code)
            for code in codes
        }
        return Reading(
            folded,
            tuple(member for term in terms for member in members_of(term, families)),
            tuple(families.values()),
            tuple(guesses[code].typed if code in guesses else code for code in codes),
            frozenset(term.text for term in terms if term.kind is Kind.LEVEL),
            frozenset(term.text for term in terms if term.kind is Kind.PLACE),
            frozenset(term.text for term in terms if term.kind is Kind.OUTSIDE),
            read_labels(terms, {one.read: one.typed for one in decoded.corrections}),
            decoded.corrections,
            frozenset(one.read for one in decoded.corrections),
            {one.typed: one.codes for one in guesses.values()},
            self._terms(decoded.alternatives),
            decoded.cost,
        )

    def _with_background(
        self,
        reading: Reading,
        view: View,
        background_terms: tuple[Term, ...],
        held_codes: tuple[frozenset[str], ...],
    ) -> Reading:
        """Add to what is asked what is told beside it."""
        background: dict[str, frozenset[str]] = {}
        if view.story:
            codes = (term.text for term in background_terms if term.kind is Kind.CODE)
            background = {
                code: self._family_of(code) for code in codes if code not in reading.typed_codes
            }
        terms = (member for term in background_terms for member in members_of(term, background))
        return replace(
            reading,
            terms=(*reading.terms, *terms),
            codes=(*reading.codes, *background.values()),
            typed_codes=(*reading.typed_codes, *background),
            background=view.background,
            background_codes=frozenset(background),
            held_codes=() if background or self._names(reading.codes) else held_codes,
        )

    def _names(self, codes: Iterable[frozenset[str]]) -> bool:
        """Return whether one of some codes names an entry; that of a form often names none."""
        return any(not code.isdisjoint(self._vocabulary.named_codes) for code in codes)

    def _background_terms(self, message: Message, view: View) -> tuple[Term, ...]:
        """Read the ordinary words of what is told beside the question."""
        if not view.background:
            return ()
        english = self._vocabulary.translator.to_english(view.background)
        terms = self._lexer.read(english, MOST_WORDS, stem)
        codes = message.held_codes
        return tuple(
            term
            for term in terms
            if term.kind is Kind.WORD
            or (term.kind is Kind.CODE and (view.story or term.text in codes))
        )

    def _terms(self, others: Mapping[str, float]) -> Mapping[str, float]:
        """Read words that may be meant besides as terms."""
        read = {word: self._lexer.read(word, None, stem) for word in others}
        return {terms[0].text: others[word] for word, terms in read.items() if terms}

    def _family_of(self, code: str) -> frozenset[str]:
        """Return which codes a code may mean: its family, or itself."""
        return self._vocabulary.families.get(code, frozenset((code,)))


def members_of(term: Term, families: Mapping[str, frozenset[str]]) -> tuple[Term, ...]:
    """Return a code once for each code that it may mean."""
    if term.kind is not Kind.CODE or term.text not in families:
        return (term,)
    return tuple(term._replace(text=code) for code in sorted(families[term.text]))
