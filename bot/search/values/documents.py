"""What the engine is given: documents to find, and words that mean the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.search.values.thesaurus import EMPTY_THESAURUS, Thesaurus


@dataclass(frozen=True, slots=True)
class Document:
    """One thing the base can answer: an entry as a whole, or one section of it."""

    entry: str
    """The entry's key, such as `visa:h-1b`; what stands before the colon is its kind."""
    section: str | None
    """The section's name, or None for the entry as a whole."""
    title: str
    """What autocomplete shows, such as `H-1B visa: duration`."""
    names: tuple[str, ...] = ()
    """What the entry is called: title, code, aliases; the same in all its documents."""
    aspects: tuple[str, ...] = ()
    """Words that name the section, such as `how long`; none for the entry as a whole."""
    phrasings: tuple[str, ...] = ()
    """Real questions that it answers."""
    refusals: tuple[str, ...] = ()
    """Near misses that it must never take."""
    body: str = ""
    """The answer as plain text."""
    lookalikes: tuple[str, ...] = ()
    """Keys of look-alike entries: one never answers for the other."""
    featured: bool = False
    """Whether completion shows it if nothing was typed yet."""
    years: tuple[int, ...] = ()
    """Years that it answers for even if its texts do not name them."""
    typed: tuple[str, ...] = ()
    """More of them, as strangers type: their words and codes need not be right."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Synonyms, codes, places and what lies outside, as data."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else a word or an abbreviation is called: `gc` is a `green card`."""
    codes: tuple[str, ...] = ()
    """Codes that exist in this world, also those the base has no entry for, such as `B-2`."""
    places: tuple[str, ...] = ()
    """Names of places that tell entries apart, such as `New York`."""
    outside: tuple[str, ...] = ()
    """Subjects that no document is about unless it names them, such as `asylum`."""
    thesaurus: Thesaurus = EMPTY_THESAURUS
    """Words that are near each other in meaning, such as those of English."""
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What other languages say for an English phrase, such as `cuanto dura` for `how long`."""
    areas: tuple[str, ...] = ()
    """Names of places where somebody may live or work; they tell no entries apart."""
