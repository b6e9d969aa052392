"""What the meaning of a question says of documents: values that a sentence model hands over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter

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
    nearest: float | None = None
    """The cosine between the question and the nearest text of the document, if that is a server's
    own: nothing was learned of it."""


@dataclass(frozen=True, slots=True)
class OwnScores:
    """What the meaning of one question says of a server's own documents."""

    numbers: Mapping[Place, int]
    """The number of a document, by its place."""
    places: Sequence[Place]
    """The places, by number."""
    logits: Sequence[float]
    """What stands for the logit of a document that was learned."""
    central: Sequence[float]
    nearest: Sequence[float]
    """As in `DocumentScore`, by number."""
    order: Sequence[int]
    """The numbers of the best few, those of the highest logit first."""


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
    own: OwnScores | None = None
    """What it says of the documents of the server that asks."""

    def best_places(self) -> Iterator[Place]:
        """Yield the places of documents, those of the highest logit first."""
        shared = ((self.logits[at], self.places[at]) for at in self.order)
        if self.own is None:
            return (place for _, place in shared)
        own = ((self.own.logits[at], self.own.places[at]) for at in self.own.order)
        return (place for _, place in merge(own, shared, key=itemgetter(0), reverse=True))

    def score_of(self, place: Place) -> DocumentScore | None:
        """Return what meaning says of a document; None if it does not know the document.

        Of a shared document and a server's own in its place what the question is more like.
        """
        shared, own = self._shared_score(place), self._own_score(place)
        if shared is None or own is None:
            return shared or own
        return max(shared, own, key=lambda one: one.logit)

    def _own_score(self, place: Place) -> DocumentScore | None:
        own = self.own
        if own is None or (number := own.numbers.get(place)) is None:
            return None
        return DocumentScore(
            own.logits[number],
            own.central[number],
            self.usual,
            learned=False,
            nearest=own.nearest[number],
        )

    def _shared_score(self, place: Place) -> DocumentScore | None:
        number = self.numbers.get(place)
        if number is None:
            return None
        logit, central = self.logits[number], self.central[number]
        return DocumentScore(
            logit, central, self.usual, well_asked=self.well_asked, foreign=self.foreign
        )
