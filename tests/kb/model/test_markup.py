"""One model says what Markdown an answer may hold, and keeps code and steps as they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.kb.model.facts import Fact
from bot.kb.model.markup import code_of, outside_code, paragraphs, without_code
from bot.kb.model.text import Prose, Title
from bot.kb.reading.quotes import fill, quotes

CODE = "Run this:\n\n```python\nx = {{name}}\n\n- y = 1\n```\n\nThen wait."
PROSE, TITLE = TypeAdapter[str](Prose), TypeAdapter[str](Title)
SIX = Fact(
    name="longest",
    value=6,
    unit="years",
    text="six years",
    source="https://www.uscis.gov/h-1b",
    as_of=date(2026, 10, 7),
)
GONE = SIX.model_copy(update={"name": "gone", "valid_until": date(2026, 10, 8)})
FACTS = {"longest": SIX, "gone": GONE}


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "1. First.\n2. Then `make`.\n3. Last.",
        "Before.\n\n- a\n- b",
        "> A quotation.",
        "A | that is no table.",
    ],
)
def test_what_moderators_write_is_taken_as_it_is(text: str) -> None:
    assert PROSE.validate_python(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.\n\n## Two", "line 3: a heading is not shown"),
        ("One.\n\n    indented", "line 3: code that is only indented"),
        ("One.\n\n<div>x</div>", "line 3: HTML is shown as it is typed"),
        ("One.\n\n***\n\nTwo", "line 3: a line of dashes"),
        ("One.\n\n| a | b |\n|---|---|\n| 1 | 2 |", "line 3: a table is not shown as one"),
    ],
)
def test_what_would_be_shown_raw_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        PROSE.validate_python(text)


@pytest.mark.parametrize("title", ["3. How do I register?", "2027 season", "1) Where?"])
def test_a_title_may_begin_with_a_number(title: str) -> None:
    assert TITLE.validate_python(title) == title


def test_code_is_one_paragraph_and_quotes_nothing() -> None:
    assert paragraphs(CODE) == (
        "Run this:",
        "```python\nx = {{name}}\n\n- y = 1\n```",
        "Then wait.",
    )
    assert list(quotes(CODE)) == []
    assert list(quotes("`{{a}}` and {{b}}")) == ["b"]
    assert fill("`{{longest}}` is {{longest}}.", FACTS, date(2026, 11, 1)).text == (
        "`{{longest}}` is six years."
    )


def test_steps_keep_their_lines_and_one_whose_fact_has_ended_goes() -> None:
    text = "Do this:\n1. Wait {{longest}}. Then go.\n2. Pay {{gone}}.\n3. Leave."
    filled = fill(text, FACTS, date(2026, 11, 1))
    assert filled.text == "Do this:\n1. Wait six years. Then go.\n3. Leave."
    assert filled.expired == (GONE,)


@given(st.text(alphabet="`\\ab \n[]()-"))
def test_code_is_blanked_without_moving_anything(text: str) -> None:
    bare = without_code(text)
    assert len(bare) == len(text)
    assert "".join(piece for piece, _ in outside_code(text)) == text
    for one in code_of(text):
        assert not bare[one.start : one.end].strip()
