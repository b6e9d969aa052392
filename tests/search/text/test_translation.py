"""Questions in other languages find the entry whose code they name, and often its section."""

import pytest

from bot.search.index import Decision, Index
from bot.search.text.translation import Translator
from bot.search.values.documents import Document, Lexicon
from tests.support.knowledge.shipped import shipped_index


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("¿Cuánto dura la visa H1B?", "visa:h-1b/duration"),
        ("mi esposa puede trabajar con H4", "visa:h-4/family"),
        ("quanto custa o visto O-1", "visa:o-1a/cost"),
        ("perdi meu emprego h1b", "visa:h-1b/changing-jobs"),
        ("combien de temps dure le visa H-1B ?", "visa:h-1b/duration"),
        ("carte verte EB2 NIW conditions", "visa:eb-2-niw/eligibility"),
        ("H1B签证可以待多久", "visa:h-1b/duration"),
        ("H4配偶可以工作吗", "visa:h-4/family"),
        ("H-1B 비자 기간", "visa:h-1b/duration"),
        ("EB-2 NIW 영주권 자격", "visa:eb-2-niw/eligibility"),
        ("H1B वीज़ा कितने साल का होता है", "visa:h-1b/duration"),
        ("h1b visa kitne saal", "visa:h-1b/duration"),
        ("ما مدة تأشيرة H-1B", "visa:h-1b/duration"),
        ("هل يمكن لزوجتي العمل H-4", "visa:h-4/family"),
    ],
)
def test_an_aspect_in_another_language_finds_the_section(question: str, place: str) -> None:
    ranking = shipped_index().search(question)
    offered = f"{ranking.offered[0].entry}/{ranking.offered[0].section}"
    assert (ranking.decision, offered) == (Decision.FOUND, place)


@pytest.mark.parametrize(
    "question",
    [
        "me pueden explicar eso de la H-1B por favor",
        "me explica direito essa tal de H-1B",
        "c'est quoi au juste le H-1B pour un débutant",
        "请给我讲讲H-1B吧",
        "H-1B에 대해 알려 주세요",
        "मुझे H-1B के बारे में बताइए",
        "اشرح لي H-1B من فضلك",
    ],
)
def test_a_code_alone_finds_its_entry_in_any_language(question: str) -> None:
    ranking = shipped_index().search(question)
    assert ranking.decision is not Decision.UNKNOWN
    assert ranking.offered[0].entry == "visa:h-1b"


def test_words_of_latin_letters_are_read_whole_and_longest_first() -> None:
    translator = Translator({"cost": ("costo",), "how much": ("cuanto costo",)})
    assert translator.to_english("¿cuanto costo?") == "how much"
    assert translator.to_english("el costo, y costos") == "el cost y costos"


def test_a_question_without_other_languages_is_left_as_it_is() -> None:
    translator = Translator({"visa": ("visto", "签证")})
    assert translator.to_english("what's an h-1b?") == "what's an h-1b?"
    assert translator.to_english("你好") == "你好"


def test_an_index_reads_the_translations_of_its_lexicon() -> None:
    documents = [Document("faq:fee", None, "Fee", phrasings=("what does it cost",))]
    lexicon = Lexicon(translations={"cost": ("kosten",)})
    assert Index.build(documents, lexicon).search("kosten").hits
    assert not Index.build(documents, Lexicon()).search("kosten").hits
