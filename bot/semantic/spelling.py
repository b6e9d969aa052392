"""Write abbreviations out: the model has hardly read `gc` or `ead`, but knows a green card well."""

import re
from collections.abc import Mapping

from bot.search.values.documents import Lexicon

_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


class Spelling:
    """Writes out the abbreviations of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """In a group of synonyms, a single word beside one of several words is an abbreviation."""
        self._long = dict(_long(lexicon.synonyms))

    def spell(self, text: str) -> str:
        """Replace each abbreviation with what it is short for."""
        return _WORD.sub(lambda word: self._long.get(word[0].casefold(), word[0]), text)


def _long(synonyms: Mapping[str, tuple[str, ...]]) -> "list[tuple[str, str]]":
    result = []
    for name, others in synonyms.items():
        longer = next((other for other in others if " " in other), None)
        if longer is not None and " " not in name:
            result.append((name.casefold(), longer))
    return result
