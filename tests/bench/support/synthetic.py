"""Entries of realistic text in any number, for measuring speed: made by a seed, with no meaning.

Words are made of syllables, so that they look alike as English words do, and are drawn by Zipf's
law (Zipf 1949). An entry is a title and four aliases: a few words that are its subject, which all
of its strings share in part, among words that any entry may hold.
"""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from bot.search.text.common import COMMON
from bot.search.values.documents import Document

ALIASES = 4
"""Strings of an entry beside its title: five in all, as in `engine.md`."""

_VOCABULARY = 30_000
"""Different words of a large collection of questions, names left out."""

_STARTS = "b bl br c ch cl cr d dr f fl fr g gr h j k l m n p pl pr qu r s sc sh sl sp st t th tr v"
_MIDDLES = "a e i o u ai ea ee ie oa oo ou"
_ENDS = "b ck ct d ft g l ld ll m mp n nd ng nt p r rd rk rm rn rt s ss st t th x"
_ENDINGS = ("", "", "", "s", "ed", "er", "ing", "ion", "al", "ment", "ly", "able")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the engine and a scorer see it."""

    key: str
    strings: tuple[str, ...]
    """The title, then the aliases."""

    @property
    def document(self) -> Document:
        """What the engine is given."""
        title, *aliases = self.strings
        return Document(self.key, None, title, (title,), phrasings=tuple(aliases))


class Words:
    """A vocabulary in the order of its frequency."""

    def __init__(self, chance: Random, size: int = _VOCABULARY) -> None:
        """Make words of one or two syllables and an ending, frequent ones shorter."""
        found = dict.fromkeys(chance.sample(sorted(COMMON), len(COMMON)))
        starts, middles, ends = _STARTS.split(), _MIDDLES.split(), _ENDS.split()
        while len(found) < size:
            long = chance.random() < len(found) / size
            parts = [chance.choice(starts) + chance.choice(middles) for _ in range(1 + long)]
            found["".join(parts) + chance.choice(ends) + chance.choice(_ENDINGS)] = None
        self._words = list(found)
        self._chances = list(accumulate(1 / rank for rank in range(1, size + 1)))

    def drawn(self, chance: Random, count: int) -> list[str]:
        """Draw words as text holds them."""
        return chance.choices(self._words, cum_weights=self._chances, k=count)

    def subject(self, chance: Random) -> list[str]:
        """Draw two to four words of content: any is as likely."""
        return chance.sample(self._words[len(COMMON) :], chance.randint(2, 4))


def entries(count: int, seed: int = 7) -> list[Entry]:
    """Make entries; the same seed and count give the same ones."""
    chance = Random(seed)
    words = Words(chance)
    made = []
    for number in range(count):
        subject = words.subject(chance)
        strings = [_string(words, subject, chance) for _ in range(1 + ALIASES)]
        made.append(Entry(f"faq:{number}", tuple(strings)))
    return made


def misspelled(text: str, chance: Random) -> str:
    """Make one typing error: a letter too many, too few, another one, or two the wrong way."""
    at = chance.randrange(len(text) - 1)
    match chance.randrange(4):
        case 0:
            return text[:at] + chance.choice(_LETTERS) + text[at:]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + chance.choice(_LETTERS) + text[at + 1 :]
        case _:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def reworded(entry: Entry, words: "list[str]", chance: Random) -> str:
    """Ask for an entry in other words: some of an alias in another order, among others."""
    kept = chance.choice(entry.strings).split()
    chance.shuffle(kept)
    return " ".join((*chance.sample(words, 2), *kept[: max(2, len(kept) * 2 // 3)]))


def _string(words: Words, subject: list[str], chance: Random) -> str:
    """Write one string of an entry: five to eleven words, at least two of its subject."""
    kept = chance.sample(subject, chance.randint(2, len(subject)))
    text = words.drawn(chance, chance.randint(3, 7)) + kept
    chance.shuffle(text)
    return " ".join(text)
