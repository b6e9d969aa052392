"""Text from strangers is made harmless before it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.sending.text import cut, pieces, quoted, width


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("what is  h1b\n\n# big", r"what is h1b \# big"),
        ("[free](https://x.y)", r"\[free\]\(https\://x.y\)"),
        ("<@1> @everyone", r"\<\@1\> \@everyone"),
        ("a\u202eb\u200bc", "a b c"),
        ("```py", r"\`\`\`py"),
    ],
)
def test_markup_mentions_and_unseen_characters_are_neutralized(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


@given(st.text(alphabet="ab ", min_size=1), st.integers(1, 20))
def test_pieces_fit_and_keep_every_letter(text: str, limit: int) -> None:
    found = list(pieces(text, limit))
    assert all(len(piece) <= limit for piece in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "widths"), [("", 0), ("visa", 4), ("20–40 días", 10), ("签证 H-1B", 9), ("वीज़ा", 5)]
)
def test_a_chinese_sign_is_as_wide_as_two(text: str, widths: int) -> None:
    assert width(text) == widths
