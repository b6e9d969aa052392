"""The semantic stage as the bot runs it: taught beside the work, and silent until it is ready."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import structlog

from bot.search.values.documents import Document, Lexicon
from bot.search.values.semantic_scores import SemanticScores
from bot.semantic.model import Model, ModelError, find_model, give_back

if TYPE_CHECKING:
    from bot.semantic.meaning import Meaning

_log = structlog.get_logger(__name__)


class SemanticModel:
    """Says what questions mean once it is ready; where it cannot work, it says why once."""

    def __init__(self, folder: Path | None, data: Path | None) -> None:
        """Without a folder the wheel's model is used; vectors are cached in the data folder."""
        self._folder = folder
        self._data = data
        self._meaning: Meaning | None = None
        self._unusable = False
        self._teaching = Lock()
        self._stopping = Event()

    def sense(self, question: str) -> SemanticScores | None:
        """Say what a question means, in some 5 ms; None while nothing is learned."""
        return self._meaning.sense(question) if self._meaning is not None else None

    def teach(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        """Load the model and learn a base; takes seconds, and a minute for texts never seen."""
        with self._teaching:
            if self._unusable:
                return
            try:
                self._learn(documents, lexicon)
            except ModelError as error:
                self._unusable = True
                _log.warning("meaning.off", code=error.code, reason=str(error))

    async def teach_beside(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        """Teach in a thread, which ends soon after this is cancelled."""
        try:
            await asyncio.to_thread(self.teach, documents, lexicon)
        except asyncio.CancelledError:
            self._stopping.set()
            raise

    def _learn(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        path = find_model(self._folder)
        # numpy and ONNX Runtime are not there in every installation.
        from bot.semantic.meaning import Meaning
        from bot.semantic.vectors import StoppedError, Vectors

        if self._meaning is None:
            model = Model(path, self._data)
            meaning = Meaning(model, Vectors(model, self._data))
        else:
            meaning = self._meaning
        with suppress(StoppedError):
            meaning.learn(documents, lexicon, self._stopping)
            self._meaning = meaning
            give_back()
            _log.info("meaning.ready", documents=len(documents))


class BlockingModel:
    """A stage for one question at a time: it is taught when the first one needs it."""

    def __init__(
        self, stage: SemanticModel, documents: Sequence[Document], lexicon: Lexicon
    ) -> None:
        self._stage = stage
        self._documents = documents
        self._lexicon = lexicon
        self._taught = False

    def sense(self, question: str) -> SemanticScores | None:
        """Say what a question means, however long that takes."""
        if not self._taught:
            self._taught = True
            self._stage.teach(self._documents, self._lexicon)
        return self._stage.sense(question)


def examined(folder: Path | None) -> tuple[bool, str]:
    """Tell whether the semantic part is as it should be, and what was seen.

    An installation without it is sound: words alone answer.
    """
    try:
        Model(path := find_model(folder))
    except ModelError as error:
        sound = error.code == "not-installed" and folder is None
        return sound, f"words alone answer. {error}"
    return True, f"reads questions with {path}"
