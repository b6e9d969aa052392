"""Questions in other languages: read by a model that is loaded once somebody asks one."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import structlog

from bot.search.values.documents import Document, Lexicon
from bot.search.values.semantic_scores import SemanticScores
from bot.semantic.model import ModelError, return_memory
from bot.semantic.multilingual import MultilingualModel, find_multilingual

if TYPE_CHECKING:
    from bot.semantic.meaning import Meaning

NEARNESS = 10.0
"""What the cosine between a question and the middle of what a document is asked adds to its logit:
of 64 questions in four languages 46 find their place first, with the logit alone 42."""

_log = structlog.get_logger(__name__)


class ForeignQuestions:
    """Says what questions in other languages mean; None until it has learned the base."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Store what is learned in the first folder, and look for it in all."""
        self._folders = folders
        self._meaning: Meaning | None = None
        self._asked = False
        self._failure: ModelError | None = None

    @property
    def ready(self) -> bool:
        """Whether it has learned a base."""
        return self._meaning is not None and self._meaning.ready

    @property
    def wanted(self) -> bool:
        """Whether somebody asked in another language, and nothing was learned for it yet."""
        return self._asked and not self.ready and self._failure is None

    def sense(self, question: str) -> SemanticScores | None:
        """Return what a question means, in some 12 ms; None while nothing is learned."""
        self._asked = True
        scores = self._meaning.sense(question) if self._meaning is not None else None
        if scores is None:
            return None
        pairs = zip(scores.logits, scores.central, strict=True)
        logits = [logit + NEARNESS * near for logit, near in pairs]
        order = sorted(range(len(logits)), key=logits.__getitem__, reverse=True)
        return replace(scores, logits=logits, order=order, foreign=True)

    def learn(
        self,
        documents: Sequence[Document],
        lexicon: Lexicon,
        stopping: Event,
        most: int | None = None,
    ) -> None:
        """Load the model and learn a base: seconds, or minutes if its texts were never read.

        If more than `most` of them were not, nothing is learned. Without the model the log says
        why, once.
        """
        try:
            self._learn(documents, lexicon, stopping, most)
        except ModelError as error:
            if self._failure is None:
                _log.info("languages.off", code=error.code, reason=str(error))
            self._failure = error

    def _learn(
        self, documents: Sequence[Document], lexicon: Lexicon, stopping: Event, most: int | None
    ) -> None:
        find_multilingual()
        # numpy is not there in every installation.
        from bot.semantic.learning import StoppedError
        from bot.semantic.meaning import Meaning

        meaning = self._meaning or Meaning(MultilingualModel(), self._folders, centered=True)
        if most is not None and meaning.count_unread(documents, lexicon) > most:
            return
        self._meaning = meaning
        with suppress(StoppedError):
            meaning.learn(documents, lexicon, stopping)
            return_memory()
            _log.info("languages.ready", documents=len(documents))


def describe_languages() -> str:
    """Describe how questions in other languages are read, and why not by a model."""
    try:
        MultilingualModel()
    except ModelError as error:
        return f"other languages by words. {error}"
    return "other languages by multilingual-e5-small"
