"""Find pay by role, level and place, and put an offer beside the range."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.kb.model.entries import NATIONWIDE, Level, Salary, title
from bot.kb.model.keys import Address, Key, Kind
from bot.locale.i18n import capitalized
from bot.search.amounts import yearly
from bot.services.answering.answers import DIRECT, Answers
from bot.services.content.outcomes import Choice, Closest, Found, Offer, Outcome, Unknown, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.pay.query import USUAL_JOB, About, PayQuery, Side, UnreadParts, areas_of
from bot.services.ports.clock import Clock, today
from bot.services.wages.answering import PayAnswers
from bot.services.wages.composing import LEVEL_ENTRY

WAGE_LEVELS = f"{DIRECT}{LEVEL_ENTRY}"
"""What is answered about levels in a base without tables."""
MOST_CHOICES = 4
"""How many ranges a person is asked to choose between."""

EXACT, GENERAL, OTHER = 1.0, 0.5, 0.0
"""How well a range fits one field of a query: the very thing, all things together, another."""


_SENIORITY = {
    Level.ENTRY: "entry",
    Level.MID: "mid",
    Level.SENIOR: "senior",
    Level.TOP: "staff",
}


@dataclass(frozen=True, slots=True)
class SalaryQuery:
    """What a person filled in; None stands for anything."""

    role: str | None = None
    level: Level | None = None
    place: str | None = None
    offer: int | None = None
    """Their own offer: base pay in USD a year."""

    def __str__(self) -> str:
        """Write the query as it is shown above the answer."""
        words = (self.role and self.role.removeprefix(DIRECT), self.level, self.place)
        return ", ".join(str(word) for word in words if word) or "salary"


class Salaries:
    """Answer `/salary` from the same snapshot as every question."""

    def __init__(
        self, snapshots: SnapshotHolder, clock: Clock, answers: Answers, pay: PayAnswers
    ) -> None:
        self._snapshots = snapshots
        self._clock = clock
        self._answers = answers
        self._pay = pay

    async def find(self, query: SalaryQuery, *, guild: int | None = None) -> Outcome:
        """Find official pay; in a base without tables the range that fits, or the nearest ones."""
        return await self._official(About.PAY, query, guild) or await self._range(query, guild)

    async def find_level(self, query: SalaryQuery, *, guild: int | None = None) -> Outcome:
        """Find which wage level an offer is, or what the levels of a place begin at."""
        result = await self._official(About.LEVEL, query, guild)
        return result or await self._answers.ask(WAGE_LEVELS, guild=guild)

    async def _official(
        self, about: About, query: SalaryQuery, guild: int | None
    ) -> Outcome | None:
        """Answer from the tables; None if there are none, or the job is none of theirs."""
        job = await self._job(query.role, guild)
        if job is None or not self._pay.available(guild):
            return None
        place = self._pay.read(f"in {query.place}" if query.place else "", guild=guild)
        offer = yearly(query.offer) if query.offer else None
        unread = UnreadParts(
            place=None if place.places or place.state else query.place,
            state=place.state,
            thousands=offer.dollars if offer and not offer.certain else None,
            sum=query.offer if query.offer and offer is None else None,
        )
        side = Side(areas_of(place.places), offer.dollars if offer else None)
        seniority = _SENIORITY.get(query.level) if query.level else None
        pay_query = PayQuery(about, job, seniority, (side,), unread=unread)
        return self._pay.answer(pay_query, guild=guild)

    async def _job(self, typed: str | None, guild: int | None) -> str | None:
        """Find the job of the tables that is meant: by its code, its name or its role."""
        if not typed:
            return USUAL_JOB
        jobs = self._snapshots.view(guild).library.wages.jobs
        if result := next((slug for slug, job in jobs.items() if (typed,) == job.codes), None):
            return result
        words = self._pay.read(typed, guild=guild)
        if words.jobs and not words.rest:
            return words.jobs[0]
        role = await self._role(typed, guild)
        return next((slug for slug, job in jobs.items() if role and job.role == str(role)), None)

    def place_in(self, words: str, *, guild: int | None = None) -> str | None:
        """Find the place that some words name."""
        if self._pay.available(guild):
            codes = self._pay.read(f"in {words}", guild=guild).places
            areas = self._snapshots.view(guild).library.wages.areas
            return areas[codes[0]].short if codes else None
        places = self.places("", guild=guild)
        place = next((name for name in places if name.casefold() in words), None)
        if place is None and len(words) > 2:
            place = next((name for name in places if words in name.casefold()), None)
        return place

    async def _range(self, query: SalaryQuery, guild: int | None) -> Outcome:
        snapshot = self._snapshots.view(guild)
        role = await self._role(query.role, guild)
        if query.role and role is None:
            return Unknown(str(query))
        fits = [(_fit(entry, role, query), entry) for entry in _entries(snapshot)]
        best = max((fit for fit, _ in fits), key=lambda fit: (OTHER not in fit, fit), default=())
        nearest = [entry for fit, entry in fits if fit == best]
        if not best:
            return Unknown(str(query))
        if OTHER in best:
            return Closest(str(query), _choices(nearest, sum(best) / len(best))[:3], 0.0)
        if len(nearest) > 1:
            return WhichOne(str(query), _choices(nearest, 0.5)[:MOST_CHOICES], 0.5)
        return self._compose(snapshot, query, nearest[0])

    def follow(self, rest: str, last: PayQuery, *, guild: int | None = None) -> Found | None:
        """Answer what follows an answer from the tables; None if it is about something else."""
        return self._pay.follow(rest, last, guild=guild)

    def answer_again(self, query: PayQuery, *, guild: int | None = None) -> Found | None:
        """Answer what a control asks of the tables; None if the base has none anymore."""
        return self._pay.answer(query, guild=guild)

    def jobs(self, typed: str, *, guild: int | None = None) -> list[tuple[str, str]]:
        """Suggest jobs of the tables by any of their names or codes, with what stands for them."""
        jobs, words = self._snapshots.view(guild).library.wages.jobs, typed.casefold().strip()
        return [
            (capitalized(job.name), job.name)
            for job in jobs.values()
            if any(words in name for name in (job.name.casefold(), *job.aliases, *job.codes))
        ]

    def places(self, typed: str, *, guild: int | None = None) -> tuple[str, ...]:
        """Suggest places that have figures, those that begin with the typed words first."""
        if self._pay.available(guild):
            return self._pay.places(typed, guild=guild)
        places = dict.fromkeys(entry.place for entry in _entries(self._snapshots.view(guild)))
        words = typed.casefold().strip()
        starts = [place for place in places if place.casefold().startswith(words)]
        holds = [place for place in places if words in place.casefold() and place not in starts]
        return tuple((*starts, *holds)[:25])

    async def _role(self, typed: str | None, guild: int | None) -> Key | None:
        if not typed:
            return _usual_role(self._snapshots.view(guild))
        outcome = await self._answers.ask(typed, kind=Kind.ROLE, guild=guild)
        return outcome.answer.address.key if isinstance(outcome, Found) else None

    def _compose(self, snapshot: Snapshot, query: SalaryQuery, entry: Salary) -> Outcome:
        answer = snapshot.composer.compose(Address(entry.key), today(self._clock))
        if answer is None:
            return Unknown(str(query))
        offer = query.offer and Offer(query.offer, entry.low, entry.high, entry.basis)
        result = Found(str(query), answer, 1.0, _choices([entry], 1.0))
        return replace(result, offer=offer) if offer else result


def _entries(snapshot: Snapshot) -> list[Salary]:
    result = snapshot.library.of_kind(Kind.SALARY)
    return [entry for entry in result if isinstance(entry, Salary)]


def _usual_role(snapshot: Snapshot) -> Key | None:
    """Return the job with the most ranges if none was named: what the base is about."""
    roles = Counter(entry.role for entry in _entries(snapshot) if entry.role)
    return max(roles, key=lambda role: roles[role], default=None)


def _fit(entry: Salary, role: Key | None, query: SalaryQuery) -> tuple[float, ...]:
    """Score role, level and place; what was left empty fits the most general figures best."""
    return (
        _field(entry.role, role, None),
        _field(entry.level, query.level, Level.ANY),
        _place(entry.place, query.place or NATIONWIDE),
    )


def _field(has: object, wanted: object, general: object) -> float:
    if has == wanted or (wanted is None and has == general):
        return EXACT
    return GENERAL if wanted is None or has == general else OTHER


def _place(has: str, wanted: str) -> float:
    """Compare places as people type them: `bay area` is the San Francisco Bay Area."""
    first, second = has.casefold(), wanted.casefold()
    if first == second:
        return EXACT
    return GENERAL if first in second or second in first else OTHER


def _choices(entries: Sequence[Salary], score: float) -> tuple[Choice, ...]:
    return tuple(Choice(Address(entry.key), title(entry), score) for entry in entries)
