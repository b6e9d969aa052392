"""Cut text into the word pieces that a BERT model knows.

WordPiece over the vocabulary of uncased BERT (Devlin et al. 2019; Apache-2.0), as the model was
trained with: a function of the text alone, so it is ours instead of a library of 10 MB.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from importlib.resources import files

VOCABULARY = "vocabulary.txt"
"""One piece a line; the number of the line is what the model reads."""

VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

UNKNOWN = "[UNK]"
START = "[CLS]"
END = "[SEP]"

LONGEST_WORD = 100
"""Characters from which a word is unknown, as in the reference implementation."""

_MORE = "##"
"""What a piece that continues a word begins with."""

_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Characters that are words of their own, by their code points."""


class Tokenizer:
    """Cuts text by one vocabulary."""

    def __init__(self, vocabulary: str) -> None:
        self._text = vocabulary

    @classmethod
    def bundled(cls) -> "Tokenizer":
        """Read the vocabulary that lies beside this module."""
        return cls(files(__package__).joinpath(VOCABULARY).read_text("utf-8"))

    @property
    def sha256(self) -> str:
        """The SHA-256 of the vocabulary."""
        return sha256(self._text.encode()).hexdigest()

    @cached_property
    def _pieces(self) -> Mapping[str, int]:
        return {piece: number for number, piece in enumerate(self._text.splitlines())}

    def number(self, piece: str) -> int:
        """Return the number of a piece that the vocabulary holds."""
        return self._pieces[piece]

    def read(self, text: str, limit: int) -> list[int]:
        """Return the numbers of a text's pieces, at most `limit` of them."""
        result: list[int] = []
        for word in _words(text):
            result += self._cut(word)
            if len(result) >= limit:
                return result[:limit]
        return result

    def _cut(self, word: str) -> list[int]:
        """Split a word into its longest known pieces; a word with a gap is unknown as a whole."""
        if len(word) > LONGEST_WORD:
            return [self._pieces[UNKNOWN]]
        result, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = (_MORE if start else "") + word[start:end]
                if piece in self._pieces:
                    break
            else:
                return [self._pieces[UNKNOWN]]
            result.append(self._pieces[piece])
            start = end
        return result


def _words(text: str) -> Iterator[str]:
    """Split at spaces and around punctuation; case and accents are dropped."""
    spaced = "".join(_space_apart(char) for char in text)
    bare = "".join(
        char.lower()
        for char in unicodedata.normalize("NFD", spaced)
        if unicodedata.category(char) != "Mn"
    )
    for word in bare.split():
        start = 0
        for at, char in enumerate(word):
            if _is_punctuation(char):
                if at > start:
                    yield word[start:at]
                yield char
                start = at + 1
        if start < len(word):
            yield word[start:]


def _space_apart(char: str) -> str:
    if char.isspace():
        return " "
    if char == "\ufffd" or unicodedata.category(char).startswith("C"):
        return ""
    if any(first <= ord(char) <= last for first, last in _CHINESE):
        return f" {char} "
    return char


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    return unicodedata.category(char).startswith("P")
