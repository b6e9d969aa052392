"""What a search gives back: frozen values that services can decide by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.search.values.calibration import DECISIVE, Evidence
from bot.search.values.meaning_evidence import MeaningEvidence
from bot.search.values.semantic_scores import DocumentScore, Place, SemanticScores


class Decision(StrEnum):
    """What a ranking amounts to; there are only these four."""

    FOUND = "found"
    """One clear answer: the first hit."""
    WHICH_ONE = "which-one"
    """Two to four answers are about as likely: the `offered` hits."""
    CLOSEST = "closest"
    """Nothing fits well; the `offered` hits, up to three, come near."""
    UNKNOWN = "unknown"
    """The base does not have this."""


class Reason(StrEnum):
    """Why a decision came out as it did."""

    EXACT = "exact"
    """The question is word for word a phrasing or a name."""
    SHARED = "shared"
    """Several entries claim the very words of the question."""
    COMPARED = "compared"
    """The question names several entries, and no document is about all of them."""
    CODE_UNKNOWN = "code-unknown"
    """The question names a code that the base does not answer for."""
    REFUSED = "refused"
    """The question is nearer to a refusal of the best document than to its phrasings."""
    OFF_SUBJECT = "off-subject"
    """The best document shares nothing but function words with the question."""
    CONTRADICTED = "contradicted"
    """The question names another level, place, subject or number than the best document does, or
    says `not` to it."""
    CONFIDENCE = "confidence"
    """The confidence fell into the band of this decision."""
    UNNAMED = "unnamed"
    """The best is a section of an entry that the question does not name: others have it too."""
    NAMED = "named"
    """Nothing fits, but the question names an entry by its code."""
    NOTHING = "nothing"
    """No word of the question is in the base."""


_OPEN = frozenset(
    {Reason.CONFIDENCE, Reason.OFF_SUBJECT, Reason.UNNAMED, Reason.NAMED, Reason.NOTHING}
)
"""Reasons that meaning may change; the others rest on exact tokens and on what editors declared. A
document of another number or level may yet stand first by its words while a third is meant. What a
story tells beside its question is neither."""

_CLAIMED = frozenset({Reason.EXACT, Reason.SHARED})
"""Reasons that rest on the very words."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a hit's score, each between 0 and 1 or a yes or no."""

    words: float
    """BM25F and cosine of the document as a whole, as a share of what the question could reach."""
    phrasing: float
    """Likeness to its best phrasing."""
    refused: bool
    """Whether the question is nearer to one of its refusals than to its phrasings."""
    on_subject: bool
    """Whether the two share more than function words."""
    agrees: bool
    """Whether it contradicts no level, place, naming number or `not` of the question, and carries
    the place and every subject outside the base."""
    guard: float
    """What exact tokens and refusals left of the score."""
    carries: bool
    """Whether it carries every code of the question."""
    meaning: DocumentScore | None = None
    """What meaning says of it; None if it was not asked."""
    odds: float = 0.0
    """The logarithm of its odds where it was, up to a constant of the question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that may answer."""

    entry: str
    section: str | None
    score: float
    """Between 0 and 1; orders the hits of one question, means nothing across questions."""
    confidence: float
    """The probability that this is what was asked, between 0 and 1."""
    parts: Parts

    @property
    def place(self) -> Place:
        """Its entry and section."""
        return self.entry, self.section


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that a question came to."""

    question: str
    """What is asked, folded: lower case, one line."""
    hits: tuple[Hit, ...]
    """Best first."""
    decision: Decision
    reason: Reason
    confidence: float
    """The probability that the first hit is right, between 0 and 1; 0 without hits."""
    known: float
    """The probability that the base has the answer, if perhaps not first; 0 without hits."""
    offered: tuple[Hit, ...]
    """What to show: the answer, the two to four to choose from, or up to three near ones."""
    terms: tuple[str, ...] = ()
    """The question as compared: stems, codes, and one term for each group of synonyms."""
    codes: tuple[str, ...] = ()
    """Codes in the question, in compact form: `h1b`."""
    unknown_codes: tuple[str, ...] = ()
    """Those of them that no document carries."""
    unknown_words: tuple[str, ...] = ()
    """Words that the base does not use."""
    corrections: tuple[Correction, ...] = ()
    guesses: tuple[Correction, ...] = ()
    """Codes of no world, with those that may be meant, likeliest first: never answered outright."""
    beside: str = ""
    """What is told beside what is asked, if it counts."""
    story: str = ""
    """The whole of a message that tells a story, without courtesy; else nothing."""
    asking: str = ""
    """The part of the message that asks, if other parts stand beside it."""
    clauses: tuple[tuple[str, str], ...] = ()
    """The clauses of the message with their forms, if it has several."""
    situation: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the message tells of people: status, stage, place and so on."""
    outside: bool = False
    """Whether it names a subject that the base leaves out: meaning then has nothing to find."""
    foreign: str = ""
    """The message as typed, if it is in another language than English: its words decide little."""
    evidence: Evidence | MeaningEvidence | None = None
    """What the confidence was made from; None without hits."""

    @property
    def decisive(self) -> bool:
        """Whether meaning need not be asked: a sure answer, or what exact tokens decided."""
        if not self.terms or self.reason in _CLAIMED:
            return True
        if self.decision is Decision.FOUND:
            return self.confidence >= DECISIVE
        another = self.reason is Reason.CONTRADICTED and not self.outside
        return not self.story and self.reason not in _OPEN and not another

    @property
    def read(self) -> str:
        """What its meaning is read from: a story as a whole, else the question with corrections."""
        if self.story:
            return self.story
        question = self._correct(self.question)
        return f"{question} {self.beside}" if self.beside else question

    def sensed(self, sense: Callable[[str], SemanticScores | None]) -> SemanticScores | None:
        """Ask a model what it means: what is read, and what asks alone if that is less."""
        if self.foreign:
            return sense(self.foreign)
        whole, alone = sense(self.read), self._correct(self.asking)
        if whole is None or alone in ("", self.read):
            return whole
        return replace(whole, alone=sense(alone))

    def _correct(self, text: str) -> str:
        fixed = {correction.typed: correction.read for correction in self.corrections}
        return " ".join(fixed.get(word, word) for word in text.split())
