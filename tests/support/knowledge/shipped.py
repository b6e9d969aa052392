"""The base that ships, loaded and indexed once for all tests: neither ever changes."""

from functools import cache
from pathlib import Path

from bot.kb.reading.library import Library, load_library
from bot.search.index import Index
from bot.services.content.snapshot import Snapshot
from tests.support.knowledge.golden import index_of

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@cache
def shipped_library() -> Library:
    """Load the base."""
    return load_library(KNOWLEDGE)


@cache
def shipped_index() -> Index:
    """Index it, as golden questions are asked of it."""
    return index_of(shipped_library())


@cache
def shipped_snapshot() -> Snapshot:
    """Build what the bot answers from."""
    return Snapshot.build(shipped_library())
