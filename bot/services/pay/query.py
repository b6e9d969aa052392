"""What is asked of the wage tables: a value that a button can carry."""

from dataclasses import dataclass
from enum import StrEnum

from bot.kb.model.entries import Level
from bot.kb.wages.tables import COUNTRY, Wages
from bot.search.pay_words import PayNames, PayWords, Topic

USUAL_JOB = "ml-engineer"
"""Whose pay is meant if no job is named: what the base is about."""

MOST_SIDES = 2
MOST_AREAS = 2
"""Areas that one name may mean, such as the Bay Area."""

SENIOR_FROM, MID_FROM = 5, 2
"""Years of experience from which we take somebody for senior, and for mid level."""


class About(StrEnum):
    """What is asked."""

    PAY = "pay"
    LEVEL = "level"
    WHERE = "where"
    """In which areas a sum is a wage level."""
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Side:
    """A place, and perhaps an offer there."""

    areas: tuple[str, ...] = (COUNTRY,)
    """Several if one name means them all."""
    offer: int | None = None
    """Base pay in whole USD a year."""


@dataclass(frozen=True, slots=True)
class UnreadParts:
    """What of a question the tables cannot take as it is: each is said before the answer."""

    place: str | None = None
    """A place without figures; those of the country stand in."""
    state: str | None = None
    employer: str | None = None
    """An employer that the base does not know."""
    thousands: int | None = None
    """A sum that was typed without its thousands, as it is read."""
    sum: int | None = None
    """A sum that cannot be a year's pay."""


@dataclass(frozen=True, slots=True)
class PayQuery:
    """One question to the tables."""

    about: About
    job: str = USUAL_JOB
    seniority: str | None = None
    """`entry`, `mid`, `senior`, `staff` or `lead`."""
    sides: tuple[Side, ...] = (Side(),)
    wage_level: int | None = None
    employers: tuple[str, ...] = ()
    unread: UnreadParts = UnreadParts()

    @property
    def offer(self) -> int | None:
        """The first offer."""
        return self.sides[0].offer

    def without_offers(self) -> "PayQuery":
        """Ask the same without what a person is offered, which is nobody else's business."""
        sides = tuple(Side(side.areas) for side in self.sides)
        about = About.PAY if self.about is About.WHERE else self.about
        return PayQuery(about, self.job, self.seniority, sides, self.wage_level, self.employers)


def pay_names(wages: Wages) -> PayNames:
    """List the names that a base knows, as people type them."""
    places: dict[str, dict[str, None]] = {}
    for code, area in wages.areas.items():
        for name in (area.short, area.name.partition(",")[0], *area.aliases):
            places.setdefault(_folded(name), {})[code] = None
    jobs = {
        _folded(alias): slug
        for slug, job in wages.jobs.items()
        for alias in (job.name, *job.aliases)
    }
    jobs |= {
        _folded(code.name).removesuffix("s"): slug
        for slug, job in wages.jobs.items()
        if len(job.codes) == 1
        for code in (wages.codes[job.codes[0]],)
    }
    employers = {
        _folded(alias): slug
        for slug, employer in wages.employers.items()
        for alias in (employer.name, *employer.aliases)
    }
    return PayNames(
        jobs=jobs,
        places={name: tuple(codes) for name, codes in places.items()},
        area_states={code: area.states for code, area in wages.areas.items()},
        employers=employers,
    )


def _folded(name: str) -> str:
    """Write a name as the words of a question are split."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def query_of(words: PayWords) -> PayQuery | None:
    """Turn what a question says into a query; None if it asks for something else than pay."""
    about = _read_about(words)
    if about is None or words.rest or words.abroad:
        return None
    return PayQuery(
        about,
        # Of two jobs the usual one has the codes, so that both are answered.
        job=words.jobs[0] if len(words.jobs) == 1 else USUAL_JOB,
        seniority=words.seniority or seniority_of(words.years),
        sides=_sides(words),
        wage_level=words.wage_level,
        employers=words.employers[:MOST_SIDES],
        unread=UnreadParts(
            place=words.unknown_place,
            state=words.state,
            employer=words.unknown_employer,
            thousands=next((one.dollars for one in words.amounts if not one.certain), None),
        ),
    )


def narrow(query: PayQuery, words: PayWords) -> PayQuery | None:
    """Change a query by a question that follows its answer; None if it changes nothing of it."""
    changes = words.places, words.amounts, words.jobs, words.seniority, words.employers
    if words.rest or words.abroad or not (any(changes) or Topic.LEVEL in words.topics):
        return None
    sides, first = _sides(words), query.sides[0]
    if not words.places:
        sides = tuple(Side(first.areas, side.offer or first.offer) for side in sides)
    elif not words.amounts:
        sides = tuple(Side(side.areas, first.offer) for side in sides)
    about = About.EMPLOYER if words.employers else query.about
    if Topic.LEVEL in words.topics:
        about = About.LEVEL
    elif words.places and about in (About.WHERE, About.EMPLOYER) and not words.employers:
        about = About.PAY
    return PayQuery(
        about,
        words.jobs[0] if words.jobs else query.job,
        words.seniority or query.seniority,
        sides,
        words.wage_level,
        words.employers[:MOST_SIDES] or (query.employers if about is About.EMPLOYER else ()),
    )


def _read_about(words: PayWords) -> About | None:
    """Return what is asked; None if the words name too little for figures to answer."""
    topics, offer = words.topics, bool(words.amounts)
    local = any(code != COUNTRY for code in words.places)
    has_subject = bool(words.jobs or words.seniority or offer)
    place = bool(local or (has_subject and words.unknown_place) or words.state)
    if Topic.LEVEL in topics and offer and local:
        return About.LEVEL  # which does not depend on the employer
    if (words.employers or words.unknown_employer) and (Topic.PAY in topics or offer):
        return About.EMPLOYER
    if Topic.LEVEL in topics:
        if offer and words.wage_level and not place:
            return About.WHERE
        certain = local and (offer or words.wage_level or Topic.PAY in topics)
        return About.LEVEL if certain or (offer and place) else None
    if Topic.PAY in topics and place and Topic.WHERE not in topics:
        return About.PAY
    judged = Topic.JUDGED in topics or Topic.SIDES in topics or Topic.PAY in topics
    if offer and (words.places or (judged and (place or words.jobs))):
        return About.PAY
    return None


def seniority_of(years: int | None) -> str | None:
    """Return the seniority that years of experience amount to."""
    if years is None:
        return None
    if years >= SENIOR_FROM:
        return "senior"
    return "mid" if years >= MID_FROM else "entry"


def range_level(seniority: str | None) -> Level | None:
    """Find the level of unofficial ranges for a seniority."""
    levels = {"entry": Level.ENTRY, "mid": Level.MID, "senior": Level.SENIOR}
    return levels.get(seniority, Level.TOP) if seniority else None


def _sides(words: PayWords) -> tuple[Side, ...]:
    """Assign each sum to its place, in order; a single sum is meant for every place."""
    sums: list[int | None] = [amount.dollars for amount in words.amounts]
    groups = [areas_of(group) for group in words.groups] or [(COUNTRY,)]
    if len(groups) == 1 and len(sums) > 1:
        groups *= len(sums)
    offers = sums if len(sums) > 1 else (sums or [None]) * len(groups)
    both = tuple(Side(areas, offer) for areas, offer in zip(groups, offers, strict=False))
    return both[:MOST_SIDES]


def areas_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many areas of one name as an answer can show."""
    return codes[:MOST_AREAS] or (COUNTRY,)
