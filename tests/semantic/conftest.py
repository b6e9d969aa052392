"""The model, loaded once for all tests, and an encoder that needs none."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray
from structlog.testing import CapturingLogger

from bot.semantic import stage
from bot.semantic.model import DIMENSIONS, Model, find_model


class Spelling:
    """Stands in for the model: texts are near by the words they share; counts what it reads."""

    name = "spelling"

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()

    def pieces(self, text: str) -> int:
        return len(text.split())

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.encode(text) for text in texts])

    def encode(self, text: str) -> NDArray[np.float32]:
        self.read[text] += 1
        vector = np.zeros(DIMENSIONS, np.float32)
        for word in text.casefold().split():
            vector[int(sha256(word.encode()).hexdigest(), 16) % DIMENSIONS] += 1
        length = np.linalg.norm(vector)
        found: NDArray[np.float32] = vector / length if length else vector
        return found.astype(np.float16).astype(np.float32)


@pytest.fixture
def spelling() -> Spelling:
    return Spelling()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> CapturingLogger:
    """Catch what the stage logs, whatever was set up for the log before."""
    logger = CapturingLogger()
    monkeypatch.setattr(stage, "_log", logger)
    return logger


@pytest.fixture(scope="session")
def model() -> Model:
    return Model(find_model(None))
