"""Keep the vectors of a base's texts on disk, by what the texts say: each is worked out once."""

import tempfile
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Event

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.semantic.model import DIMENSIONS, Encoder

FOLDER = "meaning"
"""The folder for it within the data folder."""

_KEY_BYTES = 16
"""Of the SHA-256 of a text: two of a million texts share them once in 10^26."""

_log = structlog.get_logger(__name__)


class StoppedError(Exception):
    """Almanac stops before all texts are read."""


class Vectors:
    """Gives the vectors of texts, from the disk if they are there."""

    def __init__(self, encoder: Encoder, data: Path | None) -> None:
        """Without a data folder nothing is cached."""
        self._encoder = encoder
        name = sha256(encoder.name.encode()).hexdigest()[:_KEY_BYTES]
        self._path = data / FOLDER / f"{name}.npz" if data is not None else None

    def of(self, texts: Sequence[str], stopping: Event) -> NDArray[np.float32]:
        """Give one vector a row; from now on the disk holds these and no others.

        Raise `StoppedError` if it is to stop before it is done.
        """
        kept = self._read()
        known = dict(kept)
        keys = [_key(text) for text in texts]
        for key, text in zip(keys, texts, strict=True):
            if stopping.is_set():
                raise StoppedError
            if key not in known:
                known[key] = self._encoder.encode(text).astype(np.float16)
        needed = {key: known[key] for key in keys}
        if needed.keys() != kept.keys():
            self._write(needed)
        return np.stack([needed[key] for key in keys]).astype(np.float32)

    def _read(self) -> dict[bytes, NDArray[np.float16]]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            with self._path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                keys, vectors = file["keys"], file["vectors"]
            if vectors.shape != (len(keys), DIMENSIONS) or vectors.dtype != np.float16:
                raise ValueError("has another shape")
            return dict(zip((key.tobytes() for key in keys), vectors, strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            _log.warning("meaning.cache_unreadable", path=str(self._path), error=str(error))
            return {}

    def _write(self, vectors: dict[bytes, NDArray[np.float16]]) -> None:
        """Write the whole file beside the old one and put it in its place."""
        if self._path is None:
            return
        keys = np.array([np.frombuffer(key, np.uint8) for key in vectors])
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                np.savez(file, keys=keys, vectors=np.stack(list(vectors.values())))
            Path(file.name).replace(self._path)
        except OSError as error:
            _log.warning("meaning.cache_unwritable", path=str(self._path), error=str(error))


def _key(text: str) -> bytes:
    return sha256(text.encode(errors="surrogatepass")).digest()[:_KEY_BYTES]
