"""The semantic stage as the bot runs it: trained in the background, silent until it is ready."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import structlog

from bot.search.own import GuildLayer
from bot.search.text.foreign import is_foreign
from bot.search.values.documents import Document, Lexicon
from bot.search.values.semantic_scores import SemanticScores
from bot.semantic.languages import ForeignQuestions, describe_languages
from bot.semantic.model import FILE, Model, ModelError, find_model, return_memory

if TYPE_CHECKING:
    from bot.semantic.meaning import Meaning
    from bot.semantic.own.meaning import OwnMeaning

OFF = True, "off by ALMANAC_MODEL: words alone answer"
"""What is seen of the semantic part if nobody wants it."""

SOON = 500
"""Texts that a terminal waits for, some seconds, if the base has changed since it was learned."""

_File = tuple[int, int, int] | None
"""What tells a file from another one in its place; None if there is none."""

_log = structlog.get_logger(__name__)


class SemanticModel:
    """Says what questions mean once it is ready; if it cannot work, it says why once."""

    def __init__(self, folder: Path | None, data: Path | None, learned: Path | None = None) -> None:
        """Without a folder the wheel's model is used; what it learns is kept in the data folder.

        `learned` is a second folder where it is looked for, such as that of the Docker image.
        """
        self._folder = folder
        self._data = data
        self._folders = [one for one in (data, learned) if one is not None]
        self._meaning: Meaning | None = None
        self.own: OwnMeaning | None = None
        """What reads servers' own entries; None until the model is loaded."""
        self._languages = ForeignQuestions(self._folders)
        self._failure: ModelError | None = None
        self._seen: _File = None
        """The model's file as it was when it could not be used."""
        self._training = Lock()
        self._stopping = Event()

    @property
    def ready(self) -> bool:
        """Whether it has learned a base."""
        return self._meaning is not None and self._meaning.ready

    def sense(self, question: str, own: GuildLayer | None = None) -> SemanticScores | None:
        """Return what a question means, in 5 to 15 ms; None while nothing is learned.

        Also among what a server has for itself, but for a question in another language: of own
        entries the model reads English alone.
        """
        if is_foreign(question):
            own = None
            if scores := self._languages.sense(question):
                return scores
        return self._meaning.sense(question, own) if self._meaning is not None else None

    def train(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        """Load the model and learn a base; takes seconds, and a minute for texts never seen."""
        with self._training:
            seen = _examine_file(self._folder)
            try:
                self._learn(documents, lexicon)
            except ModelError as error:
                if self._failure is None or self._failure.code != error.code:
                    _log.warning("meaning.off", code=error.code, reason=str(error))
                self._failure, self._seen = error, seen
            else:
                self._failure = None

    @property
    def languages_wanted(self) -> bool:
        """Whether somebody asked in another language, which it has yet to learn to read."""
        return self._languages.wanted

    def train_languages(
        self, documents: Sequence[Document], lexicon: Lexicon, most: int | None = None
    ) -> None:
        """Learn to read questions in other languages, if a model for them is installed.

        Takes minutes if the base was never read with it: nothing is learned if more than `most`
        texts were not.
        """
        with self._training:
            self._languages.learn(documents, lexicon, self._stopping, most)

    def worth_another_try(self) -> bool:
        """Return whether the file of a model that could not be used has been replaced."""
        return self._failure is not None and _examine_file(self._folder) != self._seen

    def condition(self) -> tuple[bool, str]:
        """Return whether questions are read as the settings say, and otherwise what is wrong."""
        failure = self._failure
        if failure is not None:
            return is_sound(failure, self._folder), f"words alone answer: {failure}"
        if self._meaning is None:
            return False, "the sentence model is learning the base: words alone answer"
        return True, "the sentence model reads questions"

    async def train_in_background(
        self, documents: Sequence[Document], lexicon: Lexicon, *, languages: bool = False
    ) -> None:
        """Train in a thread, which ends soon after this is cancelled."""
        train = self.train_languages if languages else self.train
        try:
            await asyncio.to_thread(train, documents, lexicon)
        except asyncio.CancelledError:
            self._stopping.set()
            raise

    def _learn(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        path = find_model(self._folder)
        # numpy and ONNX Runtime are not there in every installation.
        from bot.semantic.learning import StoppedError
        from bot.semantic.meaning import Meaning
        from bot.semantic.own.meaning import OwnMeaning

        if self._meaning is None:
            model = Model(path, self._data)
            self.own = OwnMeaning(model, self._data)
            self._meaning = Meaning(model, self._folders, own=self.own)
        with suppress(StoppedError):
            self._meaning.learn(documents, lexicon, self._stopping)
            return_memory()
            _log.info("meaning.ready", documents=len(documents))
            if self._languages.ready:
                self._languages.learn(documents, lexicon, self._stopping)


class BlockingModel:
    """A stage for one question at a time, trained when the first one needs it."""

    def __init__(
        self, stage: SemanticModel, documents: Sequence[Document], lexicon: Lexicon
    ) -> None:
        self._stage = stage
        self._documents = documents
        self._lexicon = lexicon
        self._is_trained = False

    def sense(self, question: str, own: GuildLayer | None = None) -> SemanticScores | None:
        """Return what a question means, however long that takes.

        Another language is read by its model only if `almanac kb learn` has read the base with it.
        """
        if not self._is_trained:
            self._is_trained = True
            self._stage.train(self._documents, self._lexicon)
        scores = self._stage.sense(question, own)
        if self._stage.languages_wanted:
            self._stage.train_languages(self._documents, self._lexicon, most=SOON)
            scores = self._stage.sense(question, own)
        return scores


def is_sound(failure: ModelError, folder: Path | None) -> bool:
    """Return whether an installation is as it was meant to be: nobody asked for the model."""
    return failure.code == "not-installed" and folder is None


def _examine_file(folder: Path | None) -> _File:
    """Look at the model's file, if it is one that somebody may put there."""
    if folder is None:
        return None
    try:
        result = (folder / FILE).stat()
    except OSError:
        return None
    return result.st_ino, result.st_size, result.st_mtime_ns


def check_installation(folder: Path | None) -> tuple[bool, str]:
    """Return whether the semantic part is installed as it should be, and what was found.

    An installation without it is sound: words alone answer.
    """
    try:
        Model(path := find_model(folder))
    except ModelError as error:
        return is_sound(error, folder), f"words alone answer. {error}"
    return True, f"reads questions with {path}, {describe_languages()}"
