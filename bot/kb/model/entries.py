"""The schema of the base: what every entry holds, and what each kind adds.

These models are the only schema: the files, the checks, the export and the documentation for
editors all follow from them.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from bot.kb.model.conditions import Conditions
from bot.kb.model.facts import Fact, Name, SectionName, Source, Value
from bot.kb.model.keys import Key, Kind
from bot.kb.model.limits import Day, ReviewDays
from bot.kb.model.text import Line, Phrase, Prose, Title, WebUrl
from bot.locale.i18n import N_

NATIONWIDE = "United States"
"""The place of figures about pay in the whole country, meant if no place is named."""

OVERVIEW = "overview"
"""The name of an entry's top in lists of `asks` and sources by section."""


def _as_key(value: object) -> object:
    return Key.parse(value) if isinstance(value, str) else value


KeyField = Annotated[Key, BeforeValidator(_as_key), PlainSerializer(str)]

Keys = Annotated[tuple[KeyField, ...], Field(max_length=50)]
Phrases = Annotated[tuple[Phrase, ...], Field(max_length=1000)]
Points = Annotated[tuple[Line, ...], Field(max_length=100)]


class Section(Value):
    """One part of an entry, complete in itself: a sentence, bullets, and more if need be."""

    name: SectionName
    asks: Phrases = ()
    conditions: Conditions | None = None
    summary: Line
    points: Points = ()
    more: Prose = ""


class Entry(Value):
    """What every kind of entry holds; `vocabulary` names the sections that a kind may have."""

    vocabulary: ClassVar[dict[str, str]] = {}
    optional: ClassVar[frozenset[str]] = frozenset()
    """Sections that only some entries of the kind need: without them nothing is missing."""

    key: KeyField
    title: Annotated[Title, Field(max_length=100)]
    featured: bool = False
    summary: Line
    aliases: Phrases = ()
    asks: Phrases = ()
    refusals: Phrases = Field(default=(), alias="not")
    lookalikes: Keys = ()
    related: Keys = ()
    high_stakes: Annotated[bool, Field(alias="high-stakes")] = False
    """Whether a mistake can cost somebody their status: then it must have conditions."""
    conditions: Conditions | None = None
    """Those of the top, and of each section that has none of its own."""
    reviewed: Day
    review_every: ReviewDays
    written: Day | None = None
    """The day on which a server's moderators last changed the text; the base that ships has none.
    """
    sources: tuple[Source, ...] = Field(min_length=1, max_length=200)
    facts: tuple[Fact, ...] = Field(default=(), max_length=200)
    points: Points = ()
    more: Prose = ""
    sections: tuple[Section, ...] = Field(default=(), max_length=40)

    @property
    def next_review(self) -> date:
        """The day on which the entry must be checked again."""
        return self.reviewed + timedelta(days=self.review_every)

    @property
    def quotable(self) -> tuple[Fact, ...]:
        """The facts that the body may quote by name."""
        return self.facts

    def section(self, name: str) -> Section | None:
        """Find a section by name."""
        return next((section for section in self.sections if section.name == name), None)

    def conditions_of(self, section: str | None) -> Conditions | None:
        """Find what to say before a section (None: the top); None if it needs no conditions."""
        part = self.section(section) if section else None
        return (part.conditions if part else None) or self.conditions

    def sources_for(self, section: str | None) -> tuple[Source, ...]:
        """List the sources behind a section (None: the top of the entry), best known first."""
        return tuple(source for source in self.sources if source.supports(section or OVERVIEW))


class DualIntent(StrEnum):
    """Whether a status goes together with plans for a green card."""

    YES = "yes"
    NO = "no"
    IN_PRACTICE = "in practice"
    """The law does not say so, but officers accept it."""
    NOT_CHECKED = "not checked"


_TRUTHS = {True: DualIntent.YES, False: DualIntent.NO, None: DualIntent.NOT_CHECKED}


def _as_dual_intent(value: object) -> object:
    # YAML reads `yes` and `no` as truths.
    return _TRUTHS[value] if isinstance(value, bool | None) else value


_WHERE_ASKED = {
    "travel": N_("Travel and entry"),
    "work": N_("What work is allowed"),
    "extension": N_("Extension"),
    "reporting": N_("Reports and duties"),
    "denial": N_("Denial and what then"),
}
"""Sections that visas and questions have if people ask on there."""

_EVIDENCE = {
    "prizes": N_("Prizes as evidence"),
    "memberships": N_("Memberships as evidence"),
    "press": N_("Press as evidence"),
    "judging": N_("Judging as evidence"),
    "contributions": N_("Original contributions"),
    "articles": N_("Articles as evidence"),
    "leading-role": N_("Leading or critical role"),
    "high-pay": N_("High pay as evidence"),
    "letters": N_("Expert letters"),
    "importance": N_("National importance"),
    "well-positioned": N_("Well positioned"),
    "waiver": N_("Why waive the job offer"),
}
"""What categories that rest on a record ask of it, one section for each kind."""


class Visa(Entry):
    """A visa or a work-based immigrant category."""

    vocabulary: ClassVar[dict[str, str]] = {
        "eligibility": N_("Eligibility"),
        "duration": N_("Duration"),
        "lottery": N_("Lottery and cap"),
        "cost": N_("Cost and who pays"),
        "processing": N_("Processing time"),
        "employer": N_("Employer's part"),
        "family": N_("Family"),
        "changing-jobs": N_("Changing or losing the job"),
        "green-card": N_("Green card"),
        "apply": N_("How to apply"),
        **_WHERE_ASKED,
        "audit": N_("Audit"),
        "job-changes": N_("Changes in the job"),
        **_EVIDENCE,
    }
    optional = frozenset({*_WHERE_ASKED, "audit", "job-changes", *_EVIDENCE})

    code: Annotated[Line, Field(max_length=24)]
    category: Literal["nonimmigrant", "immigrant"]
    dual_intent: Annotated[DualIntent, Field(strict=False), BeforeValidator(_as_dual_intent)]
    dependents: Annotated[tuple[Annotated[Line, Field(max_length=24)], ...], Field(max_length=20)]
    """Codes of the visas for spouse and children."""


class Role(Entry):
    """A job that machine-learning engineers do."""

    vocabulary: ClassVar[dict[str, str]] = {
        "responsibilities": N_("What they do"),
        "stack": N_("Tools and stack"),
        "requirements": N_("Requirements"),
        "interviews": N_("Interviews"),
        "pay": N_("Pay"),
        "visas": N_("Usual visas"),
        "differences": N_("How it differs"),
    }

    soc_codes: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{4}$")], ...], Field(max_length=20)
    ]
    typical_visas: Keys


class Level(StrEnum):
    """Experience, from the first job upwards."""

    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    TOP = "top"
    ANY = "any"


Pay = Annotated[int, Field(ge=1, le=100_000_000)]


class Salary(Entry):
    """A range of pay for a role, a level and a place, in whole US dollars."""

    role: KeyField | None
    """None if the figures are for all roles together."""
    level: Annotated[Level, Field(strict=False)]
    place: Annotated[Line, Field(max_length=60)]
    currency: Literal["USD"]
    period: Literal["year"]
    basis: Literal["base", "total", "unstated"]
    """`base` is the fixed wage; `total` adds stock and bonus; some sources do not say."""
    as_of: Day
    measured: Annotated[Line, Field(max_length=20)] | None = None
    """When this was paid, as the source says: `May 2024`. None if it does not say."""
    low: Pay
    high: Pay
    median: Name | None = None
    """The shared fact that is the middle of the range; official figures have one."""
    source: WebUrl

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is greater than high")
        return self

    @property
    def quotable(self) -> tuple[Fact, ...]:
        """Its own facts, and `low`, `high` and `range` from its figures."""
        texts = {
            "low": f"${self.low:,}",
            "high": f"${self.high:,}",
            "range": f"${self.low:,} to ${self.high:,}",
        }
        # Pay changes: its figures are claims, to be looked at again with the entry.
        again = max(self.next_review, self.as_of)
        source, day = self.source, self.as_of
        own = tuple(
            Fact(name=name, value=text, text=text, source=source, as_of=day, recheck_by=again)
            for name, text in texts.items()
        )
        return (*own, *self.facts)


class Faq(Entry):
    """A question that people ask, with its answer; sections if people ask on."""

    vocabulary: ClassVar[dict[str, str]] = {
        "eligibility": Visa.vocabulary["eligibility"],
        "duration": Visa.vocabulary["duration"],
        "cost": Visa.vocabulary["cost"],
        "processing": Visa.vocabulary["processing"],
        "employer": Visa.vocabulary["employer"],
        "family": Visa.vocabulary["family"],
        "changing-jobs": Visa.vocabulary["changing-jobs"],
        "apply": Visa.vocabulary["apply"],
        **_WHERE_ASKED,
        "documents": N_("Documents"),
        "exceptions": N_("Exceptions"),
        "next-steps": N_("What to do next"),
    }
    optional = frozenset(vocabulary)

    question: Annotated[Title, Field(max_length=200)]
    topics: tuple[Annotated[Line, Field(max_length=40)], ...] = Field(min_length=1, max_length=10)


MODELS: dict[Kind, type[Entry]] = {
    Kind.VISA: Visa,
    Kind.ROLE: Role,
    Kind.SALARY: Salary,
    Kind.FAQ: Faq,
}


def title(entry: Entry, section: str | None = None) -> str:
    """Name an answer by the question that it answers."""
    if section is None:
        return entry.question if isinstance(entry, Faq) else entry.title
    return f"{entry.title}: {entry.vocabulary[section].lower()}"
