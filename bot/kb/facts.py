"""Facts and sources: what is true, since when, until when, and who says so."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.kb.figures import contradicts
from bot.kb.keys import SECTION_LIMIT
from bot.kb.limits import Day, Figure
from bot.kb.text import HttpsUrl, Line

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=SECTION_LIMIT * 2)]
"""The name of a fact: small letters, digits and single hyphens."""

SectionName = Annotated[str, Field(max_length=SECTION_LIMIT)]


class Value(BaseModel):
    """A value of the base: frozen, strict, and without fields that nobody declared."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Trust(StrEnum):
    """How a statement was checked; the card warns where only the last two support it."""

    OFFICIAL = "official"
    """The text of the official page was read."""
    RELAYED = "official-relayed"
    """An official page is the source, read and dated by somebody else."""
    SECONDARY = "secondary"
    """A law firm, university, news or industry page was read."""
    SEED = "seed-only"
    """Only the article that the base started from says so."""
    BACKGROUND = "background"
    """General knowledge; the address is where to check it."""

    @property
    def verified(self) -> bool:
        """Tell whether somebody read a source that is not the seed."""
        return self not in {Trust.SEED, Trust.BACKGROUND}


class Source(Value):
    """A page that supports an entry, and the day it was last checked."""

    title: Line
    url: HttpsUrl
    checked: Day
    trust: Annotated[Trust, Field(strict=False)]
    sections: tuple[SectionName, ...] = Field(default=(), max_length=40)
    """The sections it supports (`overview` for the top of the entry); none means all."""

    def supports(self, section: str) -> bool:
        """Tell whether the source stands behind a section."""
        return not self.sections or section in self.sections


class Status(StrEnum):
    """Whether a fact is law; anything but `in force` must be called by its status."""

    IN_FORCE = "in force"
    PROPOSED = "proposed"
    BLOCKED = "blocked"
    PROJECTION = "projection"


class Fact(Value):
    """A figure or a date, written once and quoted by name wherever it is said."""

    name: Name
    value: Figure
    unit: Line | None = None
    text: Line
    """The words that stand in an answer, such as `USD 2,965`."""
    source: HttpsUrl
    as_of: Day
    valid_from: Day | None = None
    valid_until: Day | None = None
    """The last day on which the fact may be shown."""
    status: Annotated[Status, Field(strict=False)] = Status.IN_FORCE

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")
        if "{{" in self.text:
            raise ValueError("text must not quote another fact")
        if contradicts(self.value, self.text, self.unit):
            raise ValueError(f"the value {self.value} contradicts the text '{self.text[:60]}'")
        return self

    def current(self, today: date) -> bool:
        """Tell whether the fact may be shown on a day."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


class FactSheet(Value):
    """One file of shared facts (`knowledge/facts/*.toml`) with the sources they name."""

    sources: tuple[Source, ...] = Field(min_length=1, max_length=1000)
    facts: tuple[Fact, ...] = Field(default=(), max_length=4000)
