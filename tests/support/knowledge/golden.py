"""Golden questions: what people type, and where the answer stands or that there is none."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from bot.kb.reading.library import Library
from bot.search.index import Decision, Index
from bot.search.values.documents import Document
from bot.services.content.documents import documents, search_lexicon

TESTS = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Golden:
    """A question with the places that answer it; none where it must be refused."""

    ask: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of golden questions, with those that went astray."""

    right: int
    asked: int
    astray: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share that went right, between 0 and 1."""
        return self.right / self.asked

    def __str__(self) -> str:
        """Write the share, then a line for each that went astray."""
        return "\n".join((f"{self.right}/{self.asked} = {self.share:.1%}", *self.astray))


def files() -> tuple[Path, ...]:
    """List the files of questions: the first one, and one for each subject that was added."""
    return (TESTS / "golden.toml", *sorted((TESTS / "golden").glob("*.toml")))


def load_golden(
    chosen: Iterable[Path] | None = None,
) -> tuple[tuple[Golden, ...], tuple[Golden, ...]]:
    """Read the questions that have an answer, and those that must be refused, of all files or some.

    The questions of the later files were picked while words alone answered: only the first file
    compares words with meaning fairly.
    """
    loaded = [tomllib.loads(file.read_text("utf-8")) for file in chosen or files()]
    return (
        tuple(one for data in loaded for one in _answered(data)),
        tuple(
            Golden(ask, frozenset())
            for data in loaded
            for asks in data.get("refused", {}).values()
            for ask in asks
        ),
    )


def _answered(data: dict[str, Any]) -> Iterator[Golden]:
    for place, asks in data.get("answers", {}).items():
        yield from (Golden(ask, frozenset((place,))) for ask in asks)
    for one in data.get("either", ()):
        yield from (Golden(ask, frozenset(one["places"])) for ask in one["asks"])


def first_hits(index: Index, golden: Iterable[Golden]) -> Score:
    """Count the questions whose first offer is a right place: entry and section."""
    asked, astray = 0, []
    for one in golden:
        asked += 1
        ranking = index.search(one.ask)
        offered = [f"{hit.entry}/{hit.section or ''}".rstrip("/") for hit in ranking.offered]
        if not offered or offered[0] not in one.places:
            found = offered[0] if offered else "nothing"
            line = f"  {one.ask!r}: {ranking.decision} {found}, not {sorted(one.places)}"
            astray.append(line)
    return Score(asked - len(astray), asked, tuple(astray))


def refusals(index: Index, golden: Iterable[Golden]) -> Score:
    """Count the questions that get no answer, nor a choice of answers."""
    asked, astray = 0, []
    for one in golden:
        asked += 1
        ranking = index.search(one.ask)
        if ranking.decision in (Decision.FOUND, Decision.WHICH_ONE):
            found = [f"{hit.entry}/{hit.section}" for hit in ranking.offered]
            astray.append(f"  {one.ask!r}: {ranking.decision} {found}")
    return Score(asked - len(astray), asked, tuple(astray))


def index_of(library: Library, kept: float = 1.0, seed: int = 0) -> Index:
    """Build the engine, with only a share of all phrasings, drawn at random."""
    drawn = Random(seed)
    return Index.build(
        (_thinned(one, kept, drawn) for one in documents(library)), search_lexicon(library)
    )


def _thinned(document: Document, kept: float, drawn: Random) -> Document:
    phrasings = tuple(one for one in document.phrasings if drawn.random() < kept)
    return replace(document, phrasings=phrasings)
