"""Batches and the moments at which they are made, for tests of what is kept."""

from datetime import UTC, datetime

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, Proposal

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

HERE, THERE = 100, 200
"""Two servers."""

ANA, BEN, EVA = 1, 2, 3


def write(key: str, body: str = "text", parent: int = NO_PARENT) -> Proposal:
    return Proposal(Key.parse(key), parent, ChangeKind.WRITE, body)


def hide(key: str, parent: int = NO_PARENT) -> Proposal:
    return Proposal(Key.parse(key), parent, ChangeKind.HIDE)


def batch(
    *proposals: Proposal, request: str, guild: int = HERE, actor: int = ANA, reason: str = "why"
) -> Batch:
    return Batch(guild, request, actor, reason, NOON, proposals)
