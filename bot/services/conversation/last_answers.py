"""What was answered last, and where: what a follow-up goes on from."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from bot.kb.model.keys import Address
from bot.services.content.outcomes import Closest, Found, Outcome, WhichOne
from bot.services.conversation.ttl_cache import TTLCache
from bot.services.pay.query import PayQuery
from bot.services.ports.clock import Clock

KEPT = timedelta(minutes=15)
"""How long somebody's last answer is remembered (`product.md`), in memory only."""

MOST_KEPT = 10_000
"""Places that are remembered at once, some 4 MB: a quarter of an hour of ten answers a second."""

Place = tuple[int, int]
"""A channel, and the person who was answered there or the message that holds the answer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a question, as far as the next one goes on from it; never its words."""

    address: Address | None = None
    """The answer, or the first that was offered."""
    choices: tuple[Address, ...] = ()
    """What was offered, in the order shown."""
    named_codes: tuple[str, ...] = ()
    """Codes that were asked about, in their order, by this question or by those before it."""
    pay: PayQuery | None = None
    """What was asked of the wage tables, if they answered."""

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """Store what an outcome showed."""
        match outcome:
            case Found(answer=answer, pay=pay, named_codes=named, also=also):
                beside = tuple(choice.address for choice in also)
                return cls(answer.address, beside, named, pay.query if pay else None)
            case (
                WhichOne(choices=choices, named_codes=named)
                | Closest(choices=choices, named_codes=named)
            ):
                addresses = tuple(choice.address for choice in choices)
                return cls(addresses[0] if addresses else None, addresses, named)
            case _:
                return cls(named_codes=outcome.named_codes)


class LastAnswers:
    """Remember for a quarter of an hour what was answered where, and to whom."""

    def __init__(self, clock: Clock) -> None:
        self._kept = TTLCache[tuple[int, int, bool], Turn](MOST_KEPT, KEPT, clock)

    def remember(self, turn: Turn, *places: Place, public: bool) -> None:
        """Remember a turn in the place of the last one that was as public as this one."""
        for place in places:
            self._kept.put((*place, public), turn)

    def find(self, *places: Place, public: bool) -> Turn | None:
        """Return what came last at the first of the places that is remembered.

        What is said in public goes on only from what was said in public.
        """
        for place in places:
            seen = (True,) if public else (True, False)
            found = filter(None, [self._kept.find((*place, one)) for one in seen])
            newest = max(found, key=lambda one: one.at, default=None)
            if newest:
                return newest.value
        return None

    def forget(self, person: int) -> None:
        """Forget what a person was answered, wherever that was."""
        for known in self._kept:
            if known[1] == person:
                self._kept.pop(known)
