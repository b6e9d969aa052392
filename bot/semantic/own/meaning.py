"""What questions mean among servers' own entries: matrices at hand, and what is yet to be read."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from threading import Lock
from weakref import ref

import numpy as np

from bot.search.own import GuildLayer, OwnLayer
from bot.search.values.documents import Document
from bot.search.values.semantic_scores import OwnScores
from bot.semantic.learning import Matrix
from bot.semantic.model import Encoder, return_memory
from bot.semantic.own.files import OwnFiles
from bot.semantic.own.matrix import OwnMatrix, PackedVectors
from bot.semantic.own.texts import KnownBase, OwnTexts
from bot.semantic.spelling import Spelling
from bot.semantic.vectors import group_by_length

MOST_BYTES = 64 * 2**20
"""What matrices take together at most: those of the servers that asked longest ago are dropped, and
built from their files again. 10,000 entries with five texts each take 28 MB, ten entries 29 KB."""

MOST_READ_INLINE = 200
"""Documents of a server whose matrix is built by the question that needs it, in some 10 ms: that of
a larger one is built beside the questions."""

CHECKPOINT = 4_000
"""Texts after which what was encoded is kept: a crash costs less than a minute of work."""

_LOOKED_AT = 512
"""Texts that are sorted by their lengths at once, in some 50 ms: texts of one length are encoded
together."""


class OwnMeaning:
    """Vectors of servers' own documents; questions wait for none of them to be encoded."""

    def __init__(self, encoder: Encoder, data: Path | None) -> None:
        """Store vectors in the data folder, a file for each server; without a folder, nowhere."""
        self._encoder = encoder
        self._files = OwnFiles(data, encoder.name)
        self._base: KnownBase | None = None
        self._lock = Lock()
        self._matrices: OrderedDict[int, OwnMatrix] = OrderedDict()
        self._wanted: dict[int, None] = {}
        """Servers whose texts are to be looked at, in their turn."""
        self._readings: dict[int, _Reading] = {}

    def adopt_base(self, documents: Sequence[Document], spelling: Spelling) -> None:
        """Read servers' texts as they lie over this base from now on."""
        self._base = KnownBase.of(documents, spelling)
        with self._lock:
            self._wanted.update(dict.fromkeys(self._matrices))

    def scores(self, vector: Matrix, usual: float, own: GuildLayer) -> OwnScores | None:
        """Return what a question with this vector means among a server's own documents.

        `usual` says how near it is to the middle of what the base is asked.

        None while they are not read. What changed meanwhile is left to words.
        """
        matrix = self._matrix(own)
        return matrix.scores(vector, usual) if matrix else None

    def want(self, guild: int) -> None:
        """Queue a server, whose texts are then looked at in turn."""
        with self._lock:
            self._wanted.setdefault(guild)

    def next_wanted(self) -> int | None:
        """Remove and return the next server; None if none waits, or no base is known yet."""
        with self._lock:
            guild = next(iter(self._wanted), None) if self._base else None
            if guild is not None:
                del self._wanted[guild]
            return guild

    def read_some(self, own: GuildLayer) -> bool:
        """Encode up to 16 texts of a server, in some 50 ms; return whether more is left to read.

        Then the server waits for another turn.
        """
        base = self._base
        if base is None or self._is_read(own, base):
            return False
        reading = self._readings.get(own.guild)
        if reading is None or not reading.is_of(own.layer, base):
            reading = self._begin(own, base, reading.vectors if reading else PackedVectors.none())
        if some := next(reading.groups, None):
            reading.add(some, self._encoder)
        done = reading.texts_left == 0
        if done or reading.unkept_texts >= CHECKPOINT:
            self._keep(own, reading)
        if done:
            self._readings.pop(own.guild, None)
            if len(own.layer.documents) > MOST_READ_INLINE:
                return_memory()
        else:
            self._readings[own.guild] = reading
            self.want(own.guild)
        return not done

    def forget(self, guild: int) -> None:
        """Drop what is held and kept of a server."""
        with self._lock:
            self._matrices.pop(guild, None)
            self._wanted.pop(guild, None)
        self._readings.pop(guild, None)
        self._files.forget(guild)

    def keep_only(self, guilds: Collection[int]) -> tuple[int, ...]:
        """Delete what is stored of all other servers; list those of these without anything."""
        self._files.keep_only(guilds)
        return self._files.missing(guilds)

    def _matrix(self, own: GuildLayer) -> OwnMatrix | None:
        with self._lock:
            matrix = self._matrices.get(own.guild)
            if matrix is not None:
                self._matrices.move_to_end(own.guild)
        base = self._base
        if base is None or (matrix is not None and matrix.is_of(own.layer, base)):
            return matrix
        if len(own.layer.documents) > MOST_READ_INLINE:
            self.want(own.guild)
            return matrix
        vectors = matrix.vectors if matrix else self._files.read(own.guild)
        matrix = OwnMatrix.build(own.layer, OwnTexts.of(own.layer.documents, base), vectors)
        self._hold(own.guild, matrix)
        if matrix.missing_texts:
            self.want(own.guild)
        return matrix

    def _is_read(self, own: GuildLayer, base: KnownBase) -> bool:
        """Return whether a large server was read since it was wanted: questions want it often."""
        with self._lock:
            matrix = self._matrices.get(own.guild)
        if matrix is None or matrix.missing_texts or len(own.layer.documents) <= MOST_READ_INLINE:
            return False
        return matrix.is_of(own.layer, base)

    def _hold(self, guild: int, matrix: OwnMatrix) -> None:
        with self._lock:
            self._matrices[guild] = matrix
            self._matrices.move_to_end(guild)
            total = sum(one.size for one in self._matrices.values())
            while total > MOST_BYTES and len(self._matrices) > 1:
                total -= self._matrices.popitem(last=False)[1].size

    def _begin(self, own: GuildLayer, base: KnownBase, former: PackedVectors) -> "_Reading":
        """Find which of a server's texts have no vector yet."""
        texts = OwnTexts.of(own.layer.documents, base)
        with self._lock:
            present = self._matrices.get(own.guild)
        on_disk = self._files.read(own.guild)
        vectors = on_disk + former + (present.vectors if present else PackedVectors.none())
        reading = _Reading(own.layer, base, texts, vectors, {*on_disk.keys}, self._encoder)
        if reading.texts_left:
            self._hold(own.guild, OwnMatrix.build(own.layer, texts, vectors))
        return reading

    def _keep(self, own: GuildLayer, reading: "_Reading") -> None:
        """Store the vectors of the texts that the server has, and of no others."""
        vectors = reading.vectors
        matrix = OwnMatrix.build(own.layer, reading.texts, vectors)
        self._hold(own.guild, matrix)
        numbers = vectors.numbers()
        keys = [key for key in dict.fromkeys(reading.texts.keys) if key in numbers]
        if {*keys} != reading.keys_on_disk:
            self._files.write(own.guild, vectors.only([numbers[key] for key in keys]))
        reading.keys_on_disk, reading.unkept_texts = {*keys}, 0


class _Reading:
    """How far a server's texts are read."""

    def __init__(
        self,
        layer: OwnLayer,
        base: KnownBase,
        texts: OwnTexts,
        vectors: PackedVectors,
        keys_on_disk: set[bytes],
        encoder: Encoder,
    ) -> None:
        self._layer, self._base = ref(layer), base
        self.texts = texts
        self.keys_on_disk = keys_on_disk
        """The keys of the texts whose vectors are on the disk."""
        self.unkept_texts = 0
        self._parts = [vectors]
        known_keys = {*vectors.keys}
        missing = {
            key: text
            for key, text in zip(texts.keys, texts.texts, strict=True)
            if key not in known_keys
        }
        self._missing = list(missing.items())
        self.texts_left = len(self._missing)
        self.groups = self._group(encoder)

    def _group(self, encoder: Encoder) -> Iterator[list[int]]:
        """Yield what is encoded at once, looking at some hundred texts at a time."""
        for start in range(0, len(self._missing), _LOOKED_AT):
            some = range(start, min(start + _LOOKED_AT, len(self._missing)))
            pieces = [encoder.pieces(self._missing[at][1]) for at in some]
            yield from group_by_length(some, pieces)

    def is_of(self, layer: OwnLayer, base: KnownBase) -> bool:
        """Return whether it reads what a server has now, as it lies over a base."""
        return self._layer() is layer and self._base is base

    @property
    def vectors(self) -> PackedVectors:
        """What is known by now."""
        if len(self._parts) > 1:
            rows = np.concatenate([one.rows for one in self._parts])
            scales = np.concatenate([one.scales for one in self._parts])
            keys = [key for one in self._parts for key in one.keys]
            self._parts = [PackedVectors(keys, rows, scales)]
        return self._parts[0]

    def add(self, some: list[int], encoder: Encoder) -> None:
        """Encode some of what is missing."""
        keys, texts = zip(*(self._missing[at] for at in some), strict=True)
        self._parts.append(PackedVectors.pack(keys, encoder.encode_all(texts)))
        self.texts_left -= len(some)
        self.unkept_texts += len(some)
