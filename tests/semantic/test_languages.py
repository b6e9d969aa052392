"""A question in another language is read by a model of its own, once somebody asks one."""

from importlib.util import find_spec
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from structlog.testing import CapturingLogger

from bot.search.index import Decision, Index
from bot.search.values.documents import Document, Lexicon
from bot.semantic import languages, multilingual
from bot.semantic.languages import ForeignQuestions, describe_languages
from bot.semantic.model import DIMENSIONS, ModelError
from bot.semantic.multilingual import MultilingualModel
from bot.semantic.stage import BlockingModel, SemanticModel
from tests.search.visas import DOCUMENTS, LEXICON

installed = pytest.mark.skipif(
    find_spec(multilingual.WHEEL) is None, reason="almanac[multilingual] is not installed here"
)

LAID_OFF = "me despidieron de la empresa, cuánto tiempo puedo quedarme"
HINDI = "क्या मुझे पीएचडी चाहिए"

QUESTIONS = (
    Document(
        "faq:laid-off",
        None,
        "I was laid off",
        phrasings=("i lost my job how long can i stay", "fired what now", "days after a layoff"),
    ),
    Document(
        "faq:phd-needed",
        None,
        "Do I need a PhD?",
        phrasings=("is a phd needed", "do i need a doctorate for ml", "jobs without a phd"),
    ),
    Document(
        "faq:resume",
        None,
        "What belongs on a resume?",
        phrasings=("how long should my resume be", "resume tips", "photo on a cv"),
    ),
)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> CapturingLogger:
    logger = CapturingLogger()
    monkeypatch.setattr(languages, "_log", logger)
    return logger


def taught(*documents: Document) -> ForeignQuestions:
    result = ForeignQuestions(())
    result.learn(documents, LEXICON, Event())
    return result


def test_nothing_is_loaded_before_somebody_asks_in_another_language() -> None:
    stage = SemanticModel(None, None)
    stage.sense("how long does h1b last")
    assert not stage.languages_wanted
    assert stage.sense(LAID_OFF) is None
    assert stage.languages_wanted


@installed
@pytest.mark.parametrize(
    ("question", "place"), [(LAID_OFF, "faq:laid-off"), (HINDI, "faq:phd-needed")]
)
def test_a_question_finds_its_place_by_meaning_alone(question: str, place: str) -> None:
    sense = taught(*QUESTIONS).sense(question)
    assert sense is not None
    assert sense.foreign
    assert sense.places[sense.order[0]] == (place, None)
    index = Index.build(QUESTIONS, Lexicon())
    assert index.search(question).decision is Decision.UNKNOWN
    hits = index.search(question, sense=sense).hits
    assert hits[0].entry == place


@installed
def test_a_code_rules_out_the_others_in_any_language() -> None:
    sense = taught(*DOCUMENTS).sense("cuánto dura la h1b1")
    assert sense is not None
    hits = Index.build(DOCUMENTS, LEXICON).search("cuánto dura la h1b1", sense=sense).hits
    assert hits[0].entry == "visa:h-1b1"


def test_without_the_model_the_log_says_so_once_and_words_answer(
    monkeypatch: pytest.MonkeyPatch, logged: CapturingLogger
) -> None:
    monkeypatch.setattr(multilingual, "WHEEL", "no_such_wheel")
    questions = ForeignQuestions(())
    assert questions.sense(LAID_OFF) is None
    for _ in range(2):
        questions.learn(QUESTIONS, LEXICON, Event())
    (line,) = logged.calls
    assert (line.args, line.kwargs["code"]) == (("languages.off",), "not-installed")
    assert not questions.wanted
    assert "almanac[multilingual]" in describe_languages()


@installed
def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multilingual, "MODEL_SHA256", "0" * 64)
    with pytest.raises(ModelError) as refused:
        MultilingualModel()
    assert refused.value.code == "model-changed"


def test_a_terminal_does_not_wait_for_a_base_that_was_never_read(tmp_path: Path) -> None:
    many = [
        Document(f"faq:{one}", None, f"Title {one}", phrasings=(f"question number {one}",))
        for one in range(600)
    ]
    model = BlockingModel(SemanticModel(None, None), many, LEXICON)
    sense = model.sense(LAID_OFF)
    assert sense is not None
    assert not sense.foreign


@installed
def test_texts_that_say_nothing_have_no_meaning() -> None:
    model = MultilingualModel()
    rows = model.encode_all(["", "hola", " \0 "])
    assert rows.shape == (3, DIMENSIONS)
    assert not rows[0].any()
    assert not rows[2].any()
    assert np.linalg.norm(rows[1]) == pytest.approx(1, abs=1e-3)
    assert model.pieces("hola amigo") > 2
