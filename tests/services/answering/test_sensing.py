"""Other work waits while a thread reads what a question means, and no longer than a moment."""

import asyncio
import threading

import pytest

from bot.search.index import Index, Ranking
from bot.search.values.documents import Lexicon
from bot.search.values.semantic_scores import SemanticScores
from bot.services.answering import meaning
from bot.services.answering.meaning import Sensing


class Model:
    """Reads a question until it is let go."""

    def __init__(self) -> None:
        self.entered, self.leave = threading.Event(), threading.Event()

    def sense(self, _question: str) -> SemanticScores | None:
        """Mean nothing, in the end."""
        self.entered.set()
        self.leave.wait()
        return None


@pytest.fixture
def ranking() -> Ranking:
    return Index.build((), Lexicon()).search("tea")


async def test_nobody_waits_where_nothing_is_asked() -> None:
    waiting = asyncio.create_task(Sensing().idle())
    await asyncio.sleep(0)
    assert waiting.done()


async def test_other_work_waits_for_the_last_of_those_who_ask(
    ranking: Ranking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "MOST_WAITED", 60)
    sensing, models = Sensing(None), (Model(), Model())
    asking = [asyncio.create_task(sensing.ask(model.sense, ranking)) for model in models]
    for model in models:
        await asyncio.to_thread(model.entered.wait)
    waiting = asyncio.create_task(sensing.idle())
    models[0].leave.set()
    assert await asking[0] is None
    assert not waiting.done()
    models[1].leave.set()
    await waiting
    assert await asking[1] is None


async def test_other_work_goes_on_after_a_moment_though_somebody_asks(ranking: Ranking) -> None:
    sensing, model = Sensing(None), Model()
    asking = asyncio.create_task(sensing.ask(model.sense, ranking))
    await asyncio.to_thread(model.entered.wait)
    await sensing.idle()
    assert not asking.done()
    model.leave.set()
    await asking


async def test_nobody_waits_for_a_question_that_was_given_up(ranking: Ranking) -> None:
    sensing, model = Sensing(0.001), Model()
    assert await sensing.ask(model.sense, ranking) is None
    waiting = asyncio.create_task(sensing.idle())
    await asyncio.sleep(0)
    assert waiting.done()
    model.leave.set()
