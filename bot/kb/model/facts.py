"""Facts and sources: what is true, since when, until when, and who says so."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from bot.kb.model.figures import contradicts
from bot.kb.model.keys import SECTION_LIMIT
from bot.kb.model.limits import Day, Figure
from bot.kb.model.text import Line, WebUrl

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=SECTION_LIMIT * 2)]
"""The name of a fact: small letters, digits and single hyphens."""

SectionName = Annotated[str, Field(max_length=SECTION_LIMIT)]


class Value(BaseModel):
    """A value of the base: frozen, strict, and without fields that nobody declared."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Trust(StrEnum):
    """How a statement was checked; the card warns if only the last two support it."""

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
    def is_verified(self) -> bool:
        """Whether somebody read a source that is not the seed."""
        return self not in {Trust.SEED, Trust.BACKGROUND}


UNDATED = "undated"
"""What stands in place of the day of a page that was read as a copy without one."""


def _from_undated(value: object) -> object:
    return None if value == UNDATED else value


def _to_undated(value: date | None) -> date | str:
    return UNDATED if value is None else value


class Source(Value):
    """A page that supports an entry, and the day on which somebody read it."""

    title: Line
    url: WebUrl
    checked: Annotated[Day | None, BeforeValidator(_from_undated), PlainSerializer(_to_undated)]
    """The day that the text read was of; None (`undated` in a file) if the copy shows none."""
    trust: Annotated[Trust, Field(strict=False)]
    sections: tuple[SectionName, ...] = Field(default=(), max_length=40)
    """The sections it supports (`overview` for the top of the entry); none means all."""

    def supports(self, section: str) -> bool:
        """Return whether the source stands behind a section."""
        return not self.sections or section in self.sections


class Status(StrEnum):
    """Whether a fact is law; anything but `in force` must be called by its status."""

    IN_FORCE = "in force"
    PROPOSED = "proposed"
    BLOCKED = "blocked"
    PROJECTION = "projection"
    UNCONFIRMED = "not confirmed"
    """Read in an old print only; no newer page that says the same was found."""


class Fact(Value):
    """A figure, a date or a clause, written once and quoted by name wherever it is said.

    One that can change, and so names the day by which to look again, is a claim.
    """

    name: Name
    value: Figure
    unit: Line | None = None
    text: Line
    """The words that stand in an answer: `$2,965`, or a whole clause without its full stop."""
    source: WebUrl
    section: Line | None = None
    """The section of its source that says so, such as `8 CFR 214.1(l)(2)`."""
    as_of: Day
    """The day that its text and value are of."""
    true_on: Day | None = None
    """The last day on which somebody saw that it still holds; None: the day of `as_of`."""
    recheck_by: Day | None = None
    """The last day on which it may be said without a warning; None if it does not change."""
    valid_from: Day | None = None
    valid_until: Day | None = None
    """The last day on which the fact may be shown."""
    status: Annotated[Status, Field(strict=False)] = Status.IN_FORCE

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")
        if self.true_on and self.true_on < self.as_of:
            raise ValueError("true_on lies before as_of, the day that its text is of")
        if self.recheck_by and self.recheck_by < self.last_true:
            raise ValueError("recheck_by lies before the day on which it was true")
        if "{{" in self.text:
            raise ValueError("text must not quote another fact")
        if contradicts(self.value, self.text, self.unit):
            raise ValueError(f"the value {self.value} contradicts the text '{self.text[:60]}'")
        return self

    @property
    def is_claim(self) -> bool:
        """Whether it can change, and must be looked at again."""
        return self.recheck_by is not None

    @property
    def last_true(self) -> date:
        """The last day on which it is known to have been true."""
        return self.true_on or self.as_of

    def is_due(self, today: date) -> bool:
        """Return whether it should have been looked at again before a day."""
        return self.recheck_by is not None and self.recheck_by < today

    def is_current(self, today: date) -> bool:
        """Return whether the fact may be shown on a day."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


class FactSheet(Value):
    """One file of shared facts (`knowledge/facts/*.toml`) with the sources they name."""

    sources: tuple[Source, ...] = Field(min_length=1, max_length=1000)
    facts: tuple[Fact, ...] = Field(default=(), max_length=4000)
