"""With the model, what a server wrote is found in other words: there, and nowhere else."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from bot import upkeep
from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.search.own import GuildLayer
from bot.semantic.meaning import Meaning
from bot.semantic.own.meaning import OwnMeaning
from bot.semantic.stage import SemanticModel
from bot.services.answering.answers import Answers
from bot.services.background.isolation import Isolation
from bot.services.background.lane import Lane
from bot.services.content import snapshot
from bot.services.content.documents import search_inputs
from bot.services.content.outcomes import Found, Outcome
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.editor import Edit, Editor, SavedChanges
from bot.services.memory import memory_stores
from bot.services.ports.stores import Stores
from bot.upkeep import OwnReader, read_ahead
from tests.support.knowledge.base import FAQ_OWN, page, small_base
from tests.support.meaning import CountingEncoder, shared_encoder

HERE, THERE = 100, 200
DOGS = Key.parse("faq:dogs")
PARAPHRASE = "is my puppy permitted"
"""Shares no word of content with the entry, nor with the base."""

ALIAS = "are cats allowed too"
OF_ALIAS = "are kittens permitted"


def text(*asks: str) -> str:
    own = FAQ_OWN.format(question="Can I bring my dog?")
    listed = "\n".join(f"  - {ask}" for ask in ("are dogs allowed", *asks))
    return page("Dogs", own, summary="Only small ones.", front=f"asks:\n{listed}\n")


def clock() -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Bot:
    """One process: what it answers with, and what it has counted."""

    snapshots: SnapshotHolder
    editor: Editor
    answers: Answers
    reading: OwnReader
    encoder: CountingEncoder

    async def write(self, key: Key, body: str) -> SavedChanges:
        parent = self.editor.parent(HERE, key)
        edit = Edit(HERE, 1, f"{key}{parent}")
        return await self.editor.write(edit, key, body, parent)

    async def ask(self, question: str, guild: int | None = HERE) -> Outcome:
        return await self.answers.ask(question, guild=guild)


async def started(base: Snapshot, stores: Stores, data: Path) -> Bot:
    """Start as the bot does: the ledger is read, the base learned, then what is kept looked at."""
    snapshots, encoder = SnapshotHolder(base), CountingEncoder(shared_encoder())
    snapshots.apply(await stores.ledger.current())
    own = OwnMeaning(encoder, data)
    meaning = Meaning(encoder, [data], own=own)
    meaning.learn(*search_inputs(base.library), Event())
    reading = await OwnReader.begin(own, snapshots, Isolation("own_entries", clock), Lane())
    encoder.read.clear()
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    return Bot(snapshots, editor, Answers(snapshots, clock, meaning, limit=None), reading, encoder)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.build(load_library(small_base(tmp_path_factory.mktemp("base"))))


@pytest.fixture
def stores() -> Stores:
    return memory_stores()


@pytest.fixture
async def bot(base: Snapshot, stores: Stores, tmp_path: Path) -> Bot:
    """Run the bot with a server that wrote an entry of its own."""
    bot = await started(base, stores, tmp_path)
    await bot.write(DOGS, text())
    return bot


def found(outcome: Outcome) -> Key | None:
    return outcome.answer.address.key if isinstance(outcome, Found) else None


async def test_an_own_entry_is_found_in_words_that_it_does_not_have(bot: Bot) -> None:
    assert found(await bot.ask(PARAPHRASE)) is None, "by words alone it is not"
    await bot.reading.go_on()
    assert found(await bot.ask(PARAPHRASE)) == DOGS


async def test_no_other_server_and_no_direct_message_meets_it(bot: Bot) -> None:
    await bot.reading.go_on()
    for guild in (THERE, None):
        outcome = await bot.ask(PARAPHRASE, guild)
        assert not isinstance(outcome, Found)
        assert DOGS not in {choice.address.key for choice in outcome.candidates}


async def test_after_a_restart_it_is_found_and_nothing_is_encoded_but_the_question(
    bot: Bot, base: Snapshot, stores: Stores, tmp_path: Path
) -> None:
    await bot.reading.go_on()
    again = await started(base, stores, tmp_path)
    await again.reading.go_on()
    assert found(await again.ask(PARAPHRASE)) == DOGS
    assert again.encoder.read == {PARAPHRASE: 1}


async def test_a_new_phrasing_counts_by_words_at_once_and_by_meaning_once_it_is_read(
    bot: Bot,
) -> None:
    await bot.reading.go_on()
    assert found(await bot.ask(OF_ALIAS)) is None
    bot.encoder.read.clear()
    await bot.write(DOGS, text(ALIAS))
    assert found(await bot.ask(ALIAS)) == DOGS
    assert not bot.encoder.read, "words decided"
    await bot.reading.go_on()
    assert bot.encoder.read == {ALIAS: 1}
    assert found(await bot.ask(OF_ALIAS)) == DOGS


async def test_undo_takes_a_phrasing_back_and_retire_the_entry(bot: Bot) -> None:
    await bot.reading.go_on()
    saved = await bot.write(DOGS, text(ALIAS))
    await bot.reading.go_on()
    assert found(await bot.ask(OF_ALIAS)) == DOGS
    await bot.editor.undo(Edit(HERE, 1, "undo"), saved.batch)
    assert found(await bot.ask(OF_ALIAS)) is None, "before anything is read again"
    await bot.reading.go_on()
    assert found(await bot.ask(OF_ALIAS)) is None
    await bot.editor.retire(Edit(HERE, 1, "retire"), DOGS, bot.editor.parent(HERE, DOGS))
    assert found(await bot.ask(PARAPHRASE)) is None
    await bot.reading.go_on()
    assert found(await bot.ask(PARAPHRASE)) is None


async def test_a_server_that_is_gone_leaves_nothing_on_the_disk(bot: Bot, tmp_path: Path) -> None:
    await bot.reading.go_on()
    folder = tmp_path / "meaning" / "own"
    assert [path.name for path in folder.iterdir()] == [f"{HERE}.npz"]
    bot.snapshots.forget(HERE)
    await bot.reading.go_on()
    assert not [*folder.iterdir()]


async def test_the_file_holds_no_word_of_the_entry(bot: Bot, tmp_path: Path) -> None:
    await bot.reading.go_on()
    (file,) = (tmp_path / "meaning" / "own").iterdir()
    content = file.read_bytes().lower()
    assert not [word for word in (b"dog", b"allowed", b"small") if word in content]


@pytest.mark.parametrize(
    "question",
    [
        "how many years can i stay on h1b",
        "can my husband work if i have an o-3",
        "what does the usual work visa for specialty jobs cost",
        "is a doctorate required for machine learning",
    ],
)
async def test_questions_about_visas_stay_with_the_base(bot: Bot, question: str) -> None:
    await bot.reading.go_on()
    outcome, elsewhere = await bot.ask(question), await bot.ask(question, THERE)
    assert type(outcome) is type(elsewhere)
    assert found(outcome) == found(elsewhere)
    assert outcome.candidates[0].address == elsewhere.candidates[0].address


async def test_questions_in_other_languages_are_left_to_the_base(bot: Bot, tmp_path: Path) -> None:
    await bot.reading.go_on()
    stage = SemanticModel(None, tmp_path)
    stage.train(*search_inputs(bot.snapshots.snapshot.library))
    layer = bot.snapshots.view(HERE).index.own
    assert layer is not None
    scores = stage.sense("¿puedo llevar a mi perro?", GuildLayer(HERE, layer))
    assert scores is None or scores.own is None


async def test_a_large_server_is_read_once_its_view_is_built(
    bot: Bot, base: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MOST_BUILT_INLINE", 0)
    bot.snapshots.swap(base)
    bot.encoder.read.clear()
    await bot.reading.go_on()
    assert not bot.encoder.read
    await read_ahead(bot.snapshots, Isolation("read_ahead", clock))
    await bot.reading.go_on()
    assert "are dogs allowed" in bot.encoder.read


async def test_it_is_read_beside_everything_else(
    base: Snapshot, stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run the loop of the bot until what a server wrote is found in other words."""
    monkeypatch.setattr(upkeep, "LOOK_FOR_OWN_EVERY", 0)
    snapshots, stage = SnapshotHolder(base), SemanticModel(None, tmp_path)
    stage.train(*search_inputs(base.library))
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    await editor.write(Edit(HERE, 1, "1"), DOGS, text(), 0)
    answers = Answers(snapshots, clock, stage, limit=None)
    loop = asyncio.create_task(upkeep.read_own_entries(stage, snapshots, Lane()))
    try:
        async with asyncio.timeout(60):
            while found(await answers.ask(PARAPHRASE, guild=HERE)) != DOGS:
                pass
    finally:
        loop.cancel()
    assert [path.name for path in (tmp_path / "meaning" / "own").iterdir()] == [f"{HERE}.npz"]
