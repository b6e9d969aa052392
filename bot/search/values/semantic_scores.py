"""What the meaning of a question says of documents: values that a sentence model hands over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Place = tuple[str, str | None]
"""An entry's key and the name of a section, or None for the entry as a whole."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """What meaning says of one document."""

    logit: float
    """How much the question is like those of this document rather than like those of others."""
    central: float
    """The cosine between the question and the middle of all that the document is asked."""
    usual: float
    """The cosine between the question and the middle of all that the base is asked."""
    learned: bool = True
    """Whether the model has learned the document, or its words suggest the rest."""
    well_asked: bool = False
    """As in `SemanticScores`; the next likewise."""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class SemanticScores:
    """What the meaning of one question says of all documents that the model has learned."""

    numbers: Mapping[Place, int]
    """The number of a document, by its place."""
    places: Sequence[Place]
    """The places, by number."""
    logits: Sequence[float]
    central: Sequence[float]
    """As in `DocumentScore`, by number."""
    usual: float
    order: Sequence[int]
    """The numbers, those of the highest logit first."""
    well_asked: bool = False
    """Whether documents have as many phrasings as a logit is judged by: with few it is smaller."""
    foreign: bool = False
    """Whether the question is in another language than English: then its words say nothing."""
    alone: "SemanticScores | None" = None
    """What the part that asks says alone, if the meaning is that of more."""

    def score_of(self, place: Place) -> DocumentScore | None:
        """Return what meaning says of a document; None if it does not know the document."""
        number = self.numbers.get(place)
        if number is None:
            return None
        logit, central = self.logits[number], self.central[number]
        return DocumentScore(
            logit, central, self.usual, well_asked=self.well_asked, foreign=self.foreign
        )
