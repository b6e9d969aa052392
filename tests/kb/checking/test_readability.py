"""The measure of reading follows its definition, and tells plain text from officialese."""

from hypothesis import given
from hypothesis import strategies as st

from bot.kb.checking.readability import HARD, lix, sentences, words

PLAIN = "You need a job first. The firm files for you. You pay your own visa. It can take weeks."
HEAVY = (
    "Notwithstanding supplementary documentation requirements, petitioning organisations "
    "demonstrate correspondingly comprehensive administrative preparedness throughout."
)


def test_it_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    # Two sentences of three words; one of six words has more than six letters.
    assert lix("An employer files. It can wait.") == 6 / 2 + 100 * 1 / 6


def test_plain_text_is_easier_than_officialese() -> None:
    assert lix(PLAIN) < HARD < lix(HEAVY)


def test_figures_and_points_are_no_words() -> None:
    assert words("USD 2,965 in 15 days") == ["USD", "in", "days"]
    assert sentences("One. Two: three; four\nfive 6.") == [
        "One",
        " Two",
        " three",
        " four",
        "five 6",
    ]


@given(st.text())
def test_any_text_has_a_measure(text: str) -> None:
    assert lix(text) >= 0
