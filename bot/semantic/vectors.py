"""Cache the vectors of a base's texts on disk: each text is encoded once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.semantic.arrays import ArrayFile
from bot.semantic.learning import StoppedError
from bot.semantic.model import DIMENSIONS, Encoder

KEY_BYTES = 16
"""Of the SHA-256 of a text: two of a million texts share them once in 10^26."""

_AT_ONCE = 16
"""Texts that are read at once: twice as fast as one by one, and more are hardly faster."""

Halves = NDArray[np.float16]


class Vectors:
    """Returns the vectors of texts, from the disk if they are there."""

    def __init__(self, encoder: Encoder, folders: Sequence[Path]) -> None:
        """Cache vectors in the first folder and look for them in all; without one, nowhere."""
        self._encoder = encoder
        name = sha256(encoder.name.encode()).hexdigest()[:KEY_BYTES]
        self._file = ArrayFile(folders, name)

    def missing(self, texts: Iterable[str]) -> int:
        """Count the texts that are not on disk."""
        stored = self._read_stored()
        return sum(key_of_text(text) not in stored for text in texts)

    def of(self, texts: Sequence[str], stopping: Event, *, others: bool = False) -> Halves:
        """Return one vector a row; from now on the disk holds these.

        Vectors of other texts leave the disk unless `others` is true. Raise `StoppedError` if it
        is to stop before it is done.
        """
        stored = self._read_stored()
        keys = [key_of_text(text) for text in texts]
        result = np.zeros((len(texts), DIMENSIONS), np.float16)
        new = []
        for at, key in enumerate(keys):
            if key in stored:
                result[at] = stored[key]
            else:
                new.append(at)
        for some in group_by_length(new, [self._encoder.pieces(texts[at]) for at in new]):
            if stopping.is_set():
                raise StoppedError
            result[some] = self._encoder.encode_all([texts[at] for at in some])
        if new or not (others or stored.keys() == set(keys)):
            known = {**stored, **dict(zip(keys, result, strict=True))} if others else {}
            self._write(known or dict(zip(keys, result, strict=True)))
        return result

    def _write(self, vectors: dict[bytes, Halves]) -> None:
        keys = np.array([np.frombuffer(key, np.uint8) for key in vectors])
        self._file.write({"keys": keys, "vectors": np.stack(list(vectors.values()))})

    def _read_stored(self) -> dict[bytes, Halves]:
        """Read all that is on disk by the keys of its texts."""
        result: dict[bytes, Halves] = {}
        for arrays in self._file.read():
            keys, vectors = arrays.get("keys"), arrays.get("vectors")
            if keys is None or vectors is None or vectors.dtype != np.float16:
                continue
            if vectors.shape == (len(keys), DIMENSIONS):
                result.update(zip((key.tobytes() for key in keys), vectors, strict=True))
        return result


def group_by_length(numbers: Sequence[int], pieces: Sequence[int]) -> Iterator[list[int]]:
    """Yield texts of as many pieces together, so that none is filled up to the length of others.

    At most 16 at once.
    """
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, length in zip(numbers, pieces, strict=True):
        groups[length].append(number)
    for group in groups.values():
        for start in range(0, len(group), _AT_ONCE):
            yield group[start : start + _AT_ONCE]


def key_of_text(text: str) -> bytes:
    """Derive what tells a text from all others."""
    return sha256(text.encode(errors="surrogatepass")).digest()[:KEY_BYTES]
