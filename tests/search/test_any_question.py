"""Whatever is typed, by words and by meaning: an outcome, never an error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.search.index import Decision, Document, Index, Lexicon
from bot.search.overlay import Overlay
from bot.search.searcher import Searcher
from tests.search.visas import DOCUMENTS, LEXICON, visas
from tests.support.meaning import Asking, learned

FAMILY, FLAG = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308"

NOTHING = (
    *(
        "?",
        "...",
        "=",
        "👍",
        FAMILY,
        FLAG,
        "\u0301\u0301",
        "\x00\x07\x1b",
        "\ud800",
        "\ufeff",
        "¿?",
    ),
    *(
        "¿?",
        "— —",
        "。",
        "…",
        "٪",
        "<@1234>",
        "<:wave:123456789012345678>",
        "https://x.y",
        "┻━┻",
        "",
    ),
    *(" \n\t ", "\u202e", "\u200b\u200d"),
)
"""Texts in which the model's tokenizer may see pieces, and the lexer sees no term."""

STRANGE = (
    *("what is the", "who are you to me", "x" * 100_000, "h1b " * 25_000, "👍" * 100_000),
    *("كم مدة تأشيرة h1b", "מה זה h1b", "𝓱𝟙𝓫 𝖋𝖊𝖊", "h1b\ud800fee", "ﷺ" * 300, "İstanbul ı", "ǆ ß"),
    *("\ud83d", "a\u0300" * 500, "²³¼", "①②③", "፩፪", "९ years", "\uff48\uff11\uff42\u3000\u8cbb"),
    *("_", "__init__", "-" * 999, "'" * 999, "n't", "don't", "1" * 5000, "3." * 400),
)
"""Texts of strange words, numbers and lengths."""

TEXTS = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(NOTHING + STRANGE)


@pytest.fixture(scope="module", params=["empty", "base", "hidden", "own", "overlay of nothing"])
def ask(request: pytest.FixtureRequest) -> Asking:
    """Ask many sorts of base, always with what the model has learned of the visas."""
    empty = Index.build((), Lexicon())
    bare = (Document("faq:a", None, ""), Document("faq:b", None, "?", ("👍",), body="..."))
    searchers: dict[str, Searcher] = {
        "empty": empty,
        "base": visas(),
        "hidden": Overlay.build(visas(), (), {one.entry for one in DOCUMENTS}),
        "own": Overlay.build(visas(), bare),
        "overlay of nothing": Overlay.build(empty, (*bare, DOCUMENTS[0])),
    }
    return Asking(searchers[request.param], learned(DOCUMENTS, LEXICON))


@given(TEXTS)
@example("?")
@example("\ud800")
@example("what is the")
def test_any_text_has_an_outcome(ask: Asking, text: str) -> None:
    ranking = ask(text)
    assert ranking.decision in Decision
    assert 0 <= ranking.known <= 1
    assert all(0 <= hit.confidence <= 1 for hit in ranking.hits)


@pytest.mark.parametrize("text", NOTHING + STRANGE)
def test_a_strange_text_has_an_outcome(ask: Asking, text: str) -> None:
    assert ask(text).decision in Decision


@pytest.mark.parametrize("text", ["?", "...", "=", "👍", "\ud800", "", "¿?", "…"])
def test_what_holds_no_word_is_unknown_whatever_a_model_sees_in_it(ask: Asking, text: str) -> None:
    assert ask.meaning is not None
    sense = ask.meaning.sense("how long does h1b last")
    ranking = ask.searcher.search(text, sense=sense)
    assert ranking.decision is Decision.UNKNOWN
    assert ranking.decisive
