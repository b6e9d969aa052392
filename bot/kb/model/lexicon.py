"""What words mean the same, and which codes exist: `knowledge/lexicon.toml`."""

from typing import Annotated

from pydantic import Field

from bot.kb.model.facts import Value
from bot.kb.model.text import PHRASE_LIMIT, Phrase

Words = Annotated[tuple[Phrase, ...], Field(max_length=4000)]

Name = Annotated[str, Field(min_length=1, max_length=PHRASE_LIMIT)]
"""A word or phrase that others are listed for."""

Table = Annotated[dict[Name, Words], Field(max_length=4000)]


class Lexicon(Value):
    """Data for the engine, kept by curators."""

    synonyms: Table = Field(default_factory=dict)
    """What else an abbreviation or a word is called: `gc` is a `green card`."""

    codes: Words = ()
    """Codes that exist although the base has no entry for them, such as B-2."""

    places: Words = ()
    """Places that tell answers apart: a question about one is not answered for another."""

    outside: Words = ()
    """Subjects that the base leaves out, such as `asylum`: a question that names one is answered
    only by an entry that names it too."""

    aspects: Table = Field(default_factory=dict)
    """Words by which people mean a section: `duration` is asked as `how long`."""

    translations: Table = Field(default_factory=dict)
    """What other languages say for an English word or phrase: `how long` is `cuanto dura`."""
