"""Which of Discord's shards, over which servers are spread, are those of a process."""

import re
from dataclasses import dataclass

EXAMPLE = "0-3/16"

BEFORE = 1 << 22
"""What the number of a server is divided by before it is counted off ("Gateway", "Sharding")."""

MOST = 10_000
"""Shards that may be named: more would be a slip."""

_SHARDS = re.compile(r"(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?/(?P<count>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Shards:
    """Shards that follow each other, of all there are."""

    first: int
    last: int
    count: int
    """How many shards there are in all processes together."""

    def __str__(self) -> str:
        """Write them as they are set."""
        named = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{named}/{self.count}"

    @property
    def numbers(self) -> range:
        """The number of each."""
        return range(self.first, self.last + 1)

    @property
    def are_all(self) -> bool:
        """Whether no other process has any."""
        return len(self.numbers) == self.count

    def of(self, guild: int) -> int:
        """Number the shard of a server, as Discord does."""
        return guild // BEFORE % self.count

    def have(self, guild: int) -> bool:
        """Return whether a server is on one of them."""
        return self.of(guild) in self.numbers


ALL = Shards(0, 0, 1)
"""Those of a process that leaves their number to Discord."""


def read_shards(text: str) -> Shards:
    """Read `FIRST-LAST/COUNT` or `ONE/COUNT`; raise `ValueError` for anything else."""
    match = _SHARDS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"must be shards and how many there are, such as {EXAMPLE}")
    first, count = int(match["first"]), int(match["count"])
    last = int(match["last"] or first)
    if not 0 < count <= MOST:
        raise ValueError(f"must be of at least one shard, and of at most {MOST}")
    if not first <= last < count:
        raise ValueError(f"must go upwards, and of {count} shards the last is {count - 1}")
    return Shards(first, last, count)
