"""The stage is silent until it is ready, and says once why it cannot be."""

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from structlog.testing import CapturingLogger

from bot.search.values.documents import Document
from bot.semantic.learned import MOST_ASKED, list_examples
from bot.semantic.meaning import MOST_CELLS, Meaning
from bot.semantic.model import ModelError
from bot.semantic.spelling import Spelling as Speller
from bot.semantic.stage import BlockingModel, SemanticModel
from tests.search.visas import DOCUMENTS, LEXICON
from tests.semantic.conftest import Spelling


def meaning(spelling: Spelling) -> Meaning:
    return Meaning(spelling)


def test_a_stage_that_cannot_load_says_so_once_and_stays_silent(
    tmp_path: Path, logged: CapturingLogger
) -> None:
    stage = SemanticModel(tmp_path, None)
    stage.train(DOCUMENTS, LEXICON)
    stage.train(DOCUMENTS, LEXICON)
    (line,) = logged.calls
    assert (line.args, line.kwargs["code"]) == (("meaning.off",), "model-missing")
    assert stage.sense("how long does h1b last") is None


def test_a_stage_knows_nothing_before_it_is_taught(spelling: Spelling) -> None:
    assert SemanticModel(None, None).sense("what is h1b") is None
    assert meaning(spelling).sense("what is h1b") is None


def test_meaning_puts_the_document_first_whose_phrasing_it_is(spelling: Spelling) -> None:
    learned = meaning(spelling)
    learned.learn(DOCUMENTS, LEXICON, Event())
    sense = learned.sense("what is h1b1")
    assert sense is not None
    assert sense.places[sense.order[0]] == ("visa:h-1b1", None)
    assert sense.score_of(("visa:none", None)) is None
    assert learned.sense("") is None


def test_a_base_that_is_too_large_is_left_to_words(spelling: Spelling) -> None:
    many = [Document(f"faq:{number}", None, "title") for number in range(int(MOST_CELLS**0.5) + 1)]
    with pytest.raises(ModelError) as refused:
        meaning(spelling).learn(many, LEXICON, Event())
    assert refused.value.code == "too-large"
    assert not spelling.read


def test_what_was_learned_is_read_back(tmp_path: Path, spelling: Spelling) -> None:
    first = Meaning(spelling, [tmp_path])
    first.learn(DOCUMENTS, LEXICON, Event())
    read = spelling.read.total()
    again = Meaning(spelling, [tmp_path / "data", tmp_path])
    again.learn(DOCUMENTS, LEXICON, Event())
    assert spelling.read.total() == read
    senses = [one.sense("how long is h1b") for one in (first, again)]
    assert senses[0] == senses[1]
    changed = [replace(DOCUMENTS[0], phrasings=("a new phrasing",)), *DOCUMENTS[1:]]
    again.learn(changed, LEXICON, Event())
    assert again.sense("how long is h1b") != senses[0]


def test_many_phrasings_of_one_document_weigh_no_more_than_a_few() -> None:
    def weight(count: int) -> float:
        typed = tuple(f"question {number}" for number in range(count))
        listed = list_examples([Document("faq:a", None, "A", typed=typed)], Speller(LEXICON))
        return sum(one.weight for one in listed if one.is_question)

    assert weight(6) == 6
    assert weight(50) == pytest.approx(MOST_ASKED)


async def test_teaching_ends_when_it_is_cancelled() -> None:
    stage = SemanticModel(None, None)
    task = asyncio.create_task(stage.train_in_background(DOCUMENTS, LEXICON))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    stage.train(DOCUMENTS, LEXICON)
    assert stage.sense("what is h1b") is None


def test_a_patient_stage_is_taught_by_the_first_question() -> None:
    patient = BlockingModel(SemanticModel(None, None), DOCUMENTS, LEXICON)
    sense = patient.sense("how many years may i stay")
    assert sense is not None
    assert len(sense.places) == len(DOCUMENTS)
