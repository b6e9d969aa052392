"""What a server's own documents are asked and called: the texts that are turned into vectors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.text.foreign import is_foreign
from bot.search.values.documents import Document
from bot.search.values.semantic_scores import Place
from bot.semantic.learned import weigh_texts
from bot.semantic.spelling import Spelling
from bot.semantic.vectors import key_of_text


@dataclass(frozen=True, slots=True)
class KnownBase:
    """What of the shared base decides which texts of a server are its own."""

    documents: Mapping[Place, Document]
    spelling: Spelling

    @classmethod
    def of(cls, documents: Sequence[Document], spelling: Spelling) -> Self:
        """Index documents by their places."""
        return cls({(one.entry, one.section): one for one in documents}, spelling)


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """The texts of documents, one after the other; documents without any are left out."""

    base: KnownBase
    """The base that they lie over."""
    places: tuple[Place, ...]
    texts: tuple[str, ...]
    """As spelled for the model."""
    keys: tuple[bytes, ...]
    owners: NDArray[np.int32]
    """For each text the number of its document, ascending."""
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, documents: Sequence[Document], base: KnownBase) -> Self:
        """List what a server's own documents are asked and called, about 20 µs for each text.

        A copy of a shared document brings only new questions and names: the rest was learned. The
        model reads English alone, so texts in other languages are left to words.
        """
        places: list[Place] = []
        texts: list[str] = []
        owners: list[int] = []
        weights: list[float] = []
        for document in documents:
            found = list(_own_texts(document, base))
            if found:
                owners += [len(places)] * len(found)
                places.append((document.entry, document.section))
                texts += [text for text, _ in found]
                weights += [weight for _, weight in found]
        return cls(
            base,
            tuple(places),
            tuple(texts),
            tuple(map(key_of_text, texts)),
            np.array(owners, np.int32),
            np.array(weights, np.float32),
        )

    def only(self, choices: Sequence[bool]) -> "OwnTexts":
        """Return some of the texts, with the documents that still have one."""
        mask = np.array(choices, bool)
        documents, owners = np.unique(self.owners[mask], return_inverse=True)
        return OwnTexts(
            self.base,
            tuple(self.places[number] for number in documents),
            tuple(text for text, one in zip(self.texts, choices, strict=True) if one),
            tuple(key for key, one in zip(self.keys, choices, strict=True) if one),
            owners.astype(np.int32),
            self.weights[mask],
        )


def _own_texts(document: Document, base: KnownBase) -> Iterator[tuple[str, float]]:
    shared = base.documents.get((document.entry, document.section))
    shared_texts = weigh_texts(shared) if shared else {}
    # That a copy begins to answer otherwise makes it no answer to other questions.
    for text, weight in weigh_texts(document, opening=shared is None).items():
        if text and text not in shared_texts and not is_foreign(text):
            yield base.spelling.spell(text), weight
