"""Every number that decides, and where each comes from.

The weights were compared by hit@1 (`python -m tests.bench.quality`) on CLINC (k=1, 3, 5) and
banking77 (k=3, 5): one by one and by random search on the even questions, rounded; those of the
runs of letters on all questions. Names, aspects, body, mentions and absent codes do not occur
there: they are judgments, which `tests/search` holds in place. The thresholds were read off tables
of the same files. The coefficients of the confidence are printed by the same command with `--fit`.
"""

from dataclasses import dataclass
from itertools import starmap
from math import exp
from operator import mul

from bot.search.values.curves import (
    KNOWN,
    RIGHT,
    RIGHT_CODED,
    Curve,
)
from bot.search.values.meaning_evidence import MeaningEvidence


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a score are mixed."""

    k1: float = 2.0
    """Saturation of a repeated term (BM25: Robertson & Zaragoza 2009, section 3.4)."""
    length: float = 0.2
    """How far long fields are held against a document (`b` of BM25F)."""
    names: float = 2.0
    """What the entry is called, against a phrasing's 1."""
    aspects: float = 1.5
    """What the section is called."""
    body: float = 1.0
    """The answer's own text: long, and seldom in the asker's words."""
    common: float = 0.3
    """A function word, against a word of content with the same frequency."""
    corrected: float = 0.8
    """A word that was corrected, against one that was typed so."""
    alternative: float = 0.25
    """A word that may have been meant by a slip, beside the likeliest one."""
    related_term: float = 0.3
    """A word near a word of the question in meaning, if the base knows the word itself."""
    related_term_unknown: float = 1.0
    """The same if it does not."""
    words: float = 0.5
    """BM25F of the document as a whole; this and the next two make the score of the whole."""
    shape: float = 0.4
    """Its cosine with the question, function words included."""
    letters: float = 0.4
    """The same over runs of four letters."""
    widest: float = 0.5
    """The share of documents from which a run of letters tells nothing and is dropped."""
    phrasing: float = 0.20
    """In the whole score: likeness to the best phrasing, against that of the whole."""
    asked: float = 0.35
    """Within a phrasing: the share of its own weight that the question holds."""
    answered: float = 0.15
    """Within a phrasing: the share of the question's weight that it holds."""
    ratio: float = 0.5
    """Within a phrasing: likeness of the letters, words sorted."""
    negation: float = 0.8
    """What is left of a phrasing that says no if the question does not, or the reverse."""
    mention: float = 0.6
    """What is left of a document that only mentions a code its entry is not named by."""
    section: float = 0.25
    """What is left of a section that is least likely by the words of the question, if these
    name its entry."""
    lacking: float = 0.6
    """How likely the best section of an entry is at least, if the likeliest of all is one that
    it does not have."""
    smoothing: float = 0.3
    """What is added to the count of each word in each section (see `aspects.py`)."""
    shaping: float = 0.4
    """What a function word says of the section, against a word of content."""
    typical: float = 1.0
    """A word by which this section of other entries is asked for."""
    found: float = 60.0
    """What the score of its best document says for a reading of a damaged question, against the
    logarithm of its likelihood: 40 to 80 read as well (`tests.bench.typos`)."""
    unsuited: float = 0.75
    """What is left of a document that is about no code, if somebody holds one and names none."""
    another: float = 0.5
    """The same of a document about another code."""
    absent: float = 0.5
    """What is left of a document for each further code of the question that it lacks."""


WEIGHTS = Weights()

SHORTLIST = 6
"""Documents whose phrasings are compared one by one, best first by their words: ten find no more
(the same hit@1 on the bench) and take half as long again."""

MOST_READINGS = 4
"""Readings of a damaged question that are ranked: more win nothing (`tests.bench.typos`)."""

SUFFICIENT = 0.55
"""The confidence by words from which the question of a message that names a code is taken without
the rest, and from which that of a long message is no part of its story."""

CERTAIN = 0.85
"""The same if the rest says how somebody stands, such as `i quit`."""

ENOUGH_SAID = 3
"""Words of content by which a question that names a code, too, says what it is about."""

LITTLE_SAID = 1
"""Words of content up to which a question without a code means little by itself: the background
then decides, as up to `ENOUGH_SAID` if it points at what was told (`is this possible`). Of 286
questions of banking77 that tell something beside, 181 instead of 169 then find their answer by
words, and of 943 short questions of strangers with asides as many as before."""

NARROW = 0.15
"""How much surer an answer must be for each wider view of a message: what is told beside a question
seldom changes what is asked (`tests.bench.strangers`)."""

ALONE = 0.6
"""The confidence by meaning from which a question is answered without what is told beside it."""

SURER = 0.1
"""How much surer it must be than with all that is told: without this margin one of 70 stories more
finds a neighbor, with twice as much a few answers more are changed by asides."""

SURER_OF_LITTLE = 0.3
"""The same if the model has learned from few phrasings, where a short question looks surer than a
story: of 222 of banking77 149 instead of 145 then find their answer."""

VETOED = 0.3
"""What is left of the confidence in a view whose best document may not answer it."""

BUDGET = 3000
"""Documents of single terms that are added up for a question, rarest terms first: all in a base of
some hundreds of documents, runs of letters included."""

WORD_BUDGET = 500
"""The same in a large base, if only words are added up: of the terms that matter few documents
hold each (300 to 3000 do as well on misspelled and on reworded questions, `tests.bench.speed`)."""

MOST_SPELLED = 2000
"""Documents up to which runs of letters are indexed: they win a point of hit@1 when phrasings are
few, and beyond it most of them are too common to be added up within the budget, while they take
four fifths of the memory and the time to build (`tests.bench.speed`)."""

FOREMOST = 16
"""Documents that get the rest of their score if the budget was not enough."""

WIDER = 4
"""How many shortlists of documents are sorted at first: what exact tokens leave of a score is
worked out from the best downwards, and seldom for more."""


LONG = 5.0
"""Weight from which a question counts as long, in unheard-of words: more words prove no more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence is made from."""

    score: float
    """The score of the hit, between 0 and 1."""
    covered: float
    """The share of the question's weight that the document is called or asked by."""
    mass: float
    """How much of the question's weight it holds, counted in unheard-of words: long questions hold
    more. A word near one of the question counts as far as it is near."""
    weight: float
    """The weight of the whole question, counted likewise, up to `LONG`."""
    whole: float
    """The square of the share of that weight that it holds: little is lost if it holds most."""
    margin: float
    """How far its score is above the best of another entry, as a share of its own."""
    unknown: float
    """The share of the question's terms the base does not use; a corrected one counts half."""
    explained: float | None = None
    """The share of what the question says beside codes that the document is asked by; None if
    it names no code."""

    @property
    def features(self) -> tuple[float, ...]:
        """List the values in the order of the coefficients, after a constant 1."""
        return (
            1.0,
            self.score,
            self.covered,
            self.mass,
            self.weight,
            self.whole,
            self.margin,
            self.unknown,
        )

    @property
    def coded(self) -> tuple[float, ...] | None:
        """List the values that count if the question names a code; None if it does not."""
        return None if self.explained is None else (*self.features, self.explained)

    @property
    def curve(self) -> "Curve":
        """Return the coefficients for its being right, with their values: the least sure ones."""
        usual = RIGHT, self.features
        return min(usual, (RIGHT_CODED, self.coded), key=_logit) if self.coded else usual


BESIDE = 0.3
"""The weight, in unheard-of words, that a question holds of what is not its codes before any word
of it is read: if it says next to nothing, next to nothing is explained."""

SURE = 0.99
"""The confidence of a question that is word for word a phrasing or a name of one entry."""

OURS = 0.96
"""From this chance on that the base has the answer, one is given or several are offered. A wrong
answer costs more than an offer of what is closest: here 97.9 % of the golden questions out of scope
are refused (at .90 it is 95.7 %), and 97 % of those of CLINC (bench: `thresholds`)."""

OURS_IF_SURE, SURELY = 0.90, 0.80
"""By meaning a lower chance will do if the confidence is at least the second value: none of 690
golden questions out of scope has both, and three of ours more are found."""

FOUND = 0.50
"""From this confidence on, the first hit is the answer: it is more often right than not, and of
those found on the bench four in five and more are (`thresholds`)."""

CLOSE = 0.80
"""Hits with this share of the first one's score are close to it."""

CLOSEST = 0.40
"""From this chance on that the base has the answer, near hits are shown as such; below it we do
not have this: there, 96 % of our own questions are taken (likewise)."""

CLOSEST_BY_MEANING = 0.85
"""The same if meaning was asked."""

CLOSEST_OWN = 0.70
"""The same if the nearest is a server's own entry: of 1,962 questions that own entries answer and
that words do not decide 496 are shown the right one first, where .85 shows 340; of some 1,050 that
nobody answers 32, not 12, get unrelated ones (`tests.bench.own_entries`)."""

CLOSEST_OUTSIDE = 0.9
"""The same if the question names a subject that the best document does not have. With both, of 75
fresh questions near and far 49 are told that there is no answer, where 10 were; of 76 of ours that
are not found one loses a right first offer."""

DAMAGED = 0.15
"""The same for a question with corrected words: what was lost of it says nothing against it
(`tests.bench.typos`)."""

ABOUT_AS_LIKELY = 1.0
"""The cost above the likeliest reading of a damaged question up to which another one may be
answered outright: it is more than a third as likely."""

REFUSAL = 0.5
"""Likeness from which a question is taken for a refusal, if no phrasing is as like."""


def confidence(evidence: "Evidence | MeaningEvidence") -> float:
    """Turn evidence into the probability that the hit is right."""
    return _chance(evidence.curve)


def known(evidence: "Evidence | MeaningEvidence") -> float:
    """Turn evidence of the first hit into the probability that the base has the answer."""
    if isinstance(evidence, Evidence):
        return _chance((KNOWN, evidence.features))
    return _chance(evidence.known_curve)


def _chance(curve: Curve) -> float:
    return 1 / (1 + exp(-_logit(curve)))


def _logit(curve: Curve) -> float:
    return float(sum(starmap(mul, zip(*curve, strict=True))))


# With the meaning of a question.

DECISIVE = 0.9
"""From this confidence in an answer by words on, meaning is not asked: asked of all, it wins .2
of a point of hit@1 on the bench and loses as much on the golden questions. Below it meaning is
asked also if the question names a code: of 147 short questions of strangers that gives 106 right
answers instead of 97, and 8 wrong ones instead of 18. Where documents have few phrasings words are
right more often: half of the golden questions' phrasings gone, .926 against .921."""
