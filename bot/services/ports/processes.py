"""What several processes of one bot tell each other, through the database that they share."""

from collections.abc import Collection, Mapping
from typing import Protocol


class ProcessStore(Protocol):
    """Let processes hear of each other; every method but `changed` raises `LedgerError`."""

    async def changed(self) -> None:
        """Wait until another process may have changed something."""
        ...

    async def versions(self) -> Mapping[str, int]:
        """Count the changes of `settings`, `reports` and `preferences`."""
        ...

    async def take(
        self, holder: str, shards: Collection[int], count: int, seconds: float
    ) -> frozenset[int]:
        """Acquire or extend leases of shards for some seconds; return those that are held now.

        None as long as somebody holds one of another `count` of shards: there the same servers
        would have another one.
        """
        ...

    async def take_turn(self, bucket: int, seconds: float) -> float:
        """Take the next turn of a bucket, of which there is one in so many seconds.

        Return 0 if it was taken, or else the seconds until there is one.
        """
        ...

    async def release(self, holder: str) -> None:
        """Give up every lease of a holder."""
        ...
