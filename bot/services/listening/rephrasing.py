"""What people found right after they asked something in vain: the same question in better words."""

from collections import Counter, OrderedDict
from datetime import timedelta

from bot.kb.model.keys import Address
from bot.services.conversation.ttl_cache import TTLCache
from bot.services.ports.clock import Clock

WITHIN = timedelta(minutes=5)
"""After a miss; later a person asks something else."""

MOST_REMEMBERED = 10_000
"""People who asked in vain lately, and questions with what was found: a few megabytes."""


class Rephrasings:
    """Remember it in memory only: a person for minutes, and what was found without any person."""

    def __init__(self, clock: Clock) -> None:
        self._missed = TTLCache[tuple[int, int], str](MOST_REMEMBERED, WITHIN, clock)
        self._found: OrderedDict[tuple[int, str], Counter[Address]] = OrderedDict()

    def miss(self, guild: int, person: int, group: str) -> None:
        """Note that somebody asked a question, as gaps group them, in vain."""
        self._missed.put((guild, person), group)

    def hit(self, guild: int, person: int, address: Address) -> None:
        """Note what the same person found; it counts once for each miss."""
        missed = self._missed.pop((guild, person))
        if missed is None:
            return
        place = (guild, missed)
        self._found.setdefault(place, Counter())[address] += 1
        self._found.move_to_end(place)
        if len(self._found) > MOST_REMEMBERED:
            self._found.popitem(last=False)

    def of(self, guild: int, group: str) -> tuple[Address, ...]:
        """List what was found after a question was asked in vain, the most often found first."""
        found = self._found.get((guild, group), Counter[Address]())
        return tuple(address for address, _times in found.most_common())

    def forget(self, person: int) -> None:
        """Forget what somebody asked in vain."""
        for place in self._missed:
            if place[1] == person:
                self._missed.pop(place)
