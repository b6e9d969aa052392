"""Spell what strangers typed as the base spells it: a slip of one of them is no word to be known.

Left as it is, `acceptd` in a phrasing would be a word of the base: the next `acceptd` would not be
corrected, and `acceptdd` would be corrected into it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from bot.search.matching.synonyms import list_spellings
from bot.search.text.common import COMMON
from bot.search.text.folding import fold
from bot.search.text.lexer import stem
from bot.search.text.typos import Speller
from bot.search.values.documents import Document, Lexicon

_LETTERS = re.compile(r"[a-z]+")
_BETWEEN_OTHERS = re.compile(r"(?<![0-9'-])\b[a-z]{4,}\b(?![0-9'-])")
"""Words of which enough is there to tell what was meant, and that are part of no code."""


def correct_spelling(documents: Sequence[Document], lexicon: Lexicon) -> Sequence[Document]:
    """Correct the words in `typed` that neither careful texts nor English know, if one is near."""
    if not any(one.typed for one in documents):
        return documents
    words = Counter(chain.from_iterable(map(_LETTERS.findall, _careful_texts(documents, lexicon))))
    words.update(COMMON)
    mend = _make_corrector(words, lexicon)
    return [
        replace(one, typed=tuple(map(mend, one.typed))) if one.typed else one for one in documents
    ]


def _careful_texts(documents: Iterable[Document], lexicon: Lexicon) -> Iterator[str]:
    for document in documents:
        names = () if document.section else document.names
        for text in (*names, *document.aspects, *document.phrasings, document.body):
            yield fold(text, None)
    for text in list_spellings(lexicon):
        yield fold(text, None)


def _make_corrector(words: Mapping[str, int], lexicon: Lexicon) -> Callable[[str], str]:
    speller = Speller(words)

    @cache
    def correct_word(word: str) -> str:
        if word in words or lexicon.thesaurus.knows(stem(word)):
            return word
        return speller.correct(word) or word

    @cache
    def correct_token(token: str) -> str:
        return _BETWEEN_OTHERS.sub(lambda match: correct_word(match[0]), token)

    def correct_text(text: str) -> str:
        return " ".join(map(correct_token, fold(text, None).split(" ")))

    return correct_text
